import type { ReportBlock } from '../../shared/contract/reports.ts'
import { formatMonth } from '../../shared/format.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { IndicatorFacts, Series } from '../facts/operation.ts'
import { comparable, coverage, scopeOf } from '../figures/operation.ts'
import { left, right, type Composer, type Piece } from './composer.ts'

/** Operation: totals over the cities, who rose and who fell, what is missing. */
export function operation(c: Composer): ReportBlock[] {
  const { indicators, months } = c.facts.operation
  const month = { zh: formatMonth(months.now, 'zh'), en: formatMonth(months.now, 'en') }
  if (indicators.length === 0) {
    return [
      c.heading(1, { zh: '总体运行', en: 'Operation' }),
      c.paragraph({ zh: '{month}没有收到月度指标。', en: 'No monthly indicators were received for {month}.' }, { month }),
      c.own('operation'),
    ]
  }
  return [
    c.heading(1, { zh: '总体运行', en: 'Operation' }),
    c.paragraph({
      zh: '{month}的月度指标按{cities}个监测城市汇总，见表1；各市数值见附表1。缺数的市逐一列明，不按零计；环比、同比只在两期均有数的市之间比较。',
      en: 'The monthly indicators of {month} are put together from {cities} cities (Table 1; each city in Table A1). Cities without a value are named and never counted as zero; changes compare only cities with both values.',
    }, { month, cities: c.figure('operation.cities') }),
    totals(c),
    ...movers(c), ...missing(c), ...implausible(c),
    c.own('operation'),
  ]
}

function totals(c: Composer): ReportBlock {
  const notAdded: Text = { zh: '不可加总', en: 'not additive' }
  return c.table({ zh: '月度指标汇总', en: 'Monthly indicators' },
    [left('指标', 'Indicator'), right('合计', 'Total'), right('环比', 'Month on month'), right('同比', 'Year on year'), right('已报城市', 'Cities')],
    c.facts.operation.indicators.map((indicator) => {
      const scope = scopeOf(indicator)
      const cities: Piece[] = [c.figure('operation.reporting', scope), '/', c.figure('operation.cities')]
      return indicator.additive
        ? [indicator.name, c.figure('operation.total', scope), c.figure('operation.total-month', scope), c.figure('operation.total-year', scope), cities]
        : [indicator.name, notAdded, '', '', cities]
    }),
    { zh: '比率、指数、均值类指标及未注明计量单位的指标不作加总，见附表1。', en: 'Rates, indices, means and values without a unit are not added up; see Table A1.' })
}

/** The largest riser and faller by the change on the year before, else on the month before. Doubtful values do not rank. */
function movers(c: Composer): ReportBlock[] {
  const rows = c.facts.operation.indicators.flatMap((indicator) => {
    const year = ranked(c, indicator, 'operation.place-year')
    const byYear = year.length >= 2
    const ranks = byYear ? year : ranked(c, indicator, 'operation.place-month')
    const [first, last] = [ranks[0], ranks.at(-1)]
    if (!first || !last || ranks.length < 2) return []
    const change = (series: Series): Piece => c.figure(byYear ? 'operation.place-year' : 'operation.place-month', scopeOf(indicator, series))
    return [[indicator.name, byYear ? { zh: '同比', en: 'year' } : { zh: '环比', en: 'month' }, first.place.name, change(first), last.place.name, change(last)]]
  })
  if (rows.length === 0) return []
  return [
    c.table({ zh: '各指标变化最大的城市', en: 'Cities with the largest changes' },
      [left('指标', 'Indicator'), left('比较', 'On the'), left('最高', 'Highest'), right('变化', 'Change'), left('最低', 'Lowest'), right('变化', 'Change')], rows,
      { zh: '超出合理范围的数值不参与排序。', en: 'Values that are not plausible do not rank.' }),
    ...falling(c),
  ]
}

/** Cities in which more than half of what can be compared fell: what a reader should not overlook. */
function falling(c: Composer): ReportBlock[] {
  const cities = c.facts.operation.cities.map(({ place }) => ({ place, all: comparable(c.facts.operation.indicators, place) }))
    .map(({ place, all }) => ({ place, all: all.length, fell: all.filter(({ change }) => change < 0).length })).filter(({ all, fell }) => fell * 2 > all)
  return cities.map(({ place }) => {
    const scope = `${place.kind}:${place.id}`
    return c.paragraph({ zh: '{city}可比的{all}项指标中有{fell}项同比下降，需要关注。', en: 'In {city} {fell} of {all} indicators that can be compared are below the year before.' },
      { city: place.name, all: c.figure('operation.comparable', scope), fell: c.figure('operation.falling', scope) })
  })
}

function ranked(c: Composer, indicator: IndicatorFacts, name: string): Series[] {
  return indicator.cities
    .map((series) => ({ series, figure: c.book.find(name, scopeOf(indicator, series)) }))
    .filter(({ figure }) => figure !== undefined && figure.value !== null && !figure.mark.implausible)
    .sort((a, b) => b.figure!.value! - a.figure!.value!).map(({ series }) => series)
}

function missing(c: Composer): ReportBlock[] {
  const parts = c.facts.operation.indicators.flatMap((indicator) => {
    const absent = coverage(indicator).missing
    if (absent.length === 0) return []
    const names = { zh: absent.map(({ series, why }) => `${series.place.name.zh}（${why.zh}）`).join('、'), en: absent.map(({ series, why }) => `${series.place.name.en} (${why.en})`).join(', ') }
    return [c.say({ zh: `${indicator.name}缺${names.zh}`, en: `${indicator.name}: ${names.en}` })]
  })
  if (parts.length === 0) return [c.paragraph({ zh: '各指标各市均已报齐。', en: 'All cities have reported all indicators.' })]
  return [c.paragraph({ zh: '缺数情况：{parts}。', en: 'Missing: {parts}.' }, { parts: parts.join(c.lang === 'zh' ? '；' : '; ') })]
}

function implausible(c: Composer): ReportBlock[] {
  const doubtful = c.facts.operation.indicators.flatMap((indicator) => indicator.cities.filter(({ readings }) => readings.now?.implausible).map((series): Piece[] => [
    c.say({ zh: `${series.place.name.zh}${indicator.name}`, en: `${indicator.name} of ${series.place.name.en} ` }), c.figure('operation.place', scopeOf(indicator, series))]))
  if (doubtful.length === 0) return []
  const parts = doubtful.flatMap((piece, n) => (n === 0 ? piece : [c.lang === 'zh' ? '、' : ', ', ...piece]))
  return [c.paragraph({ zh: '超出合理范围、有待核实的数值：{parts}。', en: 'Outside what is plausible, to be checked: {parts}.' }, { parts })]
}
