import type { ResultView } from '../../src/shared/contract/analyses.ts'
import { asDistancePicture, type DistancePicture } from '../../src/shared/distance-picture.ts'
import { AnalysisFrame, Computed, ParameterForm, Provenance, PutIntoReport, ResultTables, useAnalysis, useChoices, useText, useWords, type Output } from '../parts/index.ts'
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
  return <AnalysisFrame analysis="distance" title={t.title} lead={t.lead}>{(info) => <Concentration info={info} />}</AnalysisFrame>
}

function Concentration({ info }: { info: Info }) {
  const t = useWords(distanceWords)
  const [choices, write] = useChoices(choiceNames)
  const analysis = useAnalysis('distance', choices, { auto: true })
  return (
    <>
      <div className="no-print">
        <ParameterForm info={info} choices={info.choices} values={choices} only={first} onChange={write} />
        <details className={style.more}>
          <summary>{t.parameters}</summary>
          <ParameterForm info={info} choices={info.choices} values={choices} only={more} onChange={write} />
        </details>
      </div>
      <Computed of={analysis}>{(result) => (
        <>
          <Shown result={result} />
          <section className="section"><ResultTables result={result} /></section>
          <Provenance result={result} />
        </>
      )}</Computed>
    </>
  )
}

function Shown({ result }: { result: ResultView }) {
  const t = useWords(distanceWords)
  const say = useText()
  const picture = asDistancePicture(result.detail)
  if (!picture) return null
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
