import { indexRows, type RowIndex } from '../kernels/graph.ts'
import type { FirmLinks, LinksLeft } from './links.ts'
import { rowsById, type Registry } from './registry.ts'
import type { Snapshot } from './snapshot.ts'

/** A requires-link whose two nodes have more pairs of suppliers than this says too little of any one pair. */
export const pairsAtMost = 250_000

type Pair = { volume: number; most: number; node: number; input: number }

/**
 * Who may sell to whom, from supplies and requires (docs/methods/inferred-links.md): where node n requires input m, every supplier of m
 * is taken to sell to every supplier of n. Each requires-link weighs one; it is split over the suppliers of m by their shares of m, and
 * over those of n by theirs. Who supplies both ends sells nothing to itself.
 */
export function inferLinks(chain: Snapshot, registry: Registry): FirmLinks {
  const { requires, supplies, nodes } = chain
  const suppliersOf = indexRows(nodes.count, supplies.node)
  const parts = supplyParts(chain, suppliersOf)
  const rowOf = rowsById(registry.id)
  const registryRow = Int32Array.from(supplies.organisation, (organisation) => rowOf.get(chain.organisations.id[organisation]!) ?? -1)
  const left: LinksLeft = { withoutEnds: 0, selfLoops: 0, tooWide: 0 }
  const pairs = new Map<number, Pair>()
  for (let node = 0; node < nodes.count; node++) {
    for (let edge = requires.starts[node]!; edge < requires.starts[node + 1]!; edge++) {
      const input = requires.targets[edge]!
      const sellers = rowsOf(suppliersOf, input)
      const buyers = rowsOf(suppliersOf, node)
      if (sellers.length * buyers.length > pairsAtMost) left.tooWide++
      else for (const seller of sellers) for (const buyer of buyers) add(pairs, { supplier: registryRow[seller]!, customer: registryRow[buyer]!, weight: parts[seller]! * parts[buyer]!, node, input }, registry.count, left)
    }
  }
  return columnsOf(pairs, registry.count, left)
}

function add(pairs: Map<number, Pair>, { supplier, customer, weight, node, input }: { supplier: number; customer: number; weight: number; node: number; input: number }, count: number, left: LinksLeft): void {
  if (supplier < 0 || customer < 0) left.withoutEnds++
  else if (supplier === customer) left.selfLoops++
  else if (weight > 0) {
    const key = supplier * count + customer
    const known = pairs.get(key)
    if (!known) pairs.set(key, { volume: weight, most: weight, node, input })
    else {
      known.volume += weight
      if (weight > known.most) Object.assign(known, { most: weight, node, input })
    }
  }
}

/**
 * The part of its node that each supply stands for, adding up to one a node: stated shares as they are (scaled down where they add up
 * to more than one), the rest in equal parts on those whose share nobody has stated. Without such, stated shares are scaled to one.
 */
export function supplyParts({ supplies, nodes }: Snapshot, suppliersOf: RowIndex = indexRows(nodes.count, supplies.node)): Float64Array {
  const parts = new Float64Array(supplies.count)
  for (let node = 0; node < nodes.count; node++) {
    const rows = rowsOf(suppliersOf, node)
    let stated = 0
    let unknown = 0
    for (const row of rows) {
      const share = supplies.share[row]!
      if (Number.isNaN(share) && supplies.negligible[row] !== 1) unknown++
      else stated += Number.isNaN(share) ? 0 : share
    }
    const rest = unknown === 0 ? 0 : Math.max(0, 1 - stated) / unknown
    const scale = stated > 1 || (unknown === 0 && stated > 0) ? 1 / stated : 1
    for (const row of rows) {
      const share = supplies.share[row]!
      parts[row] = Number.isNaN(share) ? (supplies.negligible[row] === 1 ? 0 : rest) : share * scale
    }
  }
  return parts
}

function columnsOf(pairs: ReadonlyMap<number, Pair>, count: number, left: LinksLeft): FirmLinks {
  const keys = Float64Array.from(pairs.keys()).sort()
  const all = Array.from(keys, (key) => pairs.get(key)!)
  return {
    inferred: true, count: keys.length, supplier: Int32Array.from(keys, (key) => Math.floor(key / count)), customer: Int32Array.from(keys, (key) => key % count),
    volume: Float64Array.from(all, ({ volume }) => volume), node: Int32Array.from(all, ({ node }) => node), input: Int32Array.from(all, ({ input }) => input), left,
  }
}

function rowsOf({ starts, rows }: RowIndex, node: number): Int32Array {
  return rows.subarray(starts[node]!, starts[node + 1]!)
}
