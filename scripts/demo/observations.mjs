/** Two years of monthly indicators for six cities (invented), and the public facts of the cluster (real). */
import { cities } from './organisations.mjs'
import { randomFor, round } from './random.mjs'
import { csv, xlsx } from './sheets.mjs'

export const months = Array.from({ length: 24 }, (_, i) => {
  const month = 10 + i
  return `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
})

/** How large a city's cluster is against Shenzhen's. */
const SIZE = { 深圳市: 1, 广州市: 0.62, 东莞市: 0.34, 佛山市: 0.21, 中山市: 0.12, 珠海市: 0.15 }

/** Share of an average month by calendar month, January first: the spring festival dips, quarter ends rise. */
const SEASON = [0.94, 0.74, 1.06, 0.98, 1, 1.08, 0.97, 0.99, 1.05, 0.98, 1.04, 1.17]

/** Indicators: a flow with a season, or a level; value of Shenzhen in the first month, monthly growth, noise, digits. */
const INDICATORS = [
  { name: '营业收入', unit: '亿元', start: 78, growth: 0.0052, noise: 0.03, digits: 2, seasonal: true },
  { name: '工业增加值增速', unit: '%', rate: true, digits: 1 },
  { name: '出口额', unit: '亿元', start: 21, growth: 0.003, noise: 0.05, digits: 2, seasonal: true },
  { name: '研发投入', unit: '亿元', start: 3.2, growth: 0.008, noise: 0.04, digits: 2, seasonal: true },
  { name: '新增发明专利', unit: '件', start: 212, growth: 0.006, noise: 0.1, digits: 0, seasonal: true },
  { name: '规上企业数', unit: '家', start: 386, growth: 0.004, noise: 0, digits: 0 },
  { name: '用工人数', unit: '万人', start: 14.2, growth: 0.0018, noise: 0.006, digits: 2 },
  { name: '到位资金', unit: '亿元', start: 3.4, growth: 0.002, noise: 0.25, digits: 2, seasonal: true },
]

/** The last month in Zhongshan falls off: what the month's report has to notice. */
const SHOCK = { city: '中山市', month: '2026-10', factor: { 营业收入: 0.83, 出口额: 0.61, 研发投入: 0.95, 用工人数: 0.96, 新增发明专利: 0.8, 到位资金: 0.5 }, rate: -6.4 }

/** Values that never came in, with the reason. */
const MISSING = [
  ['珠海市', '新增发明专利', '2026-10', '未填报'], ['佛山市', '到位资金', '2026-09', '未填报'], ['佛山市', '到位资金', '2026-10', '未填报'],
  ['中山市', '研发投入', '2025-03', '暂缺'], ['东莞市', '出口额', '2026-10', '待补充'], ['广州市', '用工人数', '2025-02', '未统计'],
]

/** All observations: { city, indicator, month, value, unit, source }; where a value is missing, its reason stands in its place. */
export function makeObservations() {
  return cities.flatMap((city) => INDICATORS.flatMap((indicator) => seriesOf(city, indicator)))
}

function seriesOf(city, indicator) {
  const random = randomFor(`observations:${city}:${indicator.name}`)
  let level = indicator.rate ? random.between(4.5, 8) : indicator.start * SIZE[city] * random.between(0.93, 1.07)
  return months.map((month) => {
    const drawn = indicator.rate ? (level = Math.min(11, Math.max(1.5, level + random.between(-0.9, 0.9)))) : drawLevel(indicator, level, month, random)
    if (!indicator.rate) level *= 1 + indicator.growth * random.between(0.4, 1.6)
    const missing = MISSING.find(([c, i, m]) => c === city && i === indicator.name && m === month)
    return {
      city, indicator: indicator.name, month, unit: indicator.unit,
      value: missing ? missing[3] : round(shocked(city, indicator, month, drawn), indicator.digits),
      source: '虚构演示数据',
    }
  })
}

function drawLevel({ seasonal, noise }, level, month, random) {
  const season = seasonal ? SEASON[Number(month.slice(5)) - 1] : 1
  return level * season * (1 + noise * random.between(-1, 1))
}

function shocked(city, indicator, month, value) {
  if (city !== SHOCK.city || month !== SHOCK.month) return value
  return indicator.rate ? SHOCK.rate : value * (SHOCK.factor[indicator.name] ?? 1)
}

/** The workbook 05-月度指标.xlsx. */
export function observationsFile(observations) {
  const header = ['地区', '指标', '月份', '数值', '单位', '来源说明']
  const rows = [header, ...observations.map((o) => [o.city, o.indicator, o.month, o.value, o.unit, o.source])]
  return xlsx({ name: '月度指标', title: '精密仪器设备集群月度指标（虚构演示数据）', rows, merges: [], widths: [12, 18, 12, 12, 8, 30], headerRows: [0], frozenRows: 1 })
}

const FACT_HEADER = ['地区', '指标', '时期', '数值', '单位', '来源说明', '网址', '备注']
const OPEN = '公开资料（发布机构未注明）'

/** Real: stated by the Statistics Bureau of Guangdong. */
export const officialFacts = [
  ['广东省', '营业收入', '2022', 2114.57, '亿元', '广东省统计局', null, '精密仪器设备集群'],
  ['广东省', '营业收入全国位次', '2022', 2, '位', '广东省统计局', null, '精密仪器设备集群，居江苏之后'],
]

/** Real: published, but who stated them first is not recorded here. */
export const publicFacts = [
  ['广东省', '研发投入', '2018', 37.95, '亿元', OPEN, null, '医疗仪器设备及仪器仪表制造业'],
  ['广东省', '研发投入', '2021', 77.28, '亿元', OPEN, null, '医疗仪器设备及仪器仪表制造业，比2018年增长103.6%'],
  ['广东省', '省级企业技术中心', '2022', 28, '家', OPEN, null, '精密仪器设备集群；原文未注明年份，按同段上市企业的年份列'],
  ['广东省', '上市企业数', '2022', 67, '家', OPEN, null, '精密仪器设备集群'],
  ['广东省', '有境外业务的上市企业数', '2022', 58, '家', OPEN, null, '精密仪器设备集群，占上市企业的86.6%'],
]

export const factsFile = (rows) => csv(FACT_HEADER, rows)
