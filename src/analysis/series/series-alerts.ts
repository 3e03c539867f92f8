import { z } from 'zod'
import { alertLimits, wholeExamination } from '../../kernels/series/alerts.ts'
import type { Observations } from '../../snapshot/observations.ts'
import { refs } from '../../snapshot/refs.ts'
import { defineAnalysis, named } from '../define.ts'
import { examineMonths, type Found } from './examine.ts'
import { keyOf, monthlySeries, monthOf, type Monthly } from './monthly.ts'
import { resultOf, type Examined } from './tables.ts'

/** Values of many series one after another; `starts` has one place more than there are series. */
type Input = { values: Float64Array; starts: Int32Array; asPart: Uint8Array }

const seriesAShard = 50

/** What happened in the monthly indicators: odd months, breaks of level, drifts, each with its rule and a sentence. It forecasts nothing. */
export const seriesAlerts = defineAnalysis({
  id: 'series-alerts',
  version: 1,
  family: 'series',
  title: { zh: '月度提示', en: 'Monthly alerts' },
  unit: { zh: '条', en: 'alerts' },
  summary: { zh: '月度指标里哪个月异常、水平何时改变、是否持续偏离；每条提示写明规则与理由，不作预测。', en: 'Which months of the indicators are odd, when their level changed, whether they drift; each alert says its rule and why. No forecasts.' },
  method: 'docs/methods/series.md',
  needs: ['observations'],
  parameters: z.strictObject({
    indicator: named(z.string().max(20).default(''), { zh: '指标', en: 'Indicator' }, { zh: '空白：全部月度指标', en: 'blank: all monthly indicators' }),
  }),
  missing({ observations }) {
    const long = monthlySeries(observations, '').some(({ values }) => values.length >= alertLimits.period + alertLimits.fewestChanges)
    return long ? [] : [{ sheet: 'observations', text: { zh: `没有一条月度指标跨越 ${alertLimits.period + alertLimits.fewestChanges} 个月（时期写作 2026-10）。请导入更多月份；连续 ${wholeExamination} 个月后可用全部规则。`, en: `No monthly indicator spans ${alertLimits.period + alertLimits.fewestChanges} months (periods as 2026-10). Load more months; ${wholeExamination} without a gap allow all rules.` } }]
  },
  choices({ observations }) {
    const monthly = new Set(monthlySeries(observations, '').map(({ indicator }) => indicator))
    return { indicator: observations.indicators.flatMap(({ id, name }, n) => (monthly.has(n) ? [{ value: String(id), title: { zh: name, en: name } }] : [])) }
  },
  shards: {
    plan({ observations }, { indicator }) {
      const all = monthlySeries(observations, indicator)
      const starts = new Int32Array(all.length + 1)
      all.forEach(({ values }, n) => { starts[n + 1] = starts[n]! + values.length })
      const values = new Float64Array(starts[all.length]!)
      all.forEach((one, n) => values.set(one.values, starts[n]))
      return { input: { values, starts, asPart: Uint8Array.from(all, (one) => Number(isChangeAPart(observations, one))) }, shards: Math.max(1, Math.ceil(all.length / seriesAShard)) }
    },
    run({ values, starts, asPart }: Input, shard: number): Found[] {
      const last = Math.min(asPart.length, (shard + 1) * seriesAShard)
      return Array.from({ length: Math.max(0, last - shard * seriesAShard) }, (_, k) => {
        const n = shard * seriesAShard + k
        return examineMonths(values.subarray(starts[n], starts[n + 1]), asPart[n] === 1)
      })
    },
    combine({ observations }, { indicator }, parts) {
      const found = parts.flat()
      return resultOf(observations, monthlySeries(observations, indicator).map((series, n): Examined => ({ series, found: found[n]!, asPart: isChangeAPart(observations, series) })))
    },
  },
  trace({ observations }, { indicator }, { row }) {
    const [kind, id, ofIndicator, period] = row.split(':')
    const series = monthlySeries(observations, indicator).find((one) => keyOf(observations, one) === `${kind}:${id}:${ofIndicator}`)
    return series ? rowsOf(series, period).map((one) => refs.observation(observations, one)) : []
  },
})

/** A rate or a share changes by points; what is always above zero changes by a part of itself. */
function isChangeAPart({ indicators }: Observations, { indicator, values }: Monthly): boolean {
  return !/^(%|‰|percent|ratio|share|points|百分点)$/.test(indicators[indicator]!.unit ?? '') && values.every((value) => Number.isNaN(value) || value > 0)
}

/** The month of the alert and the same month of the year before, then all others, the latest first. */
function rowsOf({ rows, first }: Monthly, period: string | undefined): number[] {
  const places = [...rows.keys()].reverse()
  const at = period === undefined ? -1 : monthOf(period) - first
  return [...new Set([...(at < 0 ? [] : [at, at - alertLimits.period]), ...places])].map((place) => rows[place] ?? -1).filter((row) => row >= 0)
}
