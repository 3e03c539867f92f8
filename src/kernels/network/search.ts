/**
 * A search for shortest paths that is made again and again. After `from(source)`, which answers how many nodes the source reaches, itself
 * included, `order` holds them, nearest first, and `delta` how much the source depends on each: the sum, over all targets, of the share of
 * the shortest paths to them that pass the node.
 */
export type Search = { order: Int32Array; delta: Float64Array; from(source: number): number }

/** The number of shortest paths between two nodes, if it can be told. */
export function countable(paths: number): number {
  if (paths < Infinity) return paths
  throw new RangeError('there are more shortest paths between two nodes than can be counted (above 10^308)')
}
