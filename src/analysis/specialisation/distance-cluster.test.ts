import { describe, expect, test } from 'vitest'
import { asDistancePicture } from '../../shared/distance-picture.ts'
import type { Result } from '../../shared/results.ts'
import { runHere, type Definition } from '../define.ts'
import { spatialConcentration } from './distance.ts'

const definition = spatialConcentration as unknown as Definition
type Row = { industry?: number; longitude?: number; latitude?: number; revenue?: number; region?: number; supplies?: number[] }

/** Organisations of Guangdong and Beijing, with the nodes they supply: node 0 is of the segment 光学 upstream, node 1 of 整机 downstream. */
function snapshotOf(rows: readonly Row[]) {
  const column = (of: (row: Row) => number | undefined) => Float64Array.from(rows, (row) => of(row) ?? NaN)
  const supplies = rows.flatMap(({ supplies: nodes = [] }, row) => nodes.map((node) => ({ row, node })))
  return {
    id: 'x', cluster: 'test', audience: 'team', revision: 1,
    registry: {
      count: rows.length, id: Float64Array.from(rows, (_, n) => n + 1), name: rows.map((_, n) => `第${n + 1}家（虚构）`),
      longitude: column((row) => row.longitude), latitude: column((row) => row.latitude), revenue: column((row) => row.revenue), employees: column(() => undefined),
      region: Int32Array.from(rows, ({ region = 0 }) => region), regions: ['440300', '110000'], regionNames: ['深圳市', '北京市'],
      industry: Int32Array.from(rows, ({ industry = -1 }) => industry), industries: ['4014', '3441'],
    },
    chain: {
      nodes: { count: 2, stage: Int8Array.of(0, 2), group: Int32Array.of(0, 1) }, groups: ['光学', '整机'],
      organisations: { id: Float64Array.from(rows, (_, n) => n + 1) },
      supplies: { count: supplies.length, organisation: Int32Array.from(supplies, ({ row }) => row), node: Int32Array.from(supplies, ({ node }) => node) },
    },
  } as never
}

/** Optics firms in a knot of about 2 km, those of machinery on a grid of about 20 km. */
const knot: Row[] = Array.from({ length: 25 }, (_, n) => ({ industry: 0, longitude: 114 + (n % 5) * 0.004, latitude: 22.5 + Math.floor(n / 5) * 0.004, revenue: 1 + n, supplies: [0] }))
const grid: Row[] = Array.from({ length: 64 }, (_, n) => ({ industry: 1, longitude: 113.9 + (n % 8) * 0.03, latitude: 22.4 + Math.floor(n / 8) * 0.03, revenue: 5, supplies: [1] }))
const both = snapshotOf([...knot, ...grid])
const run = (given: Record<string, unknown> = {}, snapshot = both) => runHere(definition, snapshot, { simulations: 39, steps: 10, ...given })
const figures = ({ tables }: Result) => Object.fromEntries(tables[1]!.rows.map(({ cells }) => [cells[0], cells[1]]))
const wordsOf = ({ cautions, notes }: Result) => [...notes, ...cautions].map(({ en }) => en).join('\n')

