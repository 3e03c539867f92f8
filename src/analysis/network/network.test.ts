import { describe, expect, test } from 'vitest'
import { asNetworkPicture } from '../../shared/network-picture.ts'
import type { ResultTable } from '../../shared/results.ts'
import { runHere, type Definition } from '../define.ts'
import { runForm, type FormFile } from '../file-form.ts'
import { networkBrokers } from './network-brokers.ts'
import { networkCommunities } from './network-communities.ts'
import { networkForm } from './network-form.ts'
import type { NetworkSnapshot } from './network-of.ts'

/** Two groups of three that know each other, 1–3 and 4–6; 3 also sells to 4. 7 has no link. The last of each group is an institute. */
const pairs = [[0, 1], [0, 2], [1, 2], [2, 3], [3, 4], [3, 5], [4, 5]]

function snapshotOf(links: number[][], { inferred = false, volume = links.map(() => 1) } = {}): NetworkSnapshot {
  const count = 7
  const registry = { count, id: Float64Array.from({ length: count }, (_, n) => n + 1), name: Array.from({ length: count }, (_, n) => `企业${n + 1}（虚构）`), actorType: Int8Array.of(1, 1, 2, 1, 1, 2, -1) }
  const column = (at: number): Int32Array => Int32Array.from(links, (pair) => pair[at]!)
  return {
    id: 'x', cluster: 'test', audience: 'team', revision: 1, registry, chain: { nodes: { id: Float64Array.of(70, 80) } },
    links: { inferred, count: links.length, supplier: column(0), customer: column(1), volume: Float64Array.from(volume), node: Int32Array.from(links, () => 0), input: Int32Array.from(links, () => 1) },
  } as unknown as NetworkSnapshot
}

const run = (definition: Definition, snapshot: NetworkSnapshot, given: Record<string, unknown> = {}) => runHere(definition, snapshot as never, given)
const column = ({ columns, rows }: ResultTable, key: string) => rows.map(({ cells }) => cells[columns.findIndex((one) => one.key === key)])

describe('network and communities', () => {
  const definition = networkCommunities as unknown as Definition

  test('finds the two groups; who has no link is not in it, which is said', () => {
    const { tables: [organisations, communities], notes } = run(definition, snapshotOf(pairs))
    expect(column(organisations!, 'community')).toEqual([1, 1, 1, 2, 2, 2])
    expect(column(organisations!, 'degree')).toEqual([2, 2, 3, 3, 2, 2])
    expect(column(organisations!, 'type')).toEqual(['enterprise', 'enterprise', 'research', 'enterprise', 'enterprise', 'research'])
    expect(communities!.rows.map(({ cells }) => cells)).toEqual([[1, 3, 3, 1, '企业3（虚构）'], [2, 3, 3, 1, '企业4（虚构）']])
    expect(notes[0]!.en).toContain('6 organisations, 7 ties')
    expect(notes[0]!.en).toContain('1 organisations have no link')
  })

  test('says how types of actors mix: five ties between types, two within', () => {
    const { tables } = run(definition, snapshotOf(pairs))
    const whole = tables.find(({ id }) => id === 'whole')!
    expect(whole.rows.find(({ key }) => key === 'figure:ei_index')!.cells[1]).toBeCloseTo((5 - 2) / 7, 12)
  })

  test('draws every organisation once, each in the circle of its community', () => {
    const picture = asNetworkPicture(run(definition, snapshotOf(pairs)).detail)!
    expect(picture.nodes.map(({ name }) => name).sort()).toEqual(Array.from({ length: 6 }, (_, n) => `企业${n + 1}（虚构）`))
    expect(picture.ties).toHaveLength(7)
    for (const { x, y, community } of picture.nodes) {
      const circle = picture.circles.find((one) => one.community === community)!
      expect(Math.hypot(x - circle.x, y - circle.y)).toBeLessThanOrEqual(circle.radius)
    }
    expect(run(definition, snapshotOf(pairs)).detail).toEqual(picture)
  })

  test('weighs by volume only where every link has one, and says when it could not', () => {
    expect(run(definition, snapshotOf(pairs, { volume: pairs.map(() => 2) }), { weights: 'volume' }).tables[0]!.rows[0]!.cells[4]).toBe(4)
    const unweighed = run(definition, snapshotOf(pairs, { volume: [NaN, 1, 1, 1, 1, 1, 1] }), { weights: 'volume' })
    expect(unweighed.tables[0]!.rows[0]!.cells[4]).toBe(2)
    expect(unweighed.cautions.some(({ en }) => en.includes('no volume above zero'))).toBe(true)
  })

  test('says what is inferred, in every row and in words, and opens to what it was inferred from', () => {
    const inferred = snapshotOf(pairs, { inferred: true })
    const { tables, cautions } = run(definition, inferred)
    expect(tables[0]!.rows.every((row) => row.inferred)).toBe(true)
    expect(cautions[0]!.en).toContain('inferred')
    const at = { table: 'organisations', row: 'organisation:3', column: 'degree' }
    expect(definition.trace!(inferred as never, {}, at)).toEqual(['link:70:requires:80'])
    expect(definition.trace!(snapshotOf(pairs) as never, {}, at)).toEqual(['sells:1:3:volume', 'sells:2:3:volume', 'sells:3:4:volume'])
  })

  test('has a defined answer for a single tie and for none', () => {
    expect(run(definition, snapshotOf([[0, 1]])).tables[0]!.rows).toHaveLength(2)
    expect(run(definition, snapshotOf([])).tables[0]!.rows).toEqual([])
  })
})

