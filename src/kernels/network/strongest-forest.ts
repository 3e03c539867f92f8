/** Ties in any order, by their ends. */
export type Ties = { sources: ArrayLike<number>; targets: ArrayLike<number>; weights: ArrayLike<number> }

/**
 * The ties of greatest weight that join all that can be joined without a round trip, as places in the list; of equal ones the first.
 * J. B. Kruskal, "On the shortest spanning subtree of a graph and the traveling salesman problem", Proceedings of the AMS 7, 1956.
 */
export function strongestForest(nodes: number, { sources, targets, weights }: Ties): number[] {
  const root = Int32Array.from({ length: nodes }, (_, n) => n)
  const find = (node: number): number => {
    let at = node
    while (root[at] !== at) at = root[at] = root[root[at]!]!
    return at
  }
  const order = Array.from({ length: sources.length }, (_, e) => e).sort((a, b) => weights[b]! - weights[a]! || a - b)
  return order.filter((e) => {
    const [a, b] = [find(sources[e]!), find(targets[e]!)]
    root[a] = b
    return a !== b
  }).sort((a, b) => a - b)
}
