import type { UndirectedGraph } from '../../kernels/graph.ts'
import { assortativity } from '../../kernels/network/assortativity.ts'
import { clustering, findTriangles } from '../../kernels/network/clustering.ts'
import { connectedComponents } from '../../kernels/network/components.ts'
import { corePeriphery } from '../../kernels/network/core-periphery.ts'
import { coreness } from '../../kernels/network/coreness.ts'
import { cutNodes } from '../../kernels/network/cut-nodes.ts'
import { centralization, degreeEntropy, degrees, density } from '../../kernels/network/degree.ts'
import { pairsOfOthers } from '../../kernels/network/betweenness.ts'
import type { Closeness } from '../../kernels/network/distances.ts'
import { smallWorld } from '../../kernels/network/small-world.ts'
import { cellOf, type ResultTable } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'

/** A figure of the whole network: its name in files, its name for people. */
type Figure = [string, Text, number]

/** Figures that take no walk through the whole network. */
export function structureOf(graph: UndirectedGraph): Figure[] {
  const degree = degrees(graph)
  const core = coreness(graph)
  const highest = core.reduce((most, k) => Math.max(most, k), 0)
  const triangles = findTriangles(graph)
  const { average, transitivity } = clustering(graph, triangles)
  const { size, misfits, fitTiedToAll, fitWithin } = corePeriphery(graph)
  return [
    ['n_nodes', { zh: '主体数', en: 'Organisations' }, graph.nodes],
    ['n_edges', { zh: '联系数', en: 'Ties' }, graph.targets.length / 2],
    ['density', { zh: '密度', en: 'Density' }, density(graph)],
    ['n_components', { zh: '连通部分数', en: 'Components' }, connectedComponents(graph).sizes.length],
    ['mean_degree', { zh: '平均度', en: 'Mean degree' }, graph.targets.length / graph.nodes],
    ['transitivity_global', { zh: '传递性', en: 'Transitivity' }, transitivity],
    ['clustering_avg_isolates_zero', { zh: '平均聚类', en: 'Average clustering' }, average],
    ['n_triangles', { zh: '三角形数', en: 'Triangles' }, triangles.triangles.reduce((sum, t) => sum + t, 0) / 3],
    ['assortativity_degree', { zh: '度同配性', en: 'Assortativity by degree' }, assortativity(graph, degree)],
    ['degree_entropy', { zh: '度分布熵', en: 'Entropy of degrees' }, degreeEntropy(graph)],
    ['centralization_degree', { zh: '度中心势', en: 'Centralisation by degree' }, centralization(degree, 2 * pairsOfOthers(graph.nodes))],
    ['max_coreness', { zh: '最大核数', en: 'Highest coreness' }, highest],
    ['n_in_max_core', { zh: '最大核中的主体数', en: 'In the highest core' }, core.filter((k) => k === highest).length],
    ['n_cut_vertices', { zh: '割点数', en: 'Cut nodes' }, cutNodes(graph).reduce((sum, cut) => sum + cut, 0)],
    ['cp_lip_core_size', { zh: '核心主体数', en: 'Size of the core' }, size],
    ['cp_lip_Z', { zh: '核心—边缘不符数', en: 'Misfits of core and periphery' }, misfits],
    ['cp_borgatti_everett_rho_cp1', { zh: '核心—边缘相关（核心连接所有）', en: 'Fit, core tied to all' }, fitTiedToAll],
    ['cp_borgatti_everett_rho_cpmissing', { zh: '核心—边缘相关（不计两者之间）', en: 'Fit, ties between core and periphery left out' }, fitWithin],
  ]
}

/** Figures that rest on distances and on betweenness. */
export function distanceFiguresOf(graph: UndirectedGraph, { meanDistance, diameter }: Closeness, betweenness: Float64Array): Figure[] {
  const meanDegree = graph.targets.length / graph.nodes
  const { randomClustering, randomDistance, sigma } = smallWorld({ nodes: graph.nodes, meanDegree, averageClustering: clustering(graph).average, meanDistance })
  return [
    ['diameter', { zh: '直径', en: 'Diameter' }, diameter],
    ['mean_distance', { zh: '平均距离', en: 'Mean distance' }, meanDistance],
    ['smallworld_C_rand', { zh: '随机网络的聚类', en: 'Clustering of a random network' }, randomClustering],
    ['smallworld_L_rand', { zh: '随机网络的平均距离', en: 'Mean distance of a random network' }, randomDistance],
    ['smallworld_sigma_analytic', { zh: '小世界比', en: 'Small-world ratio' }, sigma],
    ['centralization_betweenness', { zh: '介数中心势', en: 'Centralisation by betweenness' }, centralization(betweenness, (graph.nodes - 1) * pairsOfOthers(graph.nodes))],
  ]
}

/** Figures as a table of three columns: name in files, name for people, value. */
export function figureTable(figures: readonly Figure[]): ResultTable {
  return {
    id: 'whole', title: { zh: '整个网络', en: 'The whole network' },
    columns: [
      { key: 'quantity', title: { zh: '指标', en: 'Figure' }, kind: 'term', terms: Object.fromEntries(figures.map(([key, title]) => [key, title])) },
      { key: 'value', title: { zh: '值', en: 'Value' }, kind: 'number', main: true },
    ],
    rows: figures.map(([key, , value]) => ({ key: `figure:${key}`, cells: [key, cellOf(value)] })),
  }
}
