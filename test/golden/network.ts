import { undirectedGraph, withoutWeights, type UndirectedGraph } from '../../src/kernels/graph.ts'
import { assortativity } from '../../src/kernels/network/assortativity.ts'
import { betweenness, pairsOfOthers } from '../../src/kernels/network/betweenness.ts'
import { clustering, findTriangles } from '../../src/kernels/network/clustering.ts'
import { connectedComponents } from '../../src/kernels/network/components.ts'
import { constraint, effectiveSize } from '../../src/kernels/network/constraint.ts'
import { corePeriphery } from '../../src/kernels/network/core-periphery.ts'
import { coreness } from '../../src/kernels/network/coreness.ts'
import { cutNodes } from '../../src/kernels/network/cut-nodes.ts'
import { centralization, degreeEntropy, degrees, density, strengths } from '../../src/kernels/network/degree.ts'
import { closenessOf, distancesFrom } from '../../src/kernels/network/distances.ts'
import { eigenvectorCentrality } from '../../src/kernels/network/eigenvector.ts'
import { bestLeiden, leiden } from '../../src/kernels/network/leiden.ts'
import { modularity } from '../../src/kernels/network/modularity.ts'
import { pageRank } from '../../src/kernels/network/page-rank.ts'
import { smallWorld } from '../../src/kernels/network/small-world.ts'
import { deviationOf, numberOf, readGolden, type GoldenCheck } from './check.ts'

const igraph = 'igraph 1.3.5 (R), networkx 2.8.8'
const leidenalg = 'leidenalg, 60 to 300 seeds'
const networks: Record<string, string> = {
  karate: 'Zachary’s karate club, 34 nodes, 78 ties',
  ukfaculty_weighted: 'UK faculty, weighted, 81 nodes, 577 ties',
  yeast_lcc: 'yeast proteins, largest component, 2,375 nodes, 11,693 ties',
}

type Network = { folder: string; data: string; weighed: boolean }
/** A column of `out_nodes.csv`, and what it must equal: of the ties alone, or of their weights. */
type Column = { quantity: string; column: string; of: 'ties' | 'weights'; tolerance: number; relative?: true; compute(graph: UndirectedGraph): ArrayLike<number> }

const columns: Column[] = [
  { quantity: 'degree', column: 'degree', of: 'ties', tolerance: 0, compute: degrees },
  { quantity: 'strength', column: 'strength', of: 'weights', tolerance: 0, compute: strengths },
  { quantity: 'coreness', column: 'coreness', of: 'ties', tolerance: 0, compute: coreness },
  { quantity: 'betweenness', column: 'betweenness', of: 'ties', tolerance: 1e-9, compute: (graph) => betweenness(graph) },
  { quantity: 'betweenness, normalised', column: 'betweenness_norm', of: 'ties', tolerance: 1e-12, compute: (graph) => betweenness(graph).map((b) => b / pairsOfOthers(graph.nodes)) },
  { quantity: 'betweenness, length 1 / weight', column: 'betweenness_weighted_invw', of: 'weights', tolerance: 1e-9, compute: (graph) => betweenness(graph, 'weights') },
  { quantity: 'closeness', column: 'closeness', of: 'ties', tolerance: 1e-12, compute: (graph) => closenessOf(distancesFrom(graph)).closeness },
  { quantity: 'harmonic centrality', column: 'harmonic', of: 'ties', tolerance: 1e-12, compute: (graph) => closenessOf(distancesFrom(graph)).harmonic },
  { quantity: 'eigenvector centrality', column: 'eigenvector', of: 'ties', tolerance: 1e-9, compute: eigenvectorCentrality },
  { quantity: 'page rank', column: 'pagerank_085', of: 'ties', tolerance: 1e-12, compute: (graph) => pageRank(graph) },
  { quantity: 'page rank, weighted', column: 'pagerank_085_weighted', of: 'weights', tolerance: 1e-12, compute: (graph) => pageRank(graph) },
  { quantity: 'local clustering', column: 'clustering_local', of: 'ties', tolerance: 1e-12, compute: (graph) => clustering(graph).local },
  { quantity: 'weighted clustering (Barrat)', column: 'clustering_barrat', of: 'weights', tolerance: 1e-12, compute: (graph) => clustering(graph).weighted },
  { quantity: 'constraint', column: 'constraint_burt', of: 'ties', tolerance: 1e-12, compute: constraint },
  { quantity: 'constraint, weighted', column: 'constraint_burt_weighted', of: 'weights', tolerance: 1e-12, compute: constraint },
  { quantity: 'effective size', column: 'effective_size', of: 'ties', tolerance: 1e-12, compute: (graph) => effectiveSize(graph).size },
  { quantity: 'efficiency', column: 'efficiency', of: 'ties', tolerance: 1e-12, compute: (graph) => effectiveSize(graph).efficiency },
]

export const checks: GoldenCheck[] = Object.entries(networks).flatMap(([name, data]) => {
  const network = { folder: `metrics/07_network_${name}`, data, weighed: name !== 'yeast_lcc' }
  return [...nodeChecks(network), figureCheck(network), coreCheck(network), ...communityChecks(network)]
})

