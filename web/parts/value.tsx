/** The signature of the product: a value that wears its truth and opens into its evidence. */
import { createContext, useContext, type ReactNode } from 'react'
import type { Mark } from '../../src/shared/contract/endpoint.ts'
import { missingMark } from '../../src/shared/format.ts'
import { grades } from '../../src/shared/vocabulary.ts'
import { partWords } from '../words/parts.ts'
import { useEvidence } from './evidence-context.tsx'
import { useText, useWords, type Said } from './language.tsx'
import { ClockSymbol } from './symbols.tsx'
import style from './value.module.css'

/** Inside a grid the keys of the grid reach the values, so that they are no tab stops of their own. */
export const InGridContext = createContext(false)

export type ValueProps = {
  /** The address of the value: `organisation:12:revenue`, `figure:F7K3Q`, … */
  at: string
  /** As it is shown, formatted; null or undefined where it is missing. */
  children: ReactNode
  mark?: Mark | undefined
  /** Why it is missing, where the mark does not say. */
  blank?: string | null | undefined
  /** The grade letter is shown unless the place is too narrow for it. */
  bare?: boolean
}

/** `<Value at="organisation:12:revenue" mark={marks.revenue}>{formatNumber(…)}</Value>` */
export function Value({ at, children, mark, blank, bare = false }: ValueProps) {
  const t = useWords(partWords)
  const say = useText()
  const { open } = useEvidence()
  const inGrid = useContext(InGridContext)
  const missing = children === null || children === undefined || children === '' || children === missingMark
  const truths = truthsOf(t, mark)
  const reason = missing ? t.missingWhy(mark?.blank ?? blank ?? (mark ? t.noReason : t.notStated)) : undefined
  const grade = mark?.grade ? t.grade(mark.grade, say(grades[mark.grade])) : undefined
  const hint = [reason, grade, ...truths].filter(Boolean).join(' · ')
  return (
    <button
      type="button" className={style.value} tabIndex={inGrid ? -1 : 0} data-value={at} data-hint={hint || undefined}
      data-inferred={mark?.inferred || undefined} data-withdrawn={mark?.withdrawn || undefined} data-missing={missing || undefined}
      onClick={(event) => { event.stopPropagation(); open(at) }}
    >
      <span className={style.text}>{missing ? missingMark : children}</span>
      <Signs mark={mark} bare={bare} />
      {hint && <span className="visually-hidden"> ({hint})</span>}
    </button>
  )
}

function Signs({ mark, bare }: { mark: Mark | undefined; bare: boolean }) {
  return (
    <span className={style.signs} aria-hidden="true">
      {mark?.conflict && <span className={style.conflict}>≠</span>}
      {mark?.stale && <ClockSymbol />}
      {mark?.implausible && <span className={style.doubt}>!</span>}
      {mark?.grade && !bare && <sup className={style.letter}>{mark.grade}</sup>}
    </span>
  )
}

function truthsOf(t: Said<typeof partWords>, mark: Mark | undefined): string[] {
  if (!mark) return []
  return (['inferred', 'conflict', 'stale', 'implausible', 'withdrawn'] as const).filter((key) => mark[key]).map((key) => t[key])
}
