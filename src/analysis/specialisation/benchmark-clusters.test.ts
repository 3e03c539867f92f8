import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { goldenFolder, hasGolden } from '../../../test/golden/check.ts'
import { runHere, type Definition } from '../define.ts'
import { runForm, type FormFile } from '../file-form.ts'
import { benchmarkClustersForm } from './benchmark-clusters-form.ts'
import { benchmarkClusters } from './benchmark-clusters.ts'

const definition = benchmarkClusters as unknown as Definition
/** Organisations by region and industry: 26 and 27 stand in A, 39 and 40 in B, and C has a little of all. */
const counts = [[5, 4, 0, 1], [0, 1, 6, 5], [1, 1, 2, 1], [3, 3, 1, 0]]
const pairs = counts.flatMap((row, r) => row.flatMap((count, i) => Array.from({ length: count }, () => [r, i] as const)))
const snapshotOf = (list: readonly (readonly [number, number])[]) => ({
  registry: {
    count: list.length, actorType: new Int8Array(list.length).fill(-1), id: Float64Array.from(list, (_, n) => n + 1), region: Int32Array.from(list, ([r]) => r), industry: Int32Array.from(list, ([, i]) => i),
    regions: ['A', 'B', 'C', 'D'], regionNames: ['甲', '乙', '丙', '丁'], industries: ['26', '27', '39', '40'],
  },
}) as never

test('industries that stand in the same regions become one cluster, and its row opens to their organisations', () => {
  const { tables, notes } = runHere(definition, snapshotOf(pairs), {})
  const clusters = new Map(tables[1]!.rows.map(({ cells }) => [cells[1], cells[0]]))
  expect([clusters.get('26') === clusters.get('27'), clusters.get('39') === clusters.get('40'), clusters.get('26') === clusters.get('39')]).toEqual([true, true, false])
  expect(tables[2]!.rows.filter(({ cells }) => cells.at(-1) === true).map(({ key }) => key)).toEqual(['clusters:2'])
  expect(notes.some(({ en }) => en.includes('2 clusters have the best validation score'))).toBe(true)
  const row = tables[0]!.rows[0]!
  const opened = definition.trace!(snapshotOf(pairs), definition.parameters.parse({}), { table: 'clusters', row: row.key, column: 'amount' })
  expect(opened).toHaveLength(row.cells[3] as number)
})

test('a given number of clusters is kept, a larger one than there are industries is every industry alone', () => {
  expect(runHere(definition, snapshotOf(pairs), { clusters: 3 }).tables[0]!.rows).toHaveLength(3)
  const alone = runHere(definition, snapshotOf(pairs), { clusters: 9 }).tables[0]!.rows
  expect(alone.map(({ cells }) => cells[4])).toEqual([null, null, null, null])
})

test('two industries are nothing to divide: the reason is given and no number', () => {
  const { tables, cautions } = runHere(definition, snapshotOf([[0, 0], [1, 1]]), {})
  expect(tables).toEqual([])
  expect(cautions[0]!.en).toContain('Fewer than three industries')
})

const headings = ['industry_i', 'industry_j', 'trade']
const run = (rows: FormFile['rows'], given = {}) => runForm(benchmarkClustersForm, [{ name: 'pairs.csv', rows }], given)

test('a missing pair, one that stands twice and one with itself are refused by their rows', () => {
  const { problems } = run([headings, ['a', 'b', 1], ['b', 'a', 2], ['c', 'c', 1], ['a', 'c', 3]])
  expect(problems.map(({ row, column }) => [row, column])).toEqual([[3, 'industry_j'], [4, 'industry_j'], [4, 'industry_i']])
})

test.skipIf(!hasGolden)('the similarities of the reference give its clusters', () => {
  const folder = path.join(goldenFolder, 'metrics/11_benchmark_clusters_trade_sitc2')
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8').trim().split('\n').map((line) => line.split(','))
  const { result } = run(read('out_similarity.csv').map((row) => row.slice(0, 5)), { linkage: 'average', clusters: 10 })
  const theirs = new Map(read('out_cluster_labels.csv').filter(([method, k]) => method === 'average' && k === '10').map(([, , industry, cluster]) => [industry, cluster]))
  const mine = new Map<unknown, Set<unknown>>()
  for (const { cells } of result!.tables[0]!.rows) mine.set(cells[1], (mine.get(cells[1]) ?? new Set()).add(theirs.get(cells[0] as string)))
  expect([...mine.values()].map((labels) => labels.size)).toEqual(Array.from({ length: 10 }, () => 1))
})
