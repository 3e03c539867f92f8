import { z } from 'zod'
import { undirectedGraph, withoutWeights, type UndirectedGraph } from '../../kernels/graph.ts'
import { betweenness, pairsOfOthers } from '../../kernels/network/betweenness.ts'
import { clustering } from '../../kernels/network/clustering.ts'
import { constraint, effectiveSize } from '../../kernels/network/constraint.ts'
import { corePeriphery } from '../../kernels/network/core-periphery.ts'
import { coreness } from '../../kernels/network/coreness.ts'
import { degrees, strengths } from '../../kernels/network/degree.ts'
import { closenessOf, distancesFrom } from '../../kernels/network/distances.ts'
import { eigenvectorCentrality } from '../../kernels/network/eigenvector.ts'
import { bestLeiden } from '../../kernels/network/leiden.ts'
import { pageRank } from '../../kernels/network/page-rank.ts'
import { cellOf, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { named } from '../define.ts'
import { cells, defineFileForm } from '../file-form.ts'
import { distanceFiguresOf, figureTable, structureOf } from './figures.ts'

/** A column of the table of nodes: its heading, its name for people, its values. */
type Measure = [string, Text, ArrayLike<number>]

/** `polycenter analyse network --files ties.csv`: columns source, target and, where ties are weighed, weight. */
export const networkForm = defineFileForm({
  id: 'network',
  title: { zh: '网络', en: 'Network' },
  summary: { zh: '由联系表计算中心度、聚类、结构洞、核心与社群；方向不计。', en: 'Centralities, clustering, structural holes, cores and communities from a table of ties; directions are dropped.' },
  method: 'docs/methods/network.md',
  inputs: {
    ties: { title: { zh: '联系表', en: 'table of ties' }, row: z.object({ source: cells.text, target: cells.text, weight: cells.number.optional() }) },
  },
  parameters: z.strictObject({
    resolution: named(z.coerce.number().min(0.01).max(100).default(1), { zh: '分辨率', en: 'Resolution' }),
    runs: named(z.coerce.number().int().min(1).max(1000).default(10), { zh: '运行次数，取最好', en: 'Runs, of which the best' }),
    seed: named(z.coerce.number().int().min(0).default(1), { zh: '种子', en: 'Seed' }),
  }),
  check({ ties }, refuse) {
    ties.rows.forEach(({ weight }, n) => {
      if (weight !== undefined && !(weight > 0)) refuse(ties, n, 'weight', { zh: '权重应大于零；没有联系就删去这一行。', en: 'A weight lies above zero; where there is no tie, leave the row out.' })
    })
  },
  compute({ ties }, { resolution, runs, seed }) {
    const names = namesOf(ties.rows)
    const place = new Map(names.map((name, n) => [name, n]))
    const ends = { sources: ties.rows.map(({ source }) => place.get(source)!), targets: ties.rows.map(({ target }) => place.get(target)!) }
    const weighed = ties.headings.includes('weight')
    const graph = undirectedGraph(names.length, weighed ? { ...ends, weights: ties.rows.map(({ weight }) => weight ?? NaN) } : ends)
    const plain = withoutWeights(graph)
    const [between, walks] = [betweenness(plain), closenessOf(distancesFrom(plain))]
    const found = bestLeiden(graph, { seed, resolution, runs })
    const measures = [...plainMeasures(plain, between, walks), ...(weighed ? weighedMeasures(graph) : [])]
    const loops = ties.rows.filter(({ source, target }) => source === target).length
    const partitions: Measure[] = [['community_leiden_best', { zh: '社群', en: 'Community' }, found.community], ['lip_core', { zh: '属于核心', en: 'In the core' }, corePeriphery(plain).core]]
    return {
      tables: [
        nodeTable('nodes', { zh: '节点', en: 'Nodes' }, names, measures),
        figureTable([
          ...structureOf(plain), ...distanceFiguresOf(plain, walks, between),
          ['modularity_leiden_best', { zh: '模块度', en: 'Modularity' }, found.modularity], ['n_communities_leiden_best', { zh: '社群数', en: 'Communities' }, found.sizes.length],
        ]),
        nodeTable('partitions', { zh: '划分', en: 'Divisions' }, names, partitions),
      ],
      notes: [{ zh: `${ties.rows.length} 行联系合并为 ${graph.targets.length / 2} 条；自身的联系 ${loops} 行不计。`, en: `${ties.rows.length} rows make ${graph.targets.length / 2} ties; ${loops} ties to oneself are left out.` }],
      cautions: [],
    }
  },
})

/** Numbers in their order, other names as they first appear. */
function namesOf(rows: readonly { source: string; target: string }[]): string[] {
  const names = [...new Set(rows.flatMap(({ source, target }) => [source, target]))]
  return names.every((name) => /^\d+$/.test(name)) ? names.sort((a, b) => Number(a) - Number(b)) : names
}

function plainMeasures(graph: UndirectedGraph, between: Float64Array, { closeness, harmonic }: ReturnType<typeof closenessOf>): Measure[] {
  const { size, efficiency } = effectiveSize(graph)
  const pairs = pairsOfOthers(graph.nodes)
  return [
    ['degree', { zh: '度', en: 'Degree' }, degrees(graph)],
    ['coreness', { zh: '核数', en: 'Coreness' }, coreness(graph)],
    ['betweenness', { zh: '介数', en: 'Betweenness' }, between],
    ['betweenness_norm', { zh: '介数（标准化）', en: 'Betweenness, normalised' }, between.map((b) => b / pairs)],
    ['closeness', { zh: '接近度', en: 'Closeness' }, closeness],
    ['harmonic', { zh: '调和中心度', en: 'Harmonic centrality' }, harmonic],
    ['eigenvector', { zh: '特征向量中心度', en: 'Eigenvector centrality' }, eigenvectorCentrality(graph)],
    ['pagerank_085', { zh: 'PageRank', en: 'Page rank' }, pageRank(graph)],
    ['clustering_local', { zh: '局部聚类', en: 'Local clustering' }, clustering(graph).local],
    ['constraint_burt', { zh: '约束', en: 'Constraint' }, constraint(graph)],
    ['effective_size', { zh: '有效规模', en: 'Effective size' }, size],
    ['efficiency', { zh: '效率', en: 'Efficiency' }, efficiency],
  ]
}

function weighedMeasures(graph: UndirectedGraph): Measure[] {
  return [
    ['strength', { zh: '强度', en: 'Strength' }, strengths(graph)],
    ['constraint_burt_weighted', { zh: '约束（加权）', en: 'Constraint, weighted' }, constraint(graph)],
    ['pagerank_085_weighted', { zh: 'PageRank（加权）', en: 'Page rank, weighted' }, pageRank(graph)],
    ['betweenness_weighted_invw', { zh: '介数（长度 1 / 权重）', en: 'Betweenness, length 1 / weight' }, betweenness(graph, 'weights')],
    ['clustering_barrat', { zh: '局部聚类（加权）', en: 'Local clustering, weighted' }, clustering(graph).weighted],
  ]
}

function nodeTable(id: string, title: Text, names: readonly string[], measures: readonly Measure[]): ResultTable {
  return {
    id, title,
    columns: [{ key: 'node', title: { zh: '节点', en: 'Node' }, kind: 'text' }, ...measures.map(([key, name]): ResultColumn => ({ key, title: name, kind: 'number' }))],
    rows: names.map((name, n) => ({ key: name, cells: [name, ...measures.map(([, , values]) => cellOf(values[n]!))] })),
  }
}
