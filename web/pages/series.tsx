import { Select } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { ResultView } from '../../src/shared/contract/analyses.ts'
import { asSeriesPicture, type DrawnSeries, type SeriesPicture } from '../../src/shared/series-picture.ts'
import { AnalysisFrame, Computed, Empty, Provenance, ResultTables, useAnalysis, useRegion, useText, useWords, type Output } from '../parts/index.ts'
import { seriesWords } from '../words/series.ts'
import { AlertList } from './series/alert-list.tsx'
import { SeriesFigure } from './series/series-figure.tsx'

type Info = Output<'getAnalysis'>

/** Monthly series with their breaks and alerts. The address bar holds which series is drawn, so that it can be sent. */
export default function SeriesPage() {
  const t = useWords(seriesWords)
  return <AnalysisFrame analysis="series-alerts" title={t.title} lead={t.lead}>{(info) => <Series info={info} />}</AnalysisFrame>
}

/** Of very many series only those with the most alerts are drawn; `only` is the indicator whose series were asked for beside. */
function Series({ info }: { info: Info }) {
  const [only, setOnly] = useState('')
  const analysis = useAnalysis('series-alerts', { indicator: only }, { auto: true })
  return (
    <Computed of={analysis}>{(result) => {
      const picture = asSeriesPicture(result.detail)
      return picture && <Drawn info={info} result={result} picture={picture} only={only} onOnly={setOnly} />
    }}</Computed>
  )
}

type DrawnProps = { info: Info; result: ResultView; picture: SeriesPicture; only: string; onOnly: (indicator: string) => void }

const indicatorOf = ({ key }: DrawnSeries): string => key.split(':')[2]!

function Drawn({ info, result, picture, only, onOnly }: DrawnProps) {
  const t = useWords(seriesWords)
  const say = useText()
  const [search, setSearch] = useSearchParams()
  const choose = (key: string): void => setSearch((before) => { before.set('series', key); return before }, { replace: true })
  const shown = picture.series.find(({ key }) => key === search.get('series')) ?? picture.series[0]
  if (!shown) return <Empty title={t.none}>{t.noneWhat}</Empty>
  const indicators = info.choices['indicator'] ?? []
  const pick = (indicator: string): void => {
    const next = picture.series.find((one) => indicatorOf(one) === indicator && one.subject === shown.subject) ?? picture.series.find((one) => indicatorOf(one) === indicator)
    if (next) choose(next.key)
    else onOnly(indicator)
  }
  const chosen = indicators.find(({ value }) => value === only)
  return (
    <>
      <div className="row no-print" style={{ alignItems: 'end', marginBottom: '1rem' }}>
        <Select label={t.indicator} data={indicators.map(({ value, title }) => ({ value, label: say(title) }))} value={indicatorOf(shown)} searchable allowDeselect={false} onChange={(value) => value !== null && pick(value)} />
        <Subjects series={picture.series.filter((one) => indicatorOf(one) === indicatorOf(shown))} shown={shown} onChoose={choose} />
      </div>
      {chosen && <p role="status">{t.only(say(chosen.title))}</p>}
      <SeriesFigure series={shown} />
      <AlertList picture={picture} shown={shown} result={result.result} onChoose={choose} />
      <section className="section"><ResultTables result={result} /></section>
      <Provenance result={result} />
    </>
  )
}

function Subjects({ series, shown, onChoose }: { series: readonly DrawnSeries[]; shown: DrawnSeries; onChoose: (key: string) => void }) {
  const t = useWords(seriesWords)
  const region = useRegion()
  const label = ({ subject, alerts }: DrawnSeries): string => (alerts.length > 0 ? t.withAlerts(region(subject), alerts.length) : region(subject))
  return <Select label={t.subject} w={260} maw="100%" data={series.map((one) => ({ value: one.key, label: label(one) }))} value={shown.key} searchable={series.length > 10} allowDeselect={false} onChange={(key) => key !== null && onChoose(key)} />
}
