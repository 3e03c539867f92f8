import { z } from 'zod'
import type { DistancePicture } from '../../shared/distance-picture.ts'
import type { Result } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { refs } from '../../snapshot/refs.ts'
import { regionsOf } from '../../snapshot/registry.ts'
import { defineAnalysis, named, type Missing } from '../define.ts'
import { distanceParameters, joinCurves, planCurves, runCurves, type CurveInput, type CurvePart, type DistanceRules } from './distance-curves.ts'
import { distanceFinding } from './distance-finding.ts'
import { distanceCautions, distanceNotes, distancePicture, distanceTables } from './distance-tables.ts'
import { everywhere, largestSector, placedRows, placedSites, usualDistance, type PlacedSites, type SizeOf } from './placed-sites.ts'
import { sectorsOf, type SectorSnapshot } from './sectors.ts'

const sizes: Record<SizeOf, Text> = { none: { zh: '不加权', en: 'not weighted' }, revenue: { zh: '营业收入', en: 'Revenue' }, employees: { zh: '员工人数', en: 'Employees' } }
const km: Text = { zh: '公里', en: 'km' }
/** Fewer members than this make an unsteady curve. */
const few = 20
/** Sites drawn on the map at most; those of the sector go before the others. */
const drawn = 3000

const parameters = z.strictObject({
  sector: named(z.string().max(100).default(largestSector), { zh: '看谁', en: 'Whom' }),
  ...distanceParameters,
  size: named(z.enum(['none', 'revenue', 'employees']).meta({ terms: sizes }).default('none'), { zh: '加权', en: 'Weighted by' }),
  region: named(z.string().max(40).default(everywhere), { zh: '只看地区', en: 'Only within' }),
  largest: named(z.coerce.number().min(0).max(20_000).default(0), { zh: '最大距离（公里）', en: 'Largest distance (km)' }, { zh: '0：地点两两距离的中位数', en: '0: the median distance between two sites' }),
  simulations: named(z.coerce.number().int().min(19).max(10_000).default(499), { zh: '模拟次数', en: 'Simulations' }),
  steps: named(z.coerce.number().int().min(1).max(500).default(40), { zh: '距离数', en: 'Number of distances' }),
})
type Parameters = z.output<typeof parameters>

/** Whether a sector stands nearer together than organisations do at large, at which distances, and how surely. */
export const spatialConcentration = defineAnalysis({
  id: 'distance',
  version: 1,
  family: 'specialisation',
  title: { zh: '空间集聚', en: 'Spatial concentration' },
  unit: { zh: '随距离而变', en: 'by distance' },
  summary: {
    zh: '一个行业、阶段或分组的主体是否比全部主体聚得更近，在多远处，有多可信：Kd、M、m 曲线与随机情形的局部带、全局带，不受行政区界影响。',
    en: 'Whether an industry, stage or segment stands nearer together than organisations do at large, at which distances, and how surely: curves of Kd, M and m with local and global bands of random location, free of boundaries.',
  },
  method: 'docs/methods/distance.md',
  needs: ['registry', 'chain'],
  mayLack: ['chain'],
  parameters,
  missing: lackingOf,
  choices: (snapshot) => ({
    sector: [{ value: largestSector, title: { zh: '最大的行业', en: 'The largest industry' } }, ...sectorsOf(snapshot, placedRows(snapshot.registry)).map(({ key, title, members }) => ({ value: key, title: { zh: `${title.zh}，${members}`, en: `${title.en}, ${members}` } }))],
    region: [{ value: everywhere, title: { zh: '全部地区', en: 'Everywhere' } }, ...regionsOf(snapshot.registry).map(({ code, title }) => ({ value: code, title }))],
  }),
  shards: {
    plan: (snapshot, given) => planOf(placedSites(snapshot, given), given),
    run: (input: CurveInput, shard): CurvePart => runCurves(input, shard),
    combine: (snapshot, given, parts: CurvePart[]) => resultOf(snapshot, given, parts),
  },
  trace(snapshot, given) {
    const { sites, rows } = placedSites(snapshot, given)
    return rows.flatMap((row, n) => (sites.type[n] === 0 ? (['longitude', 'latitude'] as const).map((field) => refs.organisation(snapshot.registry.id[row]!, field)) : []))
  },
})

function lackingOf(snapshot: SectorSnapshot): Missing[] {
  const { registry } = snapshot
  const placed = placedRows(registry)
  if (placed.length === 0) {
    return [{ sheet: 'organisations', text: { zh: `${registry.count} 个主体都没有经纬度。请在“主体名单”中补上“经度”“纬度”两列，并注明坐标系。`, en: `None of ${registry.count} organisations states its place. Bring the columns “Longitude” and “Latitude” with the sheet “Organisations”, and their datum.` } }]
  }
  if (sectorsOf(snapshot, placed).length > 0) return []
  return [{ sheet: 'organisations', text: { zh: '有经纬度的主体都没有行业，也没有供给哪个环节。请在“主体名单”中补上“行业”，或导入供给。', en: 'No organisation with a place states an industry or supplies a node. Bring the column “Industry” with the sheet “Organisations”, or load supplies.' } }]
}

