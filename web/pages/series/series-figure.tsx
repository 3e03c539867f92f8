import { useCallback } from 'react'
import { formatNumber, formatPeriod } from '../../../src/shared/format.ts'
import { examinations, type DrawnSeries } from '../../../src/shared/series-picture.ts'
import { Chart } from '../../charts/chart.tsx'
import type { ChartTheme } from '../../charts/chart-theme.ts'
import { seriesOption } from '../../charts/series.ts'
import { useEvidence, useLanguage, useRegion, useText, useWords } from '../../parts/index.ts'
import { seriesWords } from '../../words/series.ts'

/** One series drawn; a click on a month opens the observation behind it. */
export function SeriesFigure({ series }: { series: DrawnSeries }) {
  const t = useWords(seriesWords)
  const say = useText()
  const region = useRegion()
  const { lang } = useLanguage()
  const { open } = useEvidence()
  const option = useCallback((theme: ChartTheme) => seriesOption(series, { ...t, number: (value) => formatNumber(value, { lang, unit: series.unit }) }, theme), [series, t, lang])
  const label = t.seriesOf(series.indicator, region(series.subject))
  const alertIn = (month: string): string => series.alerts.filter((alert) => alert.month === month).map(({ sentence }) => say(sentence).replace(series.subject, region(series.subject))).join(' ')
  const table = {
    columns: [t.month, t.value, t.adjusted, t.trend, t.alerts],
    rows: series.months.map((month, n) => [formatPeriod(month, lang), series.values[n]!, rounded(series.adjusted[n]!), rounded(series.trend[n]!), alertIn(month)]),
  }
  const [kind, id, indicator] = series.key.split(':')
  return (
    <section aria-label={label}>
      <h2>{label}</h2>
      <p className="muted small">
        {t.examined(say(examinations[series.by]))} {series.by === 'changes' && t.changesWhy} {series.missing.length > 0 ? t.missing(series.missing.map((month) => formatPeriod(month, lang)).join(lang === 'zh' ? '、' : ', ')) : t.complete}
      </p>
      <Chart label={label} option={option} table={table} file={`series-${series.key.replaceAll(':', '-')}`} height={360} onSelect={({ dataIndex }) => { const month = series.months[dataIndex]; if (month) open(`observation:${kind}:${id}:${indicator}:${month}`) }} />
    </section>
  )
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6))
}
