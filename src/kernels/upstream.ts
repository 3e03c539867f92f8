import { buildGraph, type Graph } from './graph.ts'
import type { Chain, Supplies } from './supply-chain.ts'

/** A part of a chain with its own numbering: `nodes[i]` is the number that node `i` has in the whole; `complete` is false if a cap cut it. */
export type Part = { chain: Chain; nodes: Int32Array; complete: boolean }

/** All that a node stands on: its inputs and kinds, theirs, and so on, at most `maxNodes` of them, the nearest first. The node is number 0. */
export function upstreamOf(chain: Chain, node: number, maxNodes: number): Part {
  const place = new Map([[node, 0]])
  const nodes = [node]
  let complete = true
  for (let at = 0; at < nodes.length; at++) {
    for (const graph of [chain.requires, chain.kinds]) {
      for (let e = graph.starts[nodes[at]!]!; e < graph.starts[nodes[at]! + 1]!; e++) {
        const target = graph.targets[e]!
        if (place.has(target)) continue
        if (nodes.length >= maxNodes) complete = false
        else {
          place.set(target, nodes.length)
          nodes.push(target)
        }
      }
    }
  }
  const numbers = Int32Array.from(nodes)
  return { nodes: numbers, complete, chain: cutOut(chain, numbers, place) }
}

function cutOut(chain: Chain, nodes: Int32Array, place: ReadonlyMap<number, number>): Chain {
  const { supplies, origins } = chain
  const supplyRows = rowsWithin(supplies.node, place)
  const originRows = rowsWithin(origins.node, place)
  const cut: Supplies = {
    node: supplyRows.map((row) => place.get(supplies.node[row]!)!),
    organisation: supplyRows.map((row) => supplies.organisation[row]!),
    origin: supplyRows.map((row) => supplies.origin[row]!),
    owner: supplyRows.map((row) => supplies.owner[row]!),
    region: supplyRows.map((row) => supplies.region[row]!),
    share: Float64Array.from(supplyRows, (row) => supplies.share[row]!),
    qualified: Int8Array.from(supplyRows, (row) => supplies.qualified[row]!),
  }
  return {
    nodes: nodes.length,
    requires: graphWithin(chain.requires, nodes, place),
    kinds: graphWithin(chain.kinds, nodes, place),
    supplies: cut,
    origins: {
      node: originRows.map((row) => place.get(origins.node[row]!)!),
      country: originRows.map((row) => origins.country[row]!),
      share: Float64Array.from(originRows, (row) => origins.share[row]!),
    },
    stockDays: Float64Array.from(nodes, (n) => chain.stockDays[n]!),
    substitutionDays: Float64Array.from(nodes, (n) => chain.substitutionDays[n]!),
  }
}

function rowsWithin(nodeOfRow: Int32Array, place: ReadonlyMap<number, number>): Int32Array {
  const rows: number[] = []
  for (let row = 0; row < nodeOfRow.length; row++) if (place.has(nodeOfRow[row]!)) rows.push(row)
  return Int32Array.from(rows)
}

function graphWithin(graph: Graph, nodes: Int32Array, place: ReadonlyMap<number, number>): Graph {
  const sources: number[] = []
  const targets: number[] = []
  for (let i = 0; i < nodes.length; i++) {
    for (let e = graph.starts[nodes[i]!]!; e < graph.starts[nodes[i]! + 1]!; e++) {
      const target = place.get(graph.targets[e]!)
      if (target === undefined) continue
      sources.push(i)
      targets.push(target)
    }
  }
  return buildGraph(nodes.length, { sources, targets })
}