/** The rules with what 0 stands for. */
function rulesOf({ sites }: PlacedSites, { largest, ...given }: Parameters): DistanceRules {
  return { ...given, largest: largest > 0 ? largest : usualDistance(sites) }
}

function planOf(placed: PlacedSites, given: Parameters): { input: CurveInput; shards: number } {
  return planCurves(placed.sites, rulesOf(placed, given), { type: 0, weighted: given.size !== 'none' })
}

function resultOf(snapshot: SectorSnapshot, given: Parameters, parts: CurvePart[]): Result {
  const placed = placedSites(snapshot, given)
  const { input: { radii, rules } } = planOf(placed, given)
  const curves = joinCurves({ rules, radii }, parts)
  const name = placed.sector?.title ?? { zh: '未选', en: 'None chosen' }
  const said = { rules, name, unit: km }
  return {
    tables: distanceTables(radii, curves, { sites: placed.rows.length, members: placed.members, unit: km }),
    notes: [distanceFinding(radii, curves, said), ...notesOf(snapshot, placed, given), ...distanceNotes(rules)],
    cautions: [...cautionsOf(placed, given), ...distanceCautions],
    detail: distancePicture(radii, curves, { ...said, sites: drawnOf(snapshot, placed) }),
  }
}

function notesOf({ registry }: SectorSnapshot, { sector, rows, members, stretch }: PlacedSites, { size, region }: Parameters): Text[] {
  const where = region === everywhere ? { zh: '全部地区', en: 'everywhere' } : regionsOf(registry).find(({ code }) => code === region)?.title ?? { zh: region, en: region }
  const longer = stretch < 1.000_05 ? '0.01' : String(Number(((stretch - 1) * 100).toPrecision(2)))
  return [
    {
      zh: `${sector?.title.zh ?? '—'}：${rows.length} 个地点中的 ${members} 个（${where.zh}）；${size === 'none' ? sizes.none.zh : `按${sizes[size].zh}加权`}。`,
      en: `${sector?.title.en ?? '—'}: ${members} of ${rows.length} sites (${where.en}); ${size === 'none' ? sizes.none.en : `weighted by ${sizes[size].en.toLowerCase()}`}.`,
    },
    {
      zh: `位置为 WGS 84 经纬度，以各地点的中心作等距方位投影（球半径 6371.0088 公里）：平面上的距离不短于球面距离，至多长 ${longer}%。`,
      en: `Places are degrees in WGS 84, on an azimuthal equidistant plane about their middle (sphere of 6371.0088 km): no distance is shorter than on the sphere, none longer by more than ${longer} %.`,
    },
  ]
}

function cautionsOf({ left, members, rows, crowded, stretch }: PlacedSites, { size }: Parameters): Text[] {
  const found: Text[] = []
  if (left.place > 0) found.push({ zh: `${left.place} 个主体没有经纬度，未计入：请在“主体名单”中补上“经度”“纬度”。`, en: `${left.place} organisations state no place and are left out: bring “Longitude” and “Latitude” with the sheet “Organisations”.` })
  if (left.sector > 0) found.push({ zh: `${left.sector} 个有位置的主体没有行业（或没有供给哪个环节），不知是否属于此类，未计入。`, en: `${left.sector} organisations with a place state no industry (or supply nothing), so whether they belong is not known; they are left out.` })
  if (left.size > 0 && size !== 'none') found.push({ zh: `${left.size} 个主体没有填${sizes[size].zh}，未计入：缺失不是零。`, en: `${left.size} organisations state no ${sizes[size].en.toLowerCase()} and are left out: missing is not zero.` })
  if (members < few) found.push({ zh: `此类只有 ${members} 个地点：曲线不稳，一两家的位置就能改变结论。`, en: `Only ${members} sites are of this kind: the curve is unsteady, one or two places may turn it over.` })
  if (crowded > 0) found.push({ zh: `${crowded} 个主体（共 ${rows.length} 个）与至少四个别的主体位置完全相同，多半是按地区中心或园区定位的：小于这一误差的距离没有意义。`, en: `${crowded} of ${rows.length} organisations share their place exactly with at least four others, as places taken from the middle of a region or park do: distances below that error mean nothing.` })
  if (stretch > 1.01) found.push({ zh: '各地点相距太远，平面上的距离有失真；请用“只看地区”缩小范围。', en: 'The sites lie so far apart that the plane distorts distances; narrow them by “Only within”.' })
  return found
}

/** The sites as they lie on the plane, those of the sector first. */
function drawnOf({ registry }: SectorSnapshot, { rows, sites }: PlacedSites): NonNullable<DistancePicture['sites']> {
  const metres = (value: number): number => Math.round(value * 1000) / 1000
  const places = [...rows.keys()]
  const isMember = (n: number): boolean => sites.type[n] === 0
  return [...places.filter(isMember), ...places.filter((n) => !isMember(n))].slice(0, drawn).map((n) => (
    { key: `organisation:${registry.id[rows[n]!]}`, name: registry.name[rows[n]!]!, x: metres(sites.x[n]!), y: metres(sites.y[n]!), member: isMember(n) }
  ))
}
