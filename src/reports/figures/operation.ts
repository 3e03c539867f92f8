import type { IndicatorFacts, OperationFacts, Place, Reading, Series } from '../facts/operation.ts'
import { isRate } from '../facts/additive.ts'
import { formatMonth } from '../../shared/format.ts'
import type { Mark } from '../../shared/contract/endpoint.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { Facts } from '../facts/facts.ts'
import { defineFigure, type Computed, type Input } from '../shape.ts'
import { both, fill, listed, said, terms } from './wording.ts'

/** Why a place has no value that could be added or compared; undefined where it has one. */
export function reasonMissing(reading: Reading | undefined, unit: string | null): Text | undefined {
  if (reading === undefined) return { zh: '本期未收到数据', en: 'no data received for this period' }
  if (reading.value === null) return reading.blank ? { zh: reading.blank, en: reading.blank } : { zh: '空白，未说明原因', en: 'blank, no reason given' }
  if (reading.unit !== unit) return { zh: `计量单位不同（${reading.unit ?? '未注明'}）`, en: `another unit (${reading.unit ?? 'none'})` }
  return undefined
}

/** The cities of an indicator that count, and those that do not, with the reason. */
export function coverage({ cities, unit }: IndicatorFacts): { there: Series[]; missing: { series: Series; why: Text }[] } {
  const reasons = cities.map((series) => ({ series, why: reasonMissing(series.readings.now, unit) }))
  return {
    there: reasons.filter(({ why }) => why === undefined).map(({ series }) => series),
    missing: reasons.flatMap(({ series, why }) => (why === undefined ? [] : [{ series, why }])),
  }
}

/** The scope of a figure of one indicator, or of one place and indicator. */
export function scopeOf(indicator: IndicatorFacts, series?: Series): string {
  return series ? `${indicator.id}|${series.place.kind}:${series.place.id}` : String(indicator.id)
}

type Change = 'month' | 'year'
const changeNames: Record<Change, Text> = { month: { zh: '环比', en: 'month on month' }, year: { zh: '同比', en: 'year on year' } }

function inputOf(place: Place, reading: Reading, indicator: IndicatorFacts): Input {
  return {
    ref: `observation:${place.kind}:${place.id}:${indicator.id}:${reading.period}`,
    title: both((lang) => `${place.name[lang]} · ${indicator.name} · ${formatMonth(reading.period, lang)}`),
    value: reading.value === null ? null : said(reading.value, reading.unit).zh, claims: [reading.claim],
  }
}

function markOf(readings: readonly Reading[]): Mark {
  return { ...(readings.some(({ conflict }) => conflict) ? { conflict: true } : {}), ...(readings.some(({ implausible }) => implausible) ? { implausible: true } : {}) }
}

function observed(series: Series, indicator: IndicatorFacts): Computed {
  const reading = series.readings.now
  const why = reading?.value == null ? reasonMissing(reading, indicator.unit) : undefined
  const value = reading?.value ?? null
  const unit = reading?.unit ?? indicator.unit
  return {
    scope: scopeOf(indicator, series), title: both((lang) => `${indicator.name} · ${series.place.name[lang]}`), value, unit, ...(why ? { missing: why } : {}),
    worked: why ?? said(value, unit), inputs: reading ? [inputOf(series.place, reading, indicator)] : [], basis: { ids: reading ? [reading.claim] : [] }, ...(reading ? { mark: markOf([reading]) } : {}),
  }
}

/** The change of one place, or of the sum of all places that have a value at both times. */
function changeOf(indicator: IndicatorFacts, series: readonly Series[], change: Change): Omit<Computed, 'scope' | 'title'> {
  const pairs = series.flatMap(({ place, readings }) => {
    const [now, then] = [readings.now, readings[change]]
    return now?.value != null && then?.value != null && now.unit === indicator.unit && then.unit === indicator.unit ? [{ place, now, base: then }] : []
  })
  const readings = pairs.flatMap(({ now, base }) => [now, base])
  const inputs = pairs.flatMap(({ place, now, base }) => [inputOf(place, now, indicator), inputOf(place, base, indicator)])
  const common = { inputs, basis: { ids: readings.map(({ claim }) => claim) }, mark: markOf(readings) }
  const now = sum(pairs.map((pair) => pair.now.value!))
  const then = sum(pairs.map((pair) => pair.base.value!))
  const none = (missing: Text): Omit<Computed, 'scope' | 'title'> => ({ ...common, value: null, unit: isRate(indicator.unit) ? 'points' : 'ratio', missing, worked: missing })
  if (pairs.length === 0) return none({ zh: `本期或${change === 'month' ? '上月' : '上年同月'}缺数，无法比较`, en: `a value is missing now or ${change === 'month' ? 'the month before' : 'a year before'}: no comparison` })
  if (isRate(indicator.unit)) {
    const scale = indicator.unit === 'ratio' || indicator.unit === 'share' ? 100 : indicator.unit === '‰' ? 0.1 : 1
    return { ...common, value: exact((now - then) * scale), unit: 'points', worked: both((lang) => `${said(now, indicator.unit)[lang]} − ${said(then, indicator.unit)[lang]}`) }
  }
  if (then <= 0) return none({ zh: '基期为零或负数，不计算变化率', en: 'the base is zero or negative: no rate of change' })
  const left = series.filter((one) => !pairs.some((pair) => pair.place === one.place)).map((one) => one.place.name)
  const without = left.length === 0 ? { zh: '', en: '' } : fill({ zh: '（两期均有数的{n}个市；未计入：{left}）', en: ' (of {n} cities with both values; without {left})' }, { n: pairs.length, left: listed(left) })
  return { ...common, value: (now - then) / then, unit: 'ratio', worked: both((lang) => `(${said(now, indicator.unit)[lang]} − ${said(then, indicator.unit)[lang]}) ÷ ${said(then, indicator.unit)[lang]}${without[lang]}`) }
}

