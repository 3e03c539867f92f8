import { z } from 'zod'
import type { UndirectedGraph } from '../../kernels/graph.ts'
import { allNodes, dependencies, pairsOfOthers, sourceBlocks, sumDependencies, type Dependencies, type Paths } from '../../kernels/network/betweenness.ts'
import { constraint, effectiveSize } from '../../kernels/network/constraint.ts'
import { cutNodes } from '../../kernels/network/cut-nodes.ts'
import { degrees } from '../../kernels/network/degree.ts'
import { closenessOf, distancesFrom } from '../../kernels/network/distances.ts'
import { eigenvectorCentrality } from '../../kernels/network/eigenvector.ts'
import { drawSources, estimateBetweenness } from '../../kernels/network/sampled-betweenness.ts'
import { cellOf, type ResultColumn } from '../../shared/results.ts'
import { defineAnalysis, named } from '../define.ts'
import { distanceFiguresOf, figureTable } from './figures.ts'
import { keyOf, networkOf, notesOf, traceOf, weightChoices, type Network } from './network-of.ts'

const columns: ResultColumn[] = [
  { key: 'organisation', title: { zh: '主体', en: 'Organisation' }, kind: 'text' },
  { key: 'betweenness', title: { zh: '介数（标准化）', en: 'Betweenness, normalised' }, kind: 'share', computed: true, main: true },
  { key: 'within', title: { zh: '介数误差上限', en: 'Betweenness within ±' }, kind: 'share', computed: true },
  { key: 'constraint', title: { zh: '约束', en: 'Constraint' }, kind: 'number', computed: true },
  { key: 'effectiveSize', title: { zh: '有效规模', en: 'Effective size' }, kind: 'number', computed: true },
  { key: 'degree', title: { zh: '度', en: 'Degree' }, kind: 'integer', computed: true },
  { key: 'closeness', title: { zh: '接近度', en: 'Closeness' }, kind: 'number', computed: true },
  { key: 'eigenvector', title: { zh: '特征向量中心度', en: 'Eigenvector centrality' }, kind: 'number', computed: true },
  { key: 'cut', title: { zh: '割点', en: 'Cut node' }, kind: 'boolean', computed: true },
]

/** Above this size `auto` draws sources instead of taking all. */
const exactAtMost = 20_000
const seed = 1

const parameters = z.strictObject({
  weights: named(z.enum(['ties', 'volume']).default('ties'), { zh: '联系计为', en: 'Ties count by' }),
  sources: named(z.enum(['auto', 'all', 'drawn']).default('auto'), { zh: '最短路径的起点', en: 'Sources of shortest paths' }),
  samples: named(z.coerce.number().int().min(100).max(100_000).default(2000), { zh: '抽取起点数', en: 'Sources drawn' }),
})
const sourceChoices = [
  { value: 'auto', title: { zh: '主体多于 20 000 时抽取', en: 'Drawn above 20,000 organisations' } },
  { value: 'all', title: { zh: '全部（精确）', en: 'All (exact)' } },
  { value: 'drawn', title: { zh: '抽取', en: 'Drawn' } },
]
type Parameters = z.output<typeof parameters>
type Input = { graph: UndirectedGraph; sources: Int32Array; paths: Paths }

/** Who brokers between others: betweenness, structural holes, closeness. */
export const networkBrokers = defineAnalysis({
  id: 'network-brokers',
  version: 1,
  family: 'network',
  title: { zh: '中介与枢纽', en: 'Brokers' },
  unit: { zh: '0 至 1', en: '0 to 1' },
  summary: { zh: '谁处在互不往来者之间：介数、约束、有效规模、接近度。', en: 'Who stands between others that don’t deal with each other: betweenness, constraint, effective size, closeness.' },
  method: 'docs/methods/network.md',
  needs: ['chain', 'registry', 'links'],
  parameters,
  choices: () => ({ weights: weightChoices, sources: sourceChoices }),
  shards: {
    plan(snapshot, given) {
      const { graph, weighed } = networkOf(snapshot, given.weights)
      const sources = sourcesOf(graph, given)
      return { input: { graph, sources, paths: weighed ? 'weights' : 'steps' }, shards: sourceBlocks(sources).length }
    },
    run: ({ graph, sources, paths }: Input, shard): Dependencies => dependencies(graph, sourceBlocks(sources)[shard]!, paths),
    combine(snapshot, given, parts: Dependencies[]) {
      const network = networkOf(snapshot, given.weights)
      const { graph, members } = network
      const { notes, cautions } = notesOf(snapshot, network, given.weights)
      const exact = isExact(graph, given)
      const { values, ...measured } = measuresOf(network, sumDependencies(graph.nodes, parts), exact ? null : given.samples)
      const rows = Array.from(members, (row, n) => ({
        key: keyOf(snapshot, row), inferred: snapshot.links.inferred, cells: [snapshot.registry.name[row]!, ...measured.numbers.map((list) => cellOf(list[n]!)), measured.cut[n] === 1],
      }))
      const drawn = { zh: `介数由 ${given.samples} 个抽取的起点估计；95 % 的置信度下全部主体同时在误差上限之内。`, en: `Betweenness is estimated from ${given.samples} drawn sources; with a confidence of 95 % all organisations lie within their bounds.` }
      return {
        tables: [{ id: 'organisations', title: { zh: '主体', en: 'Organisations' }, columns, rows }, figureTable(distanceFiguresOf(graph, measured.closeness, values))],
        notes: exact ? notes : [...notes, drawn], cautions,
      }
    },
  },
  trace: (snapshot, _, { row }) => (row.startsWith('organisation:') ? traceOf(snapshot, row) : []),
})

const isExact = ({ nodes }: UndirectedGraph, { sources }: Parameters): boolean => sources === 'all' || (sources === 'auto' && nodes <= exactAtMost)

function sourcesOf(graph: UndirectedGraph, given: Parameters): Int32Array {
  return isExact(graph, given) ? allNodes(graph) : drawSources(graph.nodes, given.samples, seed)
}

function measuresOf({ graph }: Network, found: Dependencies, samples: number | null) {
  const { betweenness, within } = samples === null
    ? { betweenness: found.sums.map((sum) => sum / 2), within: new Float64Array(graph.nodes) }
    : estimateBetweenness(found, samples, 0.95)
  const pairs = pairsOfOthers(graph.nodes)
  const closeness = closenessOf(distancesFrom(graph))
  const numbers: ArrayLike<number>[] = [
    betweenness.map((b) => b / pairs), within.map((w) => w / pairs), constraint(graph), effectiveSize(graph).size, degrees(graph), closeness.closeness, eigenvectorCentrality(graph),
  ]
  return { numbers, closeness, cut: cutNodes(graph), values: betweenness }
}
