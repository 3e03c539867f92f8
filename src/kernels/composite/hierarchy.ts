/** How the children of an aggregate are joined. */
export type Mean = 'arithmetic' | 'geometric' | 'harmonic'

/**
 * A tree of indicators: nodes 0 … indicators − 1 are indicators, then come the aggregates, each after its children; the last is the index.
 * `parents[n]` is the aggregate a node belongs to (−1 for the index); `weights[n]` counts against its siblings only; `means` has one entry
 * for each aggregate.
 */
export type Hierarchy = { indicators: number; parents: Int32Array; weights: Float64Array; means: readonly Mean[] }

/** A node by its code, as people write a tree down; the code of the parent is '' for the index itself. */
export type TreeNode = { code: string; parent: string; weight: number; mean?: Mean }

/** Throws unless the hierarchy is one tree with an index at its end and weights that can be shared out. */
export function checkHierarchy({ indicators, parents, weights, means }: Hierarchy): void {
  const nodes = parents.length
  if (indicators === 0) throw new RangeError('an index needs at least one indicator')
  if (nodes <= indicators) throw new RangeError('an index needs an aggregate above its indicators')
  if (weights.length !== nodes) throw new RangeError(`${weights.length} weights are given for ${nodes} nodes`)
  if (means.length !== nodes - indicators) throw new RangeError(`${means.length} means are given for ${nodes - indicators} aggregates`)
  const children = new Int32Array(nodes)
  for (let n = 0; n < nodes; n++) {
    const parent = parents[n]!
    if (!(weights[n]! >= 0 && weights[n]! < Infinity)) throw new RangeError(`the weight of node ${n} is ${weights[n]}: it must be a number of at least 0`)
    if (n === nodes - 1 ? parent !== -1 : !(parent > n && parent >= indicators && parent < nodes)) throw new RangeError(`node ${n} cannot belong to node ${parent}: aggregates come after their children, and the last node is the index`)
    if (parent >= 0) children[parent]!++
  }
  for (let n = indicators; n < nodes; n++) if (children[n] === 0) throw new RangeError(`aggregate ${n} has no children`)
}

/** The weights of siblings made to sum to 1; the index has 1. Throws where all weights of a group are 0. */
export function shareWeights({ indicators, parents }: Hierarchy, weights: Float64Array, shares = new Float64Array(parents.length)): Float64Array {
  const nodes = parents.length
  const sums = new Float64Array(nodes)
  for (let n = 0; n < nodes - 1; n++) sums[parents[n]!]! += weights[n]!
  for (let n = indicators; n < nodes; n++) if (!(sums[n]! > 0)) throw new RangeError(`the weights under aggregate ${n} are all 0`)
  for (let n = 0; n < nodes - 1; n++) shares[n] = weights[n]! / sums[parents[n]!]!
  shares[nodes - 1] = 1
  return shares
}

/** What each node counts in the index when all means are arithmetic: the product of the shares up to the index. */
export function effectiveWeights(hierarchy: Hierarchy, weights = hierarchy.weights): Float64Array {
  const shares = shareWeights(hierarchy, weights)
  for (let n = shares.length - 2; n >= 0; n--) shares[n]! *= shares[hierarchy.parents[n]!]!
  return shares
}

/**
 * Puts a tree written down by codes into order: indicators (nodes without children) as given, then aggregates, each after its children.
 * `codes` are those of the nodes in that order. Throws with the codes in question where the nodes don't make one tree.
 */
export function buildHierarchy(nodes: readonly TreeNode[], mean: Mean = 'arithmetic'): { hierarchy: Hierarchy; codes: string[] } {
  const byCode = new Map(nodes.map((node) => [node.code, node]))
  if (byCode.size !== nodes.length) throw new RangeError(`the code ${nodes.find((node, n) => nodes.findIndex(({ code }) => code === node.code) !== n)!.code} stands twice`)
  const lost = nodes.find(({ parent }) => parent !== '' && !byCode.has(parent))
  if (lost) throw new RangeError(`${lost.code} belongs to ${lost.parent}, which is not there`)
  const tops = nodes.filter(({ parent }) => parent === '')
  if (tops.length !== 1) throw new RangeError(tops.length === 0 ? 'no node is the index: one must belong to nothing' : `${tops.map(({ code }) => code).join(', ')} all belong to nothing: one index must stand above them`)
  const parents = new Set(nodes.map(({ parent }) => parent))
  const leaves = nodes.filter(({ code }) => !parents.has(code))
  const aggregates = nodes.filter(({ code }) => parents.has(code)).map((node) => ({ node, depth: depthOf(node, byCode) })).sort((a, b) => b.depth - a.depth).map(({ node }) => node)
  const ordered = [...leaves, ...aggregates]
  const at = new Map(ordered.map(({ code }, n) => [code, n]))
  const hierarchy: Hierarchy = {
    indicators: leaves.length,
    parents: Int32Array.from(ordered, ({ parent }) => at.get(parent) ?? -1),
    weights: Float64Array.from(ordered, ({ weight }) => weight),
    means: aggregates.map((node) => node.mean ?? mean),
  }
  checkHierarchy(hierarchy)
  return { hierarchy, codes: ordered.map(({ code }) => code) }
}

function depthOf(node: TreeNode, byCode: Map<string, TreeNode>): number {
  let depth = 0
  for (let at = node; at.parent !== ''; at = byCode.get(at.parent)!) if (++depth > byCode.size) throw new RangeError(`${node.code} belongs to itself by a circle`)
  return depth
}