/** Sums of money are exact in decimals people wrote, not in the last binary digit. */
function sum(values: readonly number[]): number {
  return exact(values.reduce((total, value) => total + value, 0))
}

function exact(value: number): number {
  return Number(value.toPrecision(14))
}

function total(indicator: IndicatorFacts): Computed {
  const { there, missing } = coverage(indicator)
  const readings = there.map(({ readings }) => readings.now!)
  const absent = missing.flatMap(({ series }) => (series.readings.now ? [{ series, reading: series.readings.now }] : []))
  const value = there.length === 0 ? null : sum(readings.map((reading) => reading.value!))
  const none: Text = { zh: '各市均无数据', en: 'no city has a value' }
  const without = missing.length === 0 ? { zh: '', en: '' } : both((lang) => (lang === 'zh'
    ? `；未计入：${missing.map(({ series, why }) => `${series.place.name.zh}（${why.zh}）`).join('、')}`
    : `; without ${missing.map(({ series, why }) => `${series.place.name.en} (${why.en})`).join(', ')}`))
  const added = terms(there.map(({ place: { name }, readings: { now } }) => both((lang) => `${name[lang]} ${said(now!.value, indicator.unit)[lang]}`)), '+')
  return {
    scope: scopeOf(indicator), title: fill({ zh: '{name} · {n}市合计', en: '{name} · total of {n} cities' }, { name: indicator.name, n: there.length }),
    value, unit: indicator.unit, ...(value === null ? { missing: none } : {}), worked: both((lang) => `${value === null ? none[lang] : added[lang]}${without[lang]}`),
    inputs: [...there.map((series) => inputOf(series.place, series.readings.now!, indicator)), ...absent.map(({ series, reading }) => inputOf(series.place, reading, indicator))],
    basis: { ids: [...readings, ...absent.map(({ reading }) => reading)].map(({ claim }) => claim) }, mark: markOf(readings),
  }
}

function ofPlaces({ indicators }: OperationFacts, compute: (indicator: IndicatorFacts, series: Series) => Computed): Computed[] {
  return indicators.flatMap((indicator) => [...indicator.cities, ...indicator.others].map((series) => compute(indicator, series)))
}

function placeChange(change: Change) {
  return (indicator: IndicatorFacts, series: Series): Computed => ({
    scope: scopeOf(indicator, series), title: both((lang) => `${indicator.name} · ${series.place.name[lang]} · ${changeNames[change][lang]}`), ...changeOf(indicator, [series], change),
  })
}

function totalChange(change: Change) {
  return (indicator: IndicatorFacts): Computed => ({
    scope: scopeOf(indicator), title: both((lang) => `${indicator.name} · ${{ zh: '合计', en: 'total' }[lang]} · ${changeNames[change][lang]}`), ...changeOf(indicator, indicator.cities, change),
  })
}

/** The indicators of a city that can be compared with the year before, and those of them that fell. */
export function comparable(indicators: readonly IndicatorFacts[], city: Place): { indicator: IndicatorFacts; series: Series; change: number }[] {
  return indicators.flatMap((indicator) => indicator.cities.filter(({ place }) => place.id === city.id).flatMap((series) => {
    const { value } = changeOf(indicator, [series], 'year')
    return value === null ? [] : [{ indicator, series, change: value }]
  }))
}

function countOfIndicators(title: Text, fell: boolean) {
  return ({ operation }: Facts): Computed[] => operation.cities.map(({ place }) => {
    const found = comparable(operation.indicators, place).filter(({ change }) => !fell || change < 0)
    const readings = found.flatMap(({ series: { readings } }) => [readings.now!, readings.year!])
    return {
      scope: `${place.kind}:${place.id}`, title: both((lang) => `${place.name[lang]} · ${title[lang]}`), value: found.length, unit: 'count',
      worked: both((lang) => `${found.map(({ indicator: { name } }) => name).join(lang === 'zh' ? '、' : ', ')} = ${found.length}`.replace(/^ = /, '')),
      inputs: found.flatMap(({ indicator, series: { readings: { now, year } } }) => [inputOf(place, now!, indicator), inputOf(place, year!, indicator)]),
      basis: { ids: readings.map(({ claim }) => claim) }, mark: markOf(readings),
    }
  })
}

