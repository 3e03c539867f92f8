import type { ReactNode } from 'react'
import { actorTypes, grades, nodeStates, rights } from '../../src/shared/vocabulary.ts'
import { ActorBadge, Grade, KeyTable, PageHead, StateBadge, useText, useWords } from '../parts/index.ts'
import { ClockSymbol } from '../parts/symbols.tsx'
import { gridKeyLines } from '../parts/table/key-lines.ts'
import { useShellKeyLines } from '../shell/key-lines.ts'
import { helpWords } from '../words/help.ts'
import { tableWords } from '../words/table.ts'

/** How values are marked, what the symbols mean, which keys work. */
export default function HelpPage() {
  const t = useWords(helpWords)
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <section className="section"><h2>{t.evidence}</h2><p style={{ maxWidth: '46rem' }}>{t.evidenceWhat}</p></section>
      <Marks />
      <Signs />
      <Keys />
    </>
  )
}

function Marks() {
  const t = useWords(helpWords)
  const say = useText()
  const signs: [string, ReactNode, string][] = [['conflict', '≠', t.conflict], ['stale', <ClockSymbol key="stale" />, t.stale], ['implausible', '!', t.implausible], ['missing', '—', t.missing]]
  return (
    <section className="section">
      <h2>{t.marks}</h2>
      <table className="plain" style={{ maxWidth: '46rem' }}>
        <tbody>
          {(Object.keys(grades) as (keyof typeof grades)[]).map((grade) => <tr key={grade}><th scope="row"><Grade grade={grade} /></th><td>{say(grades[grade])}</td></tr>)}
          <tr><th scope="row"><em style={{ borderBottom: '1px dotted' }}>{t.sample}</em></th><td>{t.inferred}</td></tr>
          <tr><th scope="row"><s>{t.sample}</s></th><td>{t.withdrawn}</td></tr>
          {signs.map(([key, sign, what]) => <tr key={key}><th scope="row">{sign}</th><td>{what}</td></tr>)}
          <tr><th scope="row">{t.right}</th><td>{Object.values(rights).map(say).join(' · ')}</td></tr>
        </tbody>
      </table>
    </section>
  )
}

function Signs() {
  const t = useWords(helpWords)
  return (
    <section className="section">
      <h2>{t.signs}</h2>
      <p className="row">{(Object.keys(nodeStates) as (keyof typeof nodeStates)[]).map((state) => <StateBadge key={state} state={state} />)}</p>
      <p className="row" style={{ marginTop: '0.5rem' }}>{(Object.keys(actorTypes) as (keyof typeof actorTypes)[]).map((type) => <ActorBadge key={type} type={type} />)}</p>
    </section>
  )
}

function Keys() {
  const t = useWords(helpWords)
  const table = useWords(tableWords)
  const shellLines = useShellKeyLines()
  return (
    <section className="section">
      <h2>{t.keysEverywhere}</h2><KeyTable lines={shellLines} />
      <h2 style={{ marginTop: '1.5rem' }}>{t.keysTable}</h2><KeyTable lines={gridKeyLines(table)} />
    </section>
  )
}
