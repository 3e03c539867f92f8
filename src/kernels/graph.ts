/** A directed graph in compressed sparse rows: the edges of node `n` are `targets[starts[n] .. starts[n + 1]]`, weights alongside. */
export type Graph = { nodes: number; starts: Int32Array; targets: Int32Array; weights: Float64Array }

type Edges = { sources: ArrayLike<number>; targets: ArrayLike<number>; weights?: ArrayLike<number> }

/** Builds a graph from a list of edges by counting sort; the edges of one node keep the order of the list. Weights are 1 unless given. */
export function buildGraph(nodes: number, { sources, targets, weights }: Edges): Graph {
  const edges = sources.length
  if (targets.length !== edges || (weights && weights.length !== edges)) throw new RangeError('sources, targets and weights differ in length')
  const starts = new Int32Array(nodes + 1)
  for (let e = 0; e < edges; e++) {
    const source = sources[e]!
    const target = targets[e]!
    if (!(source >= 0 && source < nodes && target >= 0 && target < nodes)) throw new RangeError(`edge ${e} (${source} → ${target}) leaves the graph of ${nodes} nodes`)
    starts[source + 1]!++
  }
  for (let n = 0; n < nodes; n++) starts[n + 1]! += starts[n]!
  const next = starts.slice(0, nodes)
  const graph: Graph = { nodes, starts, targets: new Int32Array(edges), weights: new Float64Array(edges) }
  for (let e = 0; e < edges; e++) {
    const at = next[sources[e]!]!++
    graph.targets[at] = targets[e]!
    graph.weights[at] = weights ? weights[e]! : 1
  }
  return graph
}

/** The same nodes, every edge turned round. */
export function reverseGraph(graph: Graph): Graph {
  return buildGraph(graph.nodes, { sources: graph.targets, targets: edgeSources(graph), weights: graph.weights })
}

/** The union of the edges of graphs over the same nodes; an edge that stands in two graphs stands twice. */
export function mergeGraphs(nodes: number, graphs: readonly Graph[]): Graph {
  const edges = graphs.reduce((sum, graph) => sum + graph.targets.length, 0)
  const sources = new Int32Array(edges)
  const targets = new Int32Array(edges)
  const weights = new Float64Array(edges)
  let at = 0
  for (const graph of graphs) {
    if (graph.nodes !== nodes) throw new RangeError(`a graph of ${graph.nodes} nodes cannot be merged into one of ${nodes}`)
    sources.set(edgeSources(graph), at)
    targets.set(graph.targets, at)
    weights.set(graph.weights, at)
    at += graph.targets.length
  }
  return buildGraph(nodes, { sources, targets, weights })
}

/** The graph over `nodes` nodes without an edge. */
export function emptyGraph(nodes: number): Graph {
  return { nodes, starts: new Int32Array(nodes + 1), targets: new Int32Array(0), weights: new Float64Array(0) }
}

/** The source of every edge, in the order of `graph.targets`. */
export function edgeSources(graph: Graph): Int32Array {
  const sources = new Int32Array(graph.targets.length)
  for (let n = 0; n < graph.nodes; n++) sources.fill(n, graph.starts[n]!, graph.starts[n + 1]!)
  return sources
}

/** Rows grouped by a key: the rows of key `k` are `rows[starts[k] .. starts[k + 1]]`, in their order; rows with a key below 0 are left out. */
export type RowIndex = { starts: Int32Array; rows: Int32Array }

/** Groups the row numbers 0 … keys.length by key. */
export function indexRows(size: number, keys: Int32Array): RowIndex {
  const starts = new Int32Array(size + 1)
  for (const key of keys) if (key >= 0) starts[key + 1]!++
  for (let k = 0; k < size; k++) starts[k + 1]! += starts[k]!
  const rows = new Int32Array(starts[size]!)
  const next = starts.slice(0, size)
  for (let row = 0; row < keys.length; row++) if (keys[row]! >= 0) rows[next[keys[row]!]!++] = row
  return { starts, rows }
}

/** A simple graph without directions: every tie stands in the rows of both its ends, once; no tie to oneself; the neighbours of a node ascend. */
export type UndirectedGraph = Graph & { undirected: true }

/**
 * Builds a graph of ties: direction is dropped, repeated ties are merged (their weights added in the order of the list), ties of a node to
 * itself are left out. A weight that is not a number above zero is an error: a tie nobody has weighed belongs in a list without weights.
 */
export function undirectedGraph(nodes: number, { sources, targets, weights }: Edges): UndirectedGraph {
  if (targets.length !== sources.length || (weights && weights.length !== sources.length)) throw new RangeError('sources, targets and weights differ in length')
  const low: number[] = []
  const high: number[] = []
  const kept: number[] = []
  for (let e = 0; e < sources.length; e++) {
    const weight = weights ? weights[e]! : 1
    if (!(sources[e]! >= 0 && sources[e]! < nodes)) throw new RangeError(`tie ${e} starts at ${sources[e]}, which is not one of ${nodes} nodes`)
    if (!(weight > 0 && weight < Infinity)) throw new RangeError(`tie ${e} (${sources[e]} – ${targets[e]}) has the weight ${weight}; weights are numbers above 0`)
    if (sources[e] === targets[e]) continue
    low.push(Math.min(sources[e]!, targets[e]!))
    high.push(Math.max(sources[e]!, targets[e]!))
    kept.push(weight)
  }
  return mirror(mergeRepeated(reverseGraph(buildGraph(nodes, { sources: high, targets: low, weights: kept }))))
}

/** The same ties, all of weight one. */
export function withoutWeights(graph: UndirectedGraph): UndirectedGraph {
  return { ...graph, weights: new Float64Array(graph.weights.length).fill(1) }
}

/** In every row equal targets, which stand side by side, become one. */
function mergeRepeated({ nodes, starts, targets, weights }: Graph): Graph {
  const merged = { nodes, starts: new Int32Array(nodes + 1), targets: new Int32Array(targets.length), weights: new Float64Array(targets.length) }
  let at = 0
  for (let n = 0; n < nodes; n++) {
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      if (at > merged.starts[n]! && merged.targets[at - 1] === targets[e]) merged.weights[at - 1]! += weights[e]!
      else {
        merged.targets[at] = targets[e]!
        merged.weights[at++] = weights[e]!
      }
    }
    merged.starts[n + 1] = at
  }
  return { ...merged, targets: merged.targets.subarray(0, at), weights: merged.weights.subarray(0, at) }
}

/** Adds to every edge, which leads from the lower to the higher number, the same edge turned round; rows stay in ascending order. */
function mirror({ nodes, starts, targets, weights }: Graph): UndirectedGraph {
  const full = { nodes, starts: new Int32Array(nodes + 1), targets: new Int32Array(2 * targets.length), weights: new Float64Array(2 * targets.length) }
  for (let n = 0; n < nodes; n++) full.starts[n + 1]! += starts[n + 1]! - starts[n]!
  for (const target of targets) full.starts[target + 1]!++
  for (let n = 0; n < nodes; n++) full.starts[n + 1]! += full.starts[n]!
  const next = full.starts.slice(0, nodes)
  const put = (from: number, to: number, weight: number): void => {
    const at = next[from]!++
    full.targets[at] = to
    full.weights[at] = weight
  }
  for (let n = 0; n < nodes; n++) {
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      put(n, targets[e]!, weights[e]!)
      put(targets[e]!, n, weights[e]!)
    }
  }
  return { ...full, undirected: true }
}