const growth = { zh: '（本期 − 基期）÷ 基期，只计两期均有数的市；比率类指标为两期之差（百分点）', en: '(now − then) ÷ then, over the cities with both values; of rates the difference in percentage points' }

/** Figures of the section on operation: totals over the cities, changes, and each city on its own. */
export const operationFigures = [
  defineFigure({
    name: 'operation.cities', title: { zh: '监测城市数', en: 'Cities observed' }, formula: { id: 'count-of-claims', version: 1, text: { zh: '最近十三个月内报过月度指标的市的个数', en: 'the number of cities that reported a monthly indicator within thirteen months' } },
    compute: ({ operation: { cities } }) => [{
      scope: '', title: { zh: '监测城市数', en: 'Cities observed' }, value: cities.length, unit: 'count', worked: both((lang) => `${listed(cities.map(({ place: { name } }) => name))[lang]} = ${cities.length}`),
      inputs: [], basis: { ids: cities.map(({ claim }) => claim) },
    }],
  }),
  defineFigure({
    name: 'operation.total', title: { zh: '各市合计', en: 'Total of the cities' }, formula: { id: 'sum-of-claims', version: 1, text: { zh: '各市本期值之和；缺数的市列名，不按零计', en: 'the sum of the cities’ values; cities without one are named, never counted as zero' } },
    compute: ({ operation }) => operation.indicators.filter(({ additive }) => additive).map(total),
  }),
  defineFigure({
    name: 'operation.reporting', title: { zh: '已报城市数', en: 'Cities that reported' }, formula: { id: 'count-of-claims', version: 1, text: { zh: '本期该指标有值的市的个数', en: 'the number of cities with a value of the indicator in the period' } },
    compute: ({ operation }) => operation.indicators.map((indicator) => {
      const { there } = coverage(indicator)
      return {
        scope: scopeOf(indicator), title: both((lang) => `${indicator.name} · ${{ zh: '已报城市数', en: 'cities that reported' }[lang]}`), value: there.length, unit: 'count', worked: both((lang) => `${listed(there.map(({ place: { name } }) => name))[lang]} = ${there.length}`),
        inputs: there.map((series) => inputOf(series.place, series.readings.now!, indicator)), basis: { ids: there.map(({ readings }) => readings.now!.claim) },
      }
    }),
  }),
  defineFigure({
    name: 'operation.total-month', title: { zh: '合计环比', en: 'Total, month on month' }, formula: { id: 'change', version: 1, text: growth },
    compute: ({ operation }) => operation.indicators.filter(({ additive }) => additive).map(totalChange('month')),
  }),
  defineFigure({
    name: 'operation.total-year', title: { zh: '合计同比', en: 'Total, year on year' }, formula: { id: 'change', version: 1, text: growth },
    compute: ({ operation }) => operation.indicators.filter(({ additive }) => additive).map(totalChange('year')),
  }),
  defineFigure({
    name: 'operation.place', title: { zh: '一地的观测值', en: 'A place’s observation' }, formula: { id: 'as-claimed', version: 1, text: { zh: '来源所报的值，换算为同一单位', en: 'the value as the source gives it, in one unit' } },
    compute: ({ operation }) => ofPlaces(operation, (indicator, series) => observed(series, indicator)),
  }),
  defineFigure({
    name: 'operation.place-month', title: { zh: '一地的环比', en: 'A place, month on month' }, formula: { id: 'change', version: 1, text: growth },
    compute: ({ operation }) => ofPlaces(operation, placeChange('month')),
  }),
  defineFigure({
    name: 'operation.place-year', title: { zh: '一地的同比', en: 'A place, year on year' }, formula: { id: 'change', version: 1, text: growth },
    compute: ({ operation }) => ofPlaces(operation, placeChange('year')),
  }),
  defineFigure({
    name: 'operation.comparable', title: { zh: '可比指标数', en: 'Indicators that can be compared' }, formula: { id: 'count-of-pairs', version: 1, text: { zh: '本期与上年同月均有值的指标个数', en: 'the number of indicators with a value now and a year before' } },
    compute: countOfIndicators({ zh: '可比指标数', en: 'indicators that can be compared' }, false),
  }),
  defineFigure({
    name: 'operation.falling', title: { zh: '同比下降的指标数', en: 'Indicators that fell' }, formula: { id: 'count-of-pairs', version: 1, text: { zh: '本期低于上年同月的指标个数', en: 'the number of indicators below their value a year before' } },
    compute: countOfIndicators({ zh: '同比下降的指标数', en: 'indicators that fell on the year before' }, true),
  }),
]