describe('brokers', () => {
  const definition = networkBrokers as unknown as Definition

  test('are the two who join the groups: each lies between 6 of 10 pairs', () => {
    const { tables: [organisations] } = run(definition, snapshotOf(pairs))
    expect(column(organisations!, 'betweenness')).toEqual([0, 0, 0.6, 0.6, 0, 0])
    expect(column(organisations!, 'within')).toEqual([0, 0, 0, 0, 0, 0])
    expect(column(organisations!, 'cut')).toEqual([false, false, true, true, false, false])
    expect(column(organisations!, 'effectiveSize')).toEqual([1, 1, 3 - 2 / 3, 3 - 2 / 3, 1, 1])
  })

  test('from drawn sources, stated bounds hold', () => {
    const { tables: [organisations], notes } = run(definition, snapshotOf(pairs), { sources: 'drawn', samples: 1000 })
    const [estimates, bounds] = [column(organisations!, 'betweenness') as number[], column(organisations!, 'within') as number[]]
    for (const [n, exact] of [0, 0, 0.6, 0.6, 0, 0].entries()) expect(Math.abs(estimates[n]! - exact)).toBeLessThanOrEqual(bounds[n]!)
    expect(notes.some(({ en }) => en.includes('1000 drawn sources'))).toBe(true)
  })

  test('has a defined answer for no tie', () => {
    expect(run(definition, snapshotOf([])).tables[0]!.rows).toEqual([])
  })
})

describe('a table of ties as a file', () => {
  const file = (rows: FormFile['rows']): FormFile[] => [{ name: 'ties.csv', rows }]

  test('gives nodes, the whole and a division, under the headings of the reference files', () => {
    const { result } = runForm(networkForm, file([['source', 'target'], ...pairs.map(([a, b]) => [String(a), String(b)]), ['0', '0'], ['1', '0']]), {})
    const [nodes, whole, partitions] = result!.tables
    expect(nodes!.columns.map(({ key }) => key)).toEqual(['node', 'degree', 'coreness', 'betweenness', 'betweenness_norm', 'closeness', 'harmonic', 'eigenvector', 'pagerank_085', 'clustering_local', 'constraint_burt', 'effective_size', 'efficiency'])
    expect(column(nodes!, 'node')).toEqual(['0', '1', '2', '3', '4', '5'])
    expect(column(nodes!, 'betweenness')).toEqual([0, 0, 6, 6, 0, 0])
    expect(whole!.rows.find(({ key }) => key === 'figure:n_triangles')!.cells[1]).toBe(2)
    expect(column(partitions!, 'community_leiden_best')).toEqual([0, 0, 0, 1, 1, 1])
    expect(result!.notes[0]!.en).toBe('9 rows make 7 ties; 1 ties to oneself are left out.')
  })

  test('with weights gives the weighed measures too', () => {
    const { result } = runForm(networkForm, file([['source', 'target', 'weight'], ['甲', '乙', 4], ['乙', '丙', 4], ['甲', '丙', 1]]), {})
    expect(column(result!.tables[0]!, 'betweenness_weighted_invw')).toEqual([0, 1, 0])
    expect(column(result!.tables[0]!, 'strength')).toEqual([5, 8, 5])
  })

  test.each([0, -1, 'x', null])('refuses the weight %s by row', (weight) => {
    const { problems } = runForm(networkForm, file([['source', 'target', 'weight'], ['a', 'b', weight]]), {})
    expect(problems).toMatchObject([{ sheet: 'ties.csv', row: 2, column: 'weight' }])
  })

  test('refuses a tie without an end, and has a defined answer for no rows', () => {
    expect(runForm(networkForm, file([['source', 'target'], ['a', '']]), {}).problems).toMatchObject([{ row: 2, column: 'target' }])
    expect(runForm(networkForm, file([['source', 'target']]), {}).result!.tables[0]!.rows).toEqual([])
  })
})
