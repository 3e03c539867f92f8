import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { ResultView } from '../../src/shared/contract/analyses.ts'
import { asDistancePicture, type DistancePicture } from '../../src/shared/distance-picture.ts'
import { addressOf, Empty, Failure, JobProgress, Loaded, Loading, PageHead, ParameterForm, Provenance, PutIntoReport, ResultTables, useAnalysis, useCall, useCan, useText, useWords, type Output, type Parameters } from '../parts/index.ts'
import { distanceWords } from '../words/distance.ts'
import { Curve, SiteMap } from './distance/sides.tsx'
import style from './distance/distance.module.css'

type Info = Output<'getAnalysis'>
const first = ['sector', 'function', 'size', 'region'] as const
const more = ['largest', 'steps', 'simulations', 'seed', 'alpha'] as const
const choiceNames = [...first, ...more]

/** Spatial concentration: the curve of a kind of organisations with its bands, what is significant at which distance, and where they are. */
export default function DistancePage() {
  const t = useWords(distanceWords)
  const query = useCall('getAnalysis', { params: { analysis: 'distance' } }, { staleTime: 60_000 })
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Loaded query={query}>{(info) => (info.missing.length > 0 ? <Lacking info={info} /> : <Concentration info={info} />)}</Loaded>
    </>
  )
}

function Lacking({ info }: { info: Info }) {
  const t = useWords(distanceWords)
  const say = useText()
  const can = useCan()
  const actions = <>
    {can('analyst') && <Button component={Link} href="/intake">{t.toIntake}</Button>}
    <Button component="a" variant="default" download href={addressOf('getTemplate', { params: { kind: 'organisations' } })}>{t.template}</Button>
  </>
  return <Empty title={t.lacks} action={actions}>{info.missing.map(({ text }) => <p key={text.en}>{say(text)}</p>)}</Empty>
}

function Concentration({ info }: { info: Info }) {
  const t = useWords(distanceWords)
  const [search, setSearch] = useSearchParams()
  const address = JSON.stringify(Object.fromEntries(choiceNames.flatMap((name) => { const value = search.get(name); return value === null ? [] : [[name, value]] })))
  const choices = useMemo(() => JSON.parse(address) as Parameters, [address])
  const { result, job, error, run } = useAnalysis('distance', choices, { auto: true })
  const picture = result ? asDistancePicture(result.detail) : null
  const write = (values: Parameters) => setSearch((before) => {
    for (const name of choiceNames) if (values[name] !== undefined) before.set(name, String(values[name]))
    return before
  }, { replace: true })
  return (
    <>
      <div className="no-print">
        <ParameterForm info={info} choices={info.choices} values={choices} only={first} onChange={write} />
        <details className={style.more}>
          <summary>{t.parameters}</summary>
          <ParameterForm info={info} choices={info.choices} values={choices} only={more} onChange={write} />
        </details>
      </div>
      {error ? <Failure error={error} onRetry={run} /> : !result ? (job ? <JobProgress job={job} /> : <Loading />) : (
        <>
          {picture && <Shown result={result} picture={picture} />}
          <section className="section"><ResultTables result={result} /></section>
          <Provenance result={result} />
        </>
      )}
    </>
  )
}

function Shown({ result, picture }: { result: ResultView; picture: DistancePicture }) {
  const t = useWords(distanceWords)
  const say = useText()
  const telling = mostTelling(result, picture)
  return (
    <>
      <section aria-label={t.finding}>
        <p className={style.finding}>{say(picture.finding)}</p>
        {telling !== null && <p className="no-print"><PutIntoReport result={result} chosen={{ table: 'curve', rows: [telling], columns: ['observed', 'global_lo', 'global_hi'] }} label={t.put} /></p>}
      </section>
      <div className={style.sides}>
        <Curve result={result} picture={picture} />
        {picture.sites && picture.sites.length > 0 && <SiteMap sites={picture.sites} />}
      </div>
    </>
  )
}

/** The row of the distance at which the curve is farthest outside the global band, measured by what is usual there. */
function mostTelling({ tables }: ResultView, { observed, mean, global }: DistancePicture): string | null {
  const away = observed.map((value, k) => {
    const [usual, low, high] = [mean[k], global.lower[k], global.upper[k]]
    if (typeof value !== 'number' || typeof usual !== 'number' || typeof low !== 'number' || typeof high !== 'number' || usual === 0) return 0
    return Math.max(value - high, low - value, 0) / usual
  })
  const farthest = away.indexOf(Math.max(...away))
  return (away[farthest] ?? 0) > 0 ? tables.find(({ id }) => id === 'curve')?.rows[farthest]?.key ?? null : null
}
