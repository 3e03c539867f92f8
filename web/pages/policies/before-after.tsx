import { Button } from '@mantine/core'
import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import { formatNumber, formatPeriod } from '../../../src/shared/format.ts'
import { beforeAfterOption } from '../../charts/before-after.ts'
import { Chart } from '../../charts/chart.tsx'
import type { ChartTheme } from '../../charts/chart-theme.ts'
import { Loaded, useCall, useEvidence, useLanguage, useRegion, useText, useWords, type Output } from '../../parts/index.ts'
import { policyWords } from '../../words/policies.ts'
import style from './policies.module.css'

type Compared = Output<'comparePolicy'>
type Series = Compared['series'][number]
const keyOf = ({ indicator, subject }: Series): string => `${indicator.id}-${subject.kind}-${subject.id}`

/** The indicators that a policy names before and after it began: a table, one of them drawn, and what not to read into it. */
export function BeforeAfter({ policy }: { policy: number }) {
  const t = useWords(policyWords)
  const query = useCall('comparePolicy', { params: { policy } })
  return (
    <section className="section" aria-label={t.before}>
      <h2>{t.before}</h2>
      <Loaded query={query}>{(compared) => <Shown compared={compared} />}</Loaded>
    </section>
  )
}

function Shown({ compared: { series, cautions, others, validFrom } }: { compared: Compared }) {
  const t = useWords(policyWords)
  const say = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const drawn = series.find((one) => keyOf(one) === chosen) ?? series[0]
  return (
    <>
      <p className="muted small">{t.beforeLead} {t.method}</p>
      <ul className={style.cautions}>{cautions.map((caution) => <li key={caution.zh}>{say(caution)}</li>)}</ul>
      {others.length > 0 && <p className="small">{t.others}{others.map(({ policy, title, validFrom: began }) => <span key={policy} className={style.found}><Link href={`/policies/${policy}`}>{title}</Link> <span className="muted">{began}</span></span>)}</p>}
      {series.length === 0 && <p className="muted">{t.noSeries}</p>}
      {series.length > 0 && <Means series={series} drawn={drawn!} onDraw={setChosen} />}
      {drawn && validFrom && <Drawn series={drawn} start={validFrom.slice(0, 7)} />}
    </>
  )
}

function Means({ series, drawn, onDraw }: { series: readonly Series[]; drawn: Series; onDraw: (key: string) => void }) {
  const t = useWords(policyWords)
  const { lang } = useLanguage()
  const region = useRegion()
  const number = (value: number | null, unit: string | null): string => (value === null ? '—' : formatNumber(value, { lang, ...(unit === null ? {} : { unit }) }))
  const signed = (value: number | null, unit: string | null): string => `${value !== null && value > 0 ? '+' : ''}${number(value, unit)}`
  return (
    <div className="plain-box" tabIndex={0} role="region" aria-label={t.before}>
      <table className="plain">
        <thead><tr><th scope="col">{t.indicator}</th><th scope="col">{t.subject}</th><th scope="col" className="number">{t.meanBefore}</th><th scope="col" className="number">{t.meanAfter}</th><th scope="col" className="number">{t.change}</th><th scope="col" className="number">{t.sameMonths}</th><th scope="col" className="no-print" aria-label={t.draw} /></tr></thead>
        <tbody>{series.map((one) => (
          <tr key={keyOf(one)}>
            <th scope="row" className="nowrap">{one.indicator.name}</th><td className="nowrap">{region(one.subject.name)}</td>
            <td className="number nowrap">{number(one.before.mean, one.unit)} <span className="muted small">{t.monthsOf(one.before.count)}</span></td>
            <td className="number nowrap">{number(one.after.mean, one.unit)} <span className="muted small">{t.monthsOf(one.after.count)}</span></td>
            <td className="number nowrap">{signed(one.change, one.unit)}{one.changeShare !== null && <span className="muted small"> {signed(one.changeShare, 'share')}</span>}</td>
            <td className="number nowrap">{signed(one.sameMonths.change, one.unit)} <span className="muted small">{t.monthsOf(one.sameMonths.count)}</span></td>
            <td className="no-print"><Button size="compact-xs" variant="default" aria-pressed={keyOf(one) === keyOf(drawn)} aria-label={`${t.draw}: ${t.seriesOf(one.indicator.name, region(one.subject.name))}`} onClick={() => onDraw(keyOf(one))}>{t.draw}</Button></td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  )
}

function Drawn({ series, start }: { series: Series; start: string }) {
  const t = useWords(policyWords)
  const say = useText()
  const { lang } = useLanguage()
  const region = useRegion()
  const { open } = useEvidence()
  const label = t.seriesOf(series.indicator.name, region(series.subject.name))
  const option = useCallback((theme: ChartTheme) => beforeAfterOption({ ...series, start }, { value: t.value, before: t.meanBefore, after: t.meanAfter, start: t.start, number: (value) => formatNumber(value, { lang, ...(series.unit === null ? {} : { unit: series.unit }) }) }, theme), [series, start, t, lang])
  const uses = { before: t.useBefore, after: t.useAfter, out: t.useOut }
  const table = { columns: [t.month, t.value, t.use], rows: series.points.map(({ period, value, use }) => [formatPeriod(period, lang), value, uses[use]]) }
  return (
    <section className="section" aria-label={label}>
      <h3>{label}</h3>
      <ul className={style.cautions}>{series.cautions.map((caution) => <li key={caution.zh}>{say(caution)}</li>)}</ul>
      <Chart label={label} option={option} table={table} file={`policy-${keyOf(series)}`} height={300} onSelect={({ dataIndex }) => { const point = series.points[dataIndex]; if (point) open(point.ref) }} />
      <p className="muted small">{t.sources}</p>
      <ul className={style.months}>{series.points.map(({ period, ref, use }) => <li key={period}><Button size="compact-xs" variant="subtle" aria-label={t.openMonth(period)} data-hint={uses[use]} onClick={() => open(ref)}>{period}</Button></li>)}</ul>
    </section>
  )
}
