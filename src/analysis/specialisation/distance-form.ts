import { z } from 'zod'
import type { Sites } from '../../kernels/distance/sites.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { named } from '../define.ts'
import { cells, defineFileForm, type FormTable } from '../file-form.ts'
import { distanceParameters, joinCurves, planCurves, runCurves } from './distance-curves.ts'
import { distanceFinding } from './distance-finding.ts'
import { distanceCautions, distanceNotes, distancePicture, distanceTables } from './distance-tables.ts'

/** Places of a file are in any unit of length, which it does not say. */
const unit: Text = { zh: '', en: '' }

type Row = { id: string; x: number; y: number; type: string; weight?: number | undefined }

/** `polycenter analyse distance --files sites.csv`: a site a line on a plane in any unit of length. */
export const distanceForm = defineFileForm({
  id: 'distance',
  title: { zh: '按距离衡量的集中', en: 'Concentration by distance' },
  summary: { zh: '由逐个地点计算一类地点的 M、m 或 Kd 曲线，附随机情形的局部带与全局带。', en: 'The curve of M, m or Kd of one type of sites, with local and global bands of random location.' },
  method: 'docs/methods/distance.md',
  inputs: {
    sites: { title: { zh: '地点表', en: 'table of sites' }, row: z.object({ id: cells.text, x: cells.number, y: cells.number, type: cells.text, weight: cells.amount.optional() }) },
  },
  parameters: z.strictObject({
    type: named(z.string().default(''), { zh: '本类', en: 'Type' }, { zh: '空：最多的一类', en: 'blank: the most frequent' }),
    neighbour: named(z.string().default(''), { zh: '邻居的类', en: 'Type of neighbours' }, { zh: '空：同本类；Kd 不用', en: 'blank: the same; not for Kd' }),
    weighted: named(z.stringbool().or(z.boolean()).default(true), { zh: '按规模加权', en: 'Weighted' }),
    ...distanceParameters,
  }),
  check({ sites }, refuse, { type, neighbour }) {
    const known = new Set(sites.rows.map((row) => row.type))
    for (const wanted of [type, neighbour]) if (wanted !== '' && !known.has(wanted)) refuse(undefined, 1, 'type', { zh: `没有“${wanted}”这一类的地点。请从这些中选：${[...known].join('、')}。`, en: `No site is of the type “${wanted}”. Choose from: ${[...known].join(', ')}.` })
    if (sites.rows.length === 0) refuse(sites, 1, 'id', { zh: '表中没有一个地点。请在表头下填入地点，每行一个。', en: 'The table holds no site. Enter the sites below the headings, one a row.' })
    checkOnce(sites, (n) => refuse(sites, n, 'id', { zh: '这个编号已出现过。每个地点一行。', en: 'This id stands above already. Give each site one row.' }))
  },
  compute({ sites: table }, given) {
    const types = [...new Set(table.rows.map(({ type }) => type))]
    const type = given.type === '' ? mostFrequent(table.rows) : given.type
    const weighted = given.weighted && table.headings.includes('weight')
    const sites = sitesOf(table.rows, types, weighted)
    const { input, shards } = planCurves(sites, given, { type: types.indexOf(type), neighbour: types.indexOf(given.neighbour === '' ? type : given.neighbour), weighted })
    const curves = joinCurves(input, Array.from({ length: shards }, (_, shard) => runCurves(input, shard)))
    const members = table.rows.filter((row) => row.type === type).length
    const name: Text = { zh: type, en: type }
    return {
      tables: distanceTables(input.radii, curves, { sites: table.rows.length, members }),
      notes: [distanceFinding(input.radii, curves, { rules: given, name, unit }), { zh: `本类：${type}；${weighted ? '按规模加权' : '不加权'}。`, en: `Type: ${type}; ${weighted ? 'weighted by size' : 'not weighted'}.` }, ...distanceNotes(given)],
      cautions: distanceCautions,
      detail: distancePicture(input.radii, curves, { rules: given, name, unit }),
    }
  },
})

function checkOnce({ rows }: FormTable<Row>, refuse: (row: number) => void): void {
  const seen = new Set<string>()
  rows.forEach(({ id }, n) => {
    if (seen.has(id)) refuse(n)
    seen.add(id)
  })
}

function sitesOf(rows: readonly Row[], types: readonly string[], weighted: boolean): Sites {
  const place = new Map(types.map((type, n) => [type, n]))
  return {
    x: Float64Array.from(rows, ({ x }) => x), y: Float64Array.from(rows, ({ y }) => y),
    type: Int32Array.from(rows, ({ type }) => place.get(type)!), weight: Float64Array.from(rows, ({ weight }) => (weighted ? weight! : 1)),
  }
}

function mostFrequent(rows: readonly Row[]): string {
  const counts = new Map<string, number>()
  for (const { type } of rows) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? ''
}
