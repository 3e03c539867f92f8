import { CloseButton, Slider } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { formatPercent } from '../../../src/shared/format.ts'
import { Empty, Failure, JobProgress, Loading, useAnalysis, useWords, type Parameters } from '../../parts/index.ts'
import { systemicWords } from '../../words/systemic.ts'
import { AddShock } from './add-shock.tsx'
import { readShocks, writeShocks, type Shock } from './address.ts'
import { Reach } from './reach.tsx'
import { useShockName } from './use-shock-name.ts'
import style from './systemic.module.css'

/** Shocks with their sliders beside what they do, at once; the address holds them. */
export function Builder({ choices }: { choices: Parameters }) {
  const t = useWords(systemicWords)
  const [search, setSearch] = useSearchParams()
  const [shocks, setShocks] = useState<readonly Shock[]>(() => readShocks(search))
  const [asked] = useDebouncedValue(shocks, 200)
  useEffect(() => setSearch((before) => { writeShocks(before, asked); return before }, { replace: true }), [asked, setSearch])
  const change = (key: string, share: number) => setShocks(shocks.map((one) => (one.key === key ? { key, share } : one)))
  return (
    <div className={style.builder}>
      <section aria-label={t.shocks}>
        <AddShock taken={shocks.map(({ key }) => key)} onAdd={(key) => setShocks([...shocks, { key, share: 1 }])} />
        <ul className={style.shocks}>
          {shocks.map((shock) => <ShockLine key={shock.key} shock={shock} onChange={(share) => change(shock.key, share)} onRemove={() => setShocks(shocks.filter((one) => one.key !== shock.key))} />)}
        </ul>
      </section>
      <section className={style.reach}>
        {asked.length === 0 ? <Empty title={t.start}>{t.startWhat}</Empty> : <Outcome shocks={asked} choices={choices} />}
      </section>
    </div>
  )
}

function ShockLine({ shock: { key, share }, onChange, onRemove }: { shock: Shock; onChange: (share: number) => void; onRemove: () => void }) {
  const t = useWords(systemicWords)
  const name = useShockName(key)
  return (
    <li>
      <div className={style.shock}><span><strong>{name}</strong> <span className="muted small">{t.kinds(key.slice(0, key.indexOf(':')))} · {t.loses(formatPercent(share))}</span></span><CloseButton size="sm" className="no-print" aria-label={t.remove(name)} onClick={onRemove} /></div>
      <Slider className={style.slider ?? ''} size="sm" min={0} max={100} step={5} value={Math.round(share * 100)} label={null} thumbLabel={t.shareOf(name)} onChange={(percent) => onChange(percent / 100)} />
    </li>
  )
}

/** What a scenario does, computed as soon as it is shown. */
export function Outcome({ shocks, choices }: { shocks: readonly Shock[]; choices: Parameters }) {
  const t = useWords(systemicWords)
  const parameters = useMemo(() => ({ ...choices, shocks: Object.fromEntries(shocks.map(({ key, share }) => [key, share])), settled: false }), [choices, shocks])
  const { result, job, pending, error, run } = useAnalysis('systemic-scenario', parameters, { auto: true })
  if (error) return <Failure error={error} onRetry={run} />
  if (!result) return job ? <JobProgress job={job} /> : <Loading />
  return <>{(pending || job) && <p className="muted small">{t.computing}</p>}<Reach result={result} /></>
}
