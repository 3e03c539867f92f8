import { silverman, silvermanOf } from './bandwidth.ts'
import { visitBlockPairs, wholeOf, within, type BlockPair, type Members } from './members.ts'
import { isDefined, kernelSum, PEAK, type KdCurve } from './normal.ts'

/** Nodes of the grid of distances, on which the bound depends by their square. */
const NODES = 1 << 14
/** Nodes; distances that deviate by fewer have their bandwidth from a list of them. */
const FEW = 100

/**
 * Pairs within reach by the node below their distance: how many, and their distances in steps, summed; the products of weights alike,
 * and the distances times these, where they count; the sum of the squares of all distances.
 */
type Bins = { pairs: Float64Array; steps: Float64Array; products: Float64Array; productSteps: Float64Array; squares: number; scale: number; reach: number }

/** One curve of Kd from a grid of distances; the formula and its bound stand at `kd`. */
export function binnedCurve(members: Members, { radii, weighted = false }: { radii: Float64Array; weighted?: boolean }, curve: Float64Array): KdCurve {
  const reach = 2 * (radii.at(-1) ?? 0)
  const [pairs, steps] = [new Float64Array(NODES + 1), new Float64Array(NODES + 1)]
  const [products, productSteps] = weighted ? [new Float64Array(NODES + 1), new Float64Array(NODES + 1)] : [pairs, steps]
  const bins: Bins = { pairs, steps, products, productSteps, squares: 0, scale: reach > 0 ? NODES / reach : 0, reach }
  visitBlockPairs(members, reach, (pair) => addPairs(members, bins, pair))
  const bandwidth = bandwidthOf(members, bins)
  const whole = wholeOf(members, weighted)
  if (!isDefined(bandwidth, whole)) {
    curve.fill(NaN)
    return { bandwidth, bound: NaN }
  }
  const nodes = sharedBetweenNodes(products, productSteps)
  const step = reach / NODES
  for (let k = 0; k < radii.length; k++) {
    // The reflection at 0 is the same kernel seen from the other side of 0.
    const sum = kernelSum(nodes, step, { at: radii[k]!, bandwidth }) + kernelSum(nodes, step, { at: -radii[k]!, bandwidth })
    curve[k] = (sum * PEAK) / (whole * bandwidth)
  }
  return { bandwidth, bound: boundOf(bandwidth, step, reach) }
}

function addPairs({ x, y, weight }: Members, bins: Bins, { from, to, against, end }: BlockPair): void {
  const { pairs, steps, products, productSteps, scale, reach } = bins
  const far = reach * reach
  const weighted = products !== pairs
  let squares = 0
  for (let i = from; i < to; i++) {
    const xi = x[i]!
    const yi = y[i]!
    for (let j = Math.max(i + 1, against); j < end; j++) {
      const dx = x[j]! - xi
      const dy = y[j]! - yi
      const square = dx * dx + dy * dy
      if (square > far) continue
      const at = Math.sqrt(square) * scale
      const node = at | 0
      squares += square
      pairs[node]! += 1
      steps[node]! += at
      if (!weighted) continue
      const product = weight[i]! * weight[j]!
      products[node]! += product
      productSteps[node]! += product * at
    }
  }
  bins.squares += squares
}

function sharedBetweenNodes(sums: Float64Array, steps: Float64Array): Float64Array {
  const nodes = new Float64Array(NODES + 2)
  for (let k = 0; k <= NODES; k++) {
    const past = steps[k]! - k * sums[k]!
    nodes[k]! += sums[k]! - past
    nodes[k + 1]! += past
  }
  return nodes
}

function boundOf(bandwidth: number, step: number, reach: number): number {
  const beyond = Math.exp(-0.5 * (reach / 2 / bandwidth) ** 2) + Math.exp(-0.5 * (reach / bandwidth) ** 2)
  return (PEAK / bandwidth) * (step ** 2 / (4 * bandwidth ** 2) + beyond)
}

/** Silverman's bandwidth, exact: the quartiles are looked up among the pairs only where the bins leave open that they matter. */
function bandwidthOf(members: Members, { pairs, steps, squares, scale, reach }: Bins): number {
  let [n, sum] = [0, 0]
  for (let k = 0; k <= NODES; k++) {
    n += pairs[k]!
    sum += steps[k]!
  }
  if (n < 2) return NaN
  sum /= scale
  const deviation = Math.sqrt(Math.max(0, squares - (sum * sum) / n) / (n - 1))
  // Where they spread over few steps, much of the difference of squares is rounding: the distances themselves decide.
  if (!(deviation * scale > FEW)) return silvermanOf(within(members, reach))
  const ranks = [0.25, 0.75].flatMap((p) => [Math.floor((n - 1) * p), Math.min(n - 1, Math.floor((n - 1) * p) + 1)])
  const places = ranks.map((rank) => placeOf(pairs, rank))
  if ((places[2]!.node - places[1]!.node - 1) / scale / 1.34 >= deviation) return silverman(n, deviation, Infinity)
  const wanted = [...new Set(places.map(({ node }) => node))]
  const ascending = within(members, reach, { wanted, scale })
  const [a, b, c, d] = places.map(({ node, inside }) => ascending[wanted.reduce((before, other) => before + (other < node ? pairs[other]! : 0), inside)]!)
  const [low, high] = [((n - 1) * 0.25) % 1, ((n - 1) * 0.75) % 1]
  return silverman(n, deviation, c! + high * (d! - c!) - (a! + low * (b! - a!)))
}

/** The bin of the pair of a rank, and its rank inside. */
function placeOf(pairs: Float64Array, rank: number): { node: number; inside: number } {
  let node = 0
  let inside = rank
  while (inside >= pairs[node]!) inside -= pairs[node++]!
  return { node, inside }
}
