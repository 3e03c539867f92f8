import { createContext, useContext } from 'react'
import type { ReportView } from '../../../src/shared/contract/reports.ts'
import { keysOf, nodeStates } from '../../../src/shared/vocabulary.ts'
import { reportWords } from '../../words/reports.ts'
import { stateShapes, Symbol, useText, useWords, Value } from '../../parts/index.ts'
import type { Piece } from './places.ts'
import style from './report.module.css'

/** The figures of the report on screen. */
export const FiguresContext = createContext<ReportView['figures']>([])

/** A figure as it stands in a sentence: its value, which opens its evidence, and the short code that is printed. */
export function FigureChip({ code }: { code: string }) {
  const t = useWords(reportWords)
  const say = useText()
  const figure = useContext(FiguresContext).find((item) => item.figure === code)
  if (!figure) return <span className={style.unknown} data-hint={t.unknownFigure(code)}>[[{code}]]<span className="visually-hidden">（{t.unknownFigure(code)}）</span></span>
  const shown = figure.missing ? null : say(figure.shown)
  return (
    <span className={style.chip} data-figure={code} data-hint={say(figure.title)}>
      <Value at={`figure:${code}`} mark={figure.missing ? { ...figure.mark, blank: say(figure.missing) } : figure.mark} bare>{shown === null ? null : <Words text={shown} />}</Value>
      <sup aria-hidden="true">{code}</sup>
    </span>
  )
}

/** Words and figures in a row. */
export function Inlines({ inlines }: { inlines: readonly Piece[] }) {
  return inlines.map((inline, at) => ('figure' in inline ? <FigureChip key={at} code={inline.figure} /> : <Words key={at} text={inline.text} />))
}

/** Symbols of node states are drawn: few fonts have them all. */
function Words({ text }: { text: string }) {
  const state = keysOf(nodeStates).find((key) => text.startsWith(`${nodeStates[key].symbol} `) && (text.includes(nodeStates[key].zh) || text.includes(nodeStates[key].en)))
  if (!state) return text
  return <><span className={style.symbol}><Symbol shape={stateShapes[state]} color={`var(--state-${state})`} /></span>{text.slice(nodeStates[state].symbol.length + 1)}</>
}