function nodeChecks({ folder, data, weighed }: Network): GoldenCheck[] {
  return columns.filter(({ of }) => weighed || of === 'ties').map(
    ({ quantity, column, of, tolerance, compute }) => ({
      quantity, against: igraph, data, tolerance,
      measure: () => {
        const graph = of === 'ties' ? withoutWeights(readGraph(folder)) : readGraph(folder)
        return deviationOf(compute(graph), readGolden(`${folder}/out_nodes.csv`).map((row) => numberOf(row[column])))
      },
    }),
  )
}

/** The figures of the whole network, all of them together. */
function figureCheck({ folder, data }: Network): GoldenCheck {
  return {
    quantity: 'figures of the whole (density, clustering, distances, assortativity, centralisation, small world, …)', against: igraph, data, tolerance: 1e-11,
    measure: () => {
      const expected = readFigures(folder)
      const computed = figuresOf(withoutWeights(readGraph(folder)))
      const names = Object.keys(computed)
      return deviationOf(names.map((name) => computed[name]!), names.map((name) => expected[name]!))
    },
  }
}

function figuresOf(graph: UndirectedGraph): Record<string, number> {
  const degree = degrees(graph)
  const core = coreness(graph)
  const triangles = findTriangles(graph)
  const { average, transitivity } = clustering(graph, triangles)
  const { meanDistance, diameter } = closenessOf(distancesFrom(graph))
  const meanDegree = graph.targets.length / graph.nodes
  const small = smallWorld({ nodes: graph.nodes, meanDegree, averageClustering: average, meanDistance })
  const maxCore = Math.max(...core)
  return {
    n_nodes: graph.nodes, n_edges: graph.targets.length / 2, density: density(graph), n_components: connectedComponents(graph).sizes.length,
    mean_degree: meanDegree, diameter, mean_distance: meanDistance, transitivity_global: transitivity, clustering_avg_isolates_zero: average,
    assortativity_degree: assortativity(graph, degree), max_coreness: maxCore, n_in_max_core: core.filter((k) => k === maxCore).length,
    centralization_degree: centralization(degree, 2 * pairsOfOthers(graph.nodes)), degree_entropy: degreeEntropy(graph), n_cut_vertices: cutNodes(graph).reduce((sum, cut) => sum + cut, 0),
    centralization_betweenness: centralization(betweenness(graph), (graph.nodes - 1) * pairsOfOthers(graph.nodes)),
    smallworld_C_rand: small.randomClustering, smallworld_L_rand: small.randomDistance, smallworld_sigma_analytic: small.sigma,
    n_triangles: triangles.triangles.reduce((sum, t) => sum + t, 0) / 3,
  }
}

function coreCheck({ folder, data }: Network): GoldenCheck {
  return {
    quantity: 'core and periphery: membership, misfits, fit', against: 'Lip 2011, exact; Borgatti and Everett 2000', data, tolerance: 1e-12,
    measure: () => {
      const expected = readFigures(folder)
      const { core, size, misfits, fitTiedToAll, fitWithin } = corePeriphery(readGraph(folder))
      return deviationOf(
        [...core, size, misfits, fitTiedToAll, fitWithin],
        [...readGolden(`${folder}/out_partitions.csv`).map((row) => numberOf(row.lip_core)), expected.cp_lip_core_size!, expected.cp_lip_Z!, expected.cp_borgatti_everett_rho_cp1!, expected.cp_borgatti_everett_rho_cpmissing!],
      )
    },
  }
}

/** A run may do better than the reference; how far it falls short is the deviation. */
function communityChecks({ folder, data }: Network): GoldenCheck[] {
  const short = (reached: number, wanted: number): { deviation: number; values: number } => ({ deviation: Math.max(0, wanted - reached), values: 1 })
  return [
    {
      quantity: 'modularity of the given division', against: leidenalg, data, tolerance: 1e-12,
      measure: () => {
        const given = Int32Array.from(readGolden(`${folder}/out_partitions.csv`), (row) => numberOf(row.community_leiden_best))
        return deviationOf([modularity(readGraph(folder), given)], [readFigures(folder).modularity_leiden_best!])
      },
    },
    {
      quantity: 'Leiden, the worst of 20 single runs: shortfall from the worst of the reference', against: leidenalg, data, tolerance: 1e-12,
      measure: () => {
        const graph = readGraph(folder)
        const runs = Array.from({ length: 20 }, (_, seed) => leiden(graph, { seed }).modularity)
        return short(Math.min(...runs), readFigures(folder).modularity_leidenalg_min_over_seeds!)
      },
    },
    {
      quantity: 'Leiden, best of 10 runs: shortfall from the median of the reference', against: leidenalg, data, tolerance: 1e-12,
      measure: () => short(bestLeiden(readGraph(folder), { seed: 1, runs: 10 }).modularity, readFigures(folder).modularity_leidenalg_median_over_seeds!),
    },
  ]
}

function readGraph(folder: string): UndirectedGraph {
  const rows = readGolden(`${folder}/input_edges.csv`)
  const nodes = readGolden(`${folder}/out_nodes.csv`).length
  return undirectedGraph(nodes, {
    sources: rows.map((row) => numberOf(row.source)), targets: rows.map((row) => numberOf(row.target)), weights: rows.map((row) => (row.weight === undefined ? 1 : numberOf(row.weight))),
  })
}

function readFigures(folder: string): Record<string, number> {
  return Object.fromEntries(readGolden(`${folder}/out_graph.csv`).map((row) => [row.quantity, numberOf(row.value)]))
}
