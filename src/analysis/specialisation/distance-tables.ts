import { cellOf, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import type { DistancePicture } from '../../shared/distance-picture.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { distanceFinding } from './distance-finding.ts'
import { functionTitles, type Curves, type DistanceRules } from './distance-curves.ts'

const places = { above: { zh: '高于全局带', en: 'above the global band' }, within: { zh: '在全局带内', en: 'within the global band' }, below: { zh: '低于全局带', en: 'below the global band' } }

const columns = (unit?: Text): ResultColumn[] => [
  { key: 'r', title: { zh: '距离', en: 'Distance' }, kind: 'number', ...(unit && { unit }) },
  { key: 'observed', title: { zh: '观测值', en: 'Observed' }, kind: 'number', computed: true, main: true },
  { key: 'sim_mean', title: { zh: '模拟平均', en: 'Mean of simulations' }, kind: 'number', computed: true },
  { key: 'local_lo', title: { zh: '局部带下限', en: 'Local band from' }, kind: 'number', computed: true },
  { key: 'local_hi', title: { zh: '局部带上限', en: 'Local band to' }, kind: 'number', computed: true },
  { key: 'global_lo', title: { zh: '全局带下限', en: 'Global band from' }, kind: 'number', computed: true },
  { key: 'global_hi', title: { zh: '全局带上限', en: 'Global band to' }, kind: 'number', computed: true },
  { key: 'place', title: { zh: '与全局带相比', en: 'Against the global band' }, kind: 'term', terms: places },
]

const figures = {
  sites: { zh: '地点数', en: 'Sites' },
  members: { zh: '其中本类', en: 'Of these of the type' },
  p: { zh: 'p 值（全局）', en: 'p (global)' },
  left: { zh: '越出全局带的模拟比例', en: 'Simulations that leave the global band' },
  bandwidth: { zh: '带宽（观测）', en: 'Bandwidth (observed)' },
  bound: { zh: '分格误差的上界', en: 'Bound of the error of the grid' },
}

/** The curve with its bands, and what is said of all of it. */
export function distanceTables(radii: Float64Array, curves: Curves, { sites, members, unit }: { sites: number; members: number; unit?: Text }): ResultTable[] {
  const { observed, mean, local, global, p, bandwidth, bound } = curves
  const whole: Record<keyof typeof figures, number> = { sites, members, p, left: global.left, bandwidth, bound }
  return [
    {
      id: 'curve', title: { zh: '曲线与带', en: 'Curve and bands' }, columns: columns(unit),
      rows: Array.from(radii, (radius, k) => ({
        key: `r:${Number(radius.toPrecision(12))}`,
        cells: [radius, ...[observed, mean, local.lower, local.upper, global.lower, global.upper].map((column) => cellOf(column[k]!)), placeOf(curves, k)],
      })),
    },
    {
      id: 'whole', title: { zh: '总体', en: 'The whole' },
      columns: [{ key: 'figure', title: { zh: '指标', en: 'Figure' }, kind: 'term', terms: figures }, { key: 'value', title: { zh: '数值', en: 'Value' }, kind: 'number', computed: true }],
      rows: Object.entries(whole).map(([key, value]) => ({ key: `figure:${key}`, cells: [key, cellOf(value)] })),
    },
  ]
}

/** Where the observed curve stands against the global band. */
export function placeOf({ observed, global }: Pick<Curves, 'observed' | 'global'>, k: number): keyof typeof places | null {
  const value = observed[k]!
  if (Number.isNaN(value) || Number.isNaN(global.lower[k]!)) return null
  return value > global.upper[k]! ? 'above' : value < global.lower[k]! ? 'below' : 'within'
}

const readings: Record<DistanceRules['function'], Text> = {
  M: { zh: '距离不超过 r 即算在内，不做边界校正', en: 'what is at most r away is within r, without edge correction' },
  m: { zh: '看约在 r 处的邻居，由正态核加权，不做边界校正', en: 'neighbours about r away, weighed by a normal kernel, without edge correction' },
  Kd: { zh: '看相距约 r 的企业对，由正态核加权，在 0 处反射', en: 'pairs about r apart, weighed by a normal kernel, reflected at 0' },
}

/** What was done, in words. */
export function distanceNotes({ function: kind, simulations, seed, alpha }: DistanceRules): Text[] {
  const percent = (share: number): string => `${Number((share * 100).toPrecision(4))}%`
  const [title, reading] = [functionTitles[kind], readings[kind]]
  return [
    { zh: `${title.zh}；${reading.zh}。`, en: `${title.en}; ${reading.en}.` },
    {
      zh: `${simulations} 次模拟把类别与规模一起随机换到另一地点，种子 ${seed}；局部带为每一距离上模拟的中间 ${percent(1 - alpha)}；全部曲线（含观测）中至多 ${percent(alpha)} 在任一处越出全局带。`,
      en: `${simulations} simulations move type and size together to another site, seed ${seed}; the local band holds the middle ${percent(1 - alpha)} of them at each distance; at most ${percent(alpha)} of all curves, the observed included, leave the global band anywhere.`,
    },
  ]
}

/** What it must not be taken for. */
export const distanceCautions: Text[] = [
  { zh: '局部带不是对所有距离的检验；说“集中”须看全局带。', en: 'The local band is no test over all distances: to call something concentrated, look at the global band.' },
  { zh: '只与名单中的地点相比：名单不全或偏向某类，结果随之而偏。集中不说明原因，也不等于竞争力；不得用于对单个企业评分。', en: 'Compared with the listed sites alone: a list that lacks or favours some leans the same way. Concentrated says nothing of causes and is not competitive; not for scoring single firms.' },
]

/** What the page draws. */
export function distancePicture(radii: Float64Array, curves: Curves, { rules, name, unit, sites }: { rules: DistanceRules; name: Text; unit: Text; sites?: DistancePicture['sites'] }): DistancePicture {
  const { observed, mean, local, global } = curves
  const values = (column: Float64Array): (number | null)[] => Array.from(column, cellOf)
  return {
    kind: 'distance-picture', function: rules.function, title: functionTitles[rules.function], name, unit, finding: distanceFinding(radii, curves, { rules, name, unit }), radii: [...radii], observed: values(observed), mean: values(mean),
    local: { lower: values(local.lower), upper: values(local.upper) }, global: { lower: values(global.lower), upper: values(global.upper) }, ...(sites && { sites }),
  }
}