describe('spatial concentration of a cluster', () => {
  test.each(['M', 'm', 'Kd'])('a knot of firms among scattered ones is told in a sentence, with the distance and p (%s)', (kind) => {
    const result = run({ function: kind, sector: 'industry:40', largest: 10 })
    const picture = asDistancePicture(result.detail)!
    expect(picture.finding.en).toMatch(/^40 .*: (more concentrated|with more pairs).*(within|about) .*km.* \(global band, p = 0\.025\)/)
    expect(picture.radii.at(-1)).toBe(10)
    expect(figures(result)).toMatchObject({ sites: 89, members: 25, p: expect.closeTo(1 / 40, 12) })
    expect(result.notes[0]).toEqual(picture.finding)
  })

  test('the same seed gives the same result, cut into however many shards', () => {
    expect(run({ sector: 'industry:40' })).toEqual(run({ sector: 'industry:40' }))
    expect(run({ sector: 'industry:40', seed: 2 }).tables[0]).not.toEqual(run({ sector: 'industry:40' }).tables[0])
  })

  test('unless chosen, the largest industry is looked at; industries at every level, stages and segments can be asked for', () => {
    expect(asDistancePicture(run().detail)!.name.en).toBe('34 General machinery')
    const choices = definition.choices!(both)
    expect(choices['sector']!.map(({ value }) => value)).toEqual(['largest', 'industry:34', 'industry:3441', 'industry:40', 'industry:4014', 'stage:downstream', 'stage:upstream', 'segment:整机', 'segment:光学'])
    expect(choices['region']!.map(({ value }) => value)).toEqual(['all', '110000', '440000', '440300'])
    expect(choices['region']![2]!.title).toEqual({ zh: '广东省', en: 'Guangdong' })
    for (const sector of ['industry:4014', 'stage:upstream', 'segment:光学']) expect(figures(run({ sector }))).toMatchObject({ members: 25, sites: 89 })
  })

  test('who states no place, no industry or no size is left out and counted, never taken for zero', () => {
    const result = run({ sector: 'industry:40', size: 'revenue' }, snapshotOf([...knot, ...grid, { industry: 0 }, { longitude: 114, latitude: 22.6, revenue: 1 }, { industry: 1, longitude: 114, latitude: 22.6 }]))
    expect(figures(result)).toMatchObject({ sites: 89, members: 25 })
    expect(wordsOf(result)).toContain('1 organisations state no place and are left out: bring “Longitude” and “Latitude” with the sheet “Organisations”.')
    expect(wordsOf(result)).toContain('1 organisations with a place state no industry')
    expect(wordsOf(result)).toContain('1 organisations state no revenue')
  })

  test('only a region is looked at where one is chosen, and too wide a map says that it is', () => {
    const far = snapshotOf([...knot, ...grid, { industry: 0, region: 1, longitude: 116.4, latitude: 39.9 }, { industry: 0, longitude: -120, latitude: 40 }])
    expect(wordsOf(run({ sector: 'industry:40' }, far))).toContain('narrow them by “Only within”')
    const near = snapshotOf([...knot, ...grid, { industry: 0, region: 1, longitude: 116.4, latitude: 39.9 }])
    expect(figures(run({ sector: 'industry:40', region: '440000' }, near))).toMatchObject({ sites: 89, members: 25 })
    expect(wordsOf(run({ sector: 'industry:40', region: '440000' }, near))).toContain('none longer by more than 0.01 %')
  })

  test('few sites and places of the middle of a region are warned of', () => {
    const small = run({ sector: 'industry:40' }, snapshotOf([...knot.slice(0, 3), ...grid, ...Array.from({ length: 6 }, () => ({ industry: 1, longitude: 114.1, latitude: 22.6 }))]))
    expect(wordsOf(small)).toContain('Only 3 sites are of this kind')
    expect(wordsOf(small)).toContain('6 of 73 organisations share their place exactly')
  })

  test('what cannot be computed says which column of which sheet would bring it', () => {
    expect(definition.missing!(snapshotOf([{ industry: 0 }, { industry: 1 }]))).toEqual([{ sheet: 'organisations', text: expect.objectContaining({ en: expect.stringContaining('None of 2 organisations states its place. Bring the columns “Longitude” and “Latitude”') }) }])
    expect(definition.missing!(snapshotOf([{ longitude: 114, latitude: 22 }]))[0]!.text.en).toContain('states an industry or supplies a node')
    expect(definition.missing!(snapshotOf([{ industry: 0, longitude: 114, latitude: 22 }]))).toEqual([])
  })

  test('a sector that nobody is in, and one site alone, have a defined answer', () => {
    for (const given of [run({ sector: 'industry:99' }), run({ sector: 'nonsense' }), run({}, snapshotOf([{ industry: 0, longitude: 114, latitude: 22 }]))]) {
      expect(given.tables[0]!.rows.every(({ cells }) => cells[1] === null)).toBe(true)
      expect(asDistancePicture(given.detail)!.finding.en).toContain('there is no curve to compare with chance')
    }
  })

  test('a value opens to the places it was computed from, those of the sector', () => {
    const opened = definition.trace!(both, definition.parameters.parse({ sector: 'industry:40' }), { table: 'curve', row: 'r:1', column: 'observed' })
    expect(opened.slice(0, 3)).toEqual(['organisation:1:longitude', 'organisation:1:latitude', 'organisation:2:longitude'])
    expect(opened).toHaveLength(50)
  })

  test('the map holds every site in kilometres, those of the sector first', () => {
    const sites = asDistancePicture(run({ sector: 'industry:40' }).detail)!.sites!
    expect(sites.map(({ member }) => member)).toEqual([...Array<boolean>(25).fill(true), ...Array<boolean>(64).fill(false)])
    expect(sites[1]!.x - sites[0]!.x).toBeCloseTo(0.004 * 111.195 * Math.cos((22.5 * Math.PI) / 180), 2)
  })
})
