import fc from 'fast-check'
import { edgeSources, undirectedGraph, type UndirectedGraph } from '../graph.ts'

/** A network written down as pairs of numbers, as tests read it; with a third number, that is the tie's weight. */
export function ties(pairs: readonly (readonly number[])[], nodes = Math.max(-1, ...pairs.flatMap(([a, b]) => [a!, b!])) + 1): UndirectedGraph {
  return undirectedGraph(nodes, { sources: pairs.map(([a]) => a!), targets: pairs.map(([, b]) => b!), weights: pairs.map(([, , weight]) => weight ?? 1) })
}

/** 0 – 1 – … */
export const path = (nodes: number): UndirectedGraph => ties(Array.from({ length: nodes - 1 }, (_, n) => [n, n + 1]), nodes)

/** Node 0 is tied to all others, these to nobody else. */
export const star = (nodes: number): UndirectedGraph => ties(Array.from({ length: nodes - 1 }, (_, n) => [0, n + 1]), nodes)

/** Everybody is tied to everybody. */
export const clique = (nodes: number): UndirectedGraph => ties(cliquePairs(0, nodes), nodes)

export const cliquePairs = (first: number, size: number): number[][] =>
  Array.from({ length: size * size }, (_, at) => [first + Math.floor(at / size), first + (at % size)]).filter(([a, b]) => a! < b!)

/** Two cliques of five with one tie between them, 4 – 5. */
export const twoCliques = (): UndirectedGraph => ties([...cliquePairs(0, 5), ...cliquePairs(5, 5), [4, 5]])

/** Any network of up to twelve nodes, often in pieces; weights are quarters, so that sums are exact. */
export const anyNetwork = fc
  .array(fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 1, max: 16 })), { maxLength: 40 })
  .map((edges) => ties(edges.map(([a, b, quarters]) => [a, b, quarters / 4]), 12))

/** The same network with node n called `name[n]`. */
export function renamed(graph: UndirectedGraph, name: readonly number[]): UndirectedGraph {
  const sources = edgeSources(graph)
  const once = [...sources.keys()].filter((e) => sources[e]! < graph.targets[e]!)
  return undirectedGraph(graph.nodes, { sources: once.map((e) => name[sources[e]!]!), targets: once.map((e) => name[graph.targets[e]!]!), weights: once.map((e) => graph.weights[e]!) })
}

export const anyNames = fc.shuffledSubarray([...Array(12).keys()], { minLength: 12 })
