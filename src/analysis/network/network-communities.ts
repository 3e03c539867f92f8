import { z } from 'zod'
import { typeAssortativity } from '../../kernels/network/assortativity.ts'
import { clustering } from '../../kernels/network/clustering.ts'
import { corePeriphery } from '../../kernels/network/core-periphery.ts'
import { coreness } from '../../kernels/network/coreness.ts'
import { degrees, strengths } from '../../kernels/network/degree.ts'
import { eiIndex } from '../../kernels/network/ei-index.ts'
import { bestLeiden, type Communities } from '../../kernels/network/leiden.ts'
import { cellOf, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import { actorTypes } from '../../shared/vocabulary.ts'
import { defineAnalysis, named } from '../define.ts'
import { figureTable, structureOf } from './figures.ts'
import { keyOf, networkOf, notesOf, traceOf, types, weightChoices, type Network, type NetworkSnapshot } from './network-of.ts'
import { pictureOf } from './picture.ts'

const columns: ResultColumn[] = [
  { key: 'organisation', title: { zh: '主体', en: 'Organisation' }, kind: 'text' },
  { key: 'community', title: { zh: '社群', en: 'Community' }, kind: 'integer', computed: true },
  { key: 'type', title: { zh: '类型', en: 'Type' }, kind: 'term', terms: actorTypes },
  { key: 'degree', title: { zh: '度', en: 'Degree' }, kind: 'integer', computed: true, main: true },
  { key: 'strength', title: { zh: '强度', en: 'Strength' }, kind: 'number', computed: true },
  { key: 'coreness', title: { zh: '核数', en: 'Coreness' }, kind: 'integer', computed: true },
  { key: 'core', title: { zh: '属于核心', en: 'In the core' }, kind: 'boolean', computed: true },
  { key: 'clustering', title: { zh: '局部聚类', en: 'Local clustering' }, kind: 'number', computed: true },
  { key: 'ei', title: { zh: 'E–I 指数', en: 'E–I index' }, kind: 'number', computed: true },
]

const seed = 1

/** Which organisations form communities, and how the network is built. */
export const networkCommunities = defineAnalysis({
  id: 'network-communities',
  version: 1,
  family: 'network',
  title: { zh: '网络与社群', en: 'Network and communities' },
  unit: { zh: '条', en: 'ties' },
  summary: { zh: '谁与谁相连，哪些主体自成社群，不同类型的主体是否互通，是否围绕一个核心。', en: 'Who is tied to whom, which organisations form communities, whether types of actors mix, whether there is a core.' },
  method: 'docs/methods/network.md',
  needs: ['chain', 'registry', 'links'],
  parameters: z.strictObject({
    weights: named(z.enum(['ties', 'volume']).default('ties'), { zh: '联系计为', en: 'Ties count by' }),
    resolution: named(z.coerce.number().min(0.01).max(100).default(1), { zh: '分辨率', en: 'Resolution' }, { zh: '大则社群小而多', en: 'Larger: more and smaller communities' }),
    runs: named(z.coerce.number().int().min(1).max(100).default(3), { zh: '运行次数，取最好', en: 'Runs, of which the best' }),
  }),
  choices: () => ({ weights: weightChoices }),
  compute(snapshot, { weights, resolution, runs }) {
    const network = networkOf(snapshot, weights)
    const { notes, cautions } = notesOf(snapshot, network, weights)
    const found = bestLeiden(network.graph, { seed, resolution, runs })
    const mixing = eiIndex(network.graph, network.type, types.length)
    const figures = [
      ...structureOf(network.graph),
      ['modularity', { zh: '模块度', en: 'Modularity' }, found.modularity], ['n_communities', { zh: '社群数', en: 'Communities' }, found.sizes.length],
      ['ei_index', { zh: 'E–I 指数', en: 'E–I index' }, mixing.whole], ['ei_index_if_all_tied', { zh: 'E–I 指数（假设人人相连）', en: 'E–I index if everybody were tied' }, mixing.ifAllWereTied],
      ['assortativity_type', { zh: '类型同配性', en: 'Assortativity by type' }, typeAssortativity(network.graph, network.type)],
    ] satisfies Parameters<typeof figureTable>[0]
    return {
      tables: [organisationTable(snapshot, network, { found, ei: mixing.byNode }), communityTable(snapshot, network, found), figureTable(figures), typeTable(mixing)],
      notes: [...notes, { zh: `社群：Leiden 算法，${runs} 次中模块度最高者，分辨率 ${resolution}，种子 ${seed}。`, en: `Communities: Leiden, the run of ${runs} with the highest modularity, resolution ${resolution}, seed ${seed}.` }],
      cautions: [...cautions, { zh: '几乎同样好的划分有许多：社群边界上的主体可能换到邻近社群。', en: 'Many divisions are almost as good: organisations at a border may belong next door.' }],
      detail: pictureOf(snapshot, network, found),
    }
  },
  trace: (snapshot, _, { row }) => (row.startsWith('organisation:') ? traceOf(snapshot, row) : []),
})

function organisationTable(snapshot: NetworkSnapshot, { graph, members, type }: Network, { found, ei }: { found: Communities; ei: Float64Array }): ResultTable {
  const [degree, strength, core, inCore, local] = [degrees(graph), strengths(graph), coreness(graph), corePeriphery(graph).core, clustering(graph).local]
  return {
    id: 'organisations', title: { zh: '主体', en: 'Organisations' }, columns,
    rows: Array.from(members, (row, n) => ({
      key: keyOf(snapshot, row), inferred: snapshot.links.inferred,
      cells: [snapshot.registry.name[row]!, found.community[n]! + 1, types[type[n]!] ?? null, degree[n]!, strength[n]!, core[n]!, inCore[n] === 1, cellOf(local[n]!), cellOf(ei[n]!)],
    })),
  }
}

function communityTable({ registry }: NetworkSnapshot, { graph, members }: Network, { community, sizes }: Communities): ResultTable {
  const degree = degrees(graph)
  const within = new Float64Array(sizes.length)
  const outside = new Float64Array(sizes.length)
  const hub = new Int32Array(sizes.length).fill(-1)
  for (const [n, c] of community.entries()) {
    if (hub[c]! < 0 || degree[n]! > degree[hub[c]!]!) hub[c] = n
    for (let e = graph.starts[n]!; e < graph.starts[n + 1]!; e++) {
      if (community[graph.targets[e]!] === c) within[c]! += 0.5
      else outside[c]!++
    }
  }
  return {
    id: 'communities', title: { zh: '社群', en: 'Communities' },
    columns: [
      { key: 'community', title: { zh: '社群', en: 'Community' }, kind: 'integer' },
      { key: 'size', title: { zh: '主体数', en: 'Organisations' }, kind: 'integer', main: true },
      { key: 'inside', title: { zh: '内部联系', en: 'Ties inside' }, kind: 'integer' },
      { key: 'outside', title: { zh: '对外联系', en: 'Ties to others' }, kind: 'integer' },
      { key: 'hub', title: { zh: '联系最多者', en: 'Most tied member' }, kind: 'text' },
    ],
    rows: Array.from(sizes, (size, c) => ({ key: `community:${c + 1}`, cells: [c + 1, size, within[c]!, outside[c]!, registry.name[members[hub[c]!]!]!] })),
  }
}

function typeTable({ between, byType }: { between: Float64Array; byType: Float64Array }): ResultTable {
  return {
    id: 'types', title: { zh: '类型之间', en: 'Between types' },
    columns: [
      { key: 'type', title: { zh: '类型', en: 'Type' }, kind: 'term', terms: actorTypes },
      { key: 'ei', title: { zh: 'E–I 指数', en: 'E–I index' }, kind: 'number', main: true },
      ...types.map((type): ResultColumn => ({ key: type, title: actorTypes[type], kind: 'number' })),
    ],
    rows: types.map((type, a) => ({ key: `type:${type}`, cells: [type, cellOf(byType[a]!), ...types.map((_, b) => between[a * types.length + b]!)] })),
  }
}
