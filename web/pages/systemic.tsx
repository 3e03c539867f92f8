import { Button, SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { AnalysisFrame, Computed, ParameterForm, Provenance, ResultTables, useAnalysis, useChoices, useWords, type Output, type Parameters } from '../parts/index.ts'
import { systemicWords } from '../words/systemic.ts'
import { choiceNames, readShocks, writeShocks } from './systemic/address.ts'
import { Builder, Outcome } from './systemic/builder.tsx'
import { hasInferred } from './systemic/has-inferred.ts'
import { Curve } from './systemic/curve.tsx'
import { useShockName } from './systemic/use-shock-name.ts'
import style from './systemic/systemic.module.css'

type Info = Output<'getAnalysis'>

/** Systemic risk: every organisation closed alone, or a scenario of several losses; both with what they reach on the chain map. */
export default function SystemicPage() {
  const t = useWords(systemicWords)
  return <AnalysisFrame analysis="systemic-risk" title={t.title} lead={t.lead}>{(info) => <Views info={info} />}</AnalysisFrame>
}

function Views({ info }: { info: Info }) {
  const t = useWords(systemicWords)
  const [search, setSearch] = useSearchParams()
  const scenario = search.get('tab') === 'scenario'
  const [choices, choose] = useChoices(choiceNames)
  const toTab = (tab: string) => setSearch((before) => { if (tab === 'scenario') before.set('tab', tab); else before.delete('tab'); return before })
  return (
    <>
      <div className={`${style.head} no-print`}>
        <SegmentedControl value={scenario ? 'scenario' : 'single'} onChange={toTab} aria-label={t.tabs} data={[{ value: 'single', label: t.single }, { value: 'scenario', label: t.scenario }]} />
        <details>
          <summary>{t.parameters}</summary>
          <ParameterForm info={info} choices={info.choices} values={choices} only={choiceNames} onChange={choose} />
        </details>
      </div>
      {scenario ? <Builder choices={choices} /> : <Single choices={choices} />}
    </>
  )
}

/** All organisations by rank; the chosen one with what its failure reaches. */
function Single({ choices }: { choices: Parameters }) {
  const t = useWords(systemicWords)
  const [search, setSearch] = useSearchParams()
  const analysis = useAnalysis('systemic-risk', choices, { auto: true })
  const selected = search.get('of') ?? undefined
  const select = (key: string | null) => setSearch((before) => { if (key) before.set('of', key); else before.delete('of'); return before })
  return (
    <Computed of={analysis}>{(result) => (
      <>
        {!selected && hasInferred(result) && <p><em>{t.restsOnInferred}</em></p>}
        <Curve result={result} selected={selected} onSelect={select} />
        {selected && <Chosen key={selected} of={selected} choices={choices} onClose={() => select(null)} />}
        <ResultTables result={result} current={selected} onOpen={select} />
        {!selected && <Provenance result={result} />}
      </>
    )}</Computed>
  )
}

function Chosen({ of, choices, onClose }: { of: string; choices: Parameters; onClose: () => void }) {
  const t = useWords(systemicWords)
  const name = useShockName(of)
  const [, setSearch] = useSearchParams()
  const shocks = useMemo(() => [{ key: of, share: 1 }], [of])
  const goOn = () => setSearch((before) => { before.set('tab', 'scenario'); writeShocks(before, [...readShocks(before).filter(({ key }) => key !== of), { key: of, share: 1 }]); return before })
  return (
    <section className="section" aria-label={t.reaches(name)}>
      <div className={style.between}><h2>{t.reaches(name)}</h2><span className="row no-print"><Button size="compact-sm" variant="default" onClick={goOn}>{t.toScenario}</Button><Button size="compact-sm" variant="subtle" onClick={onClose}>{t.unselect}</Button></span></div>
      <Outcome shocks={shocks} choices={choices} />
    </section>
  )
}
