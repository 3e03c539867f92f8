import { reverseGraph } from '../kernels/graph.ts'
import { indexChain, NONE, NOT_KNOWN, type ChainIndex } from '../kernels/supply-chain.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

const made = new WeakMap<Snapshot, Map<number, ChainIndex>>()

/** The chain of a snapshot at a day (ISO), made once: supplies that have ended or not begun are left out. */
export function chainOf(snapshot: Snapshot, asOf: string): ChainIndex {
  const day = dayOf(asOf)
  const here = made.get(snapshot) ?? new Map<number, ChainIndex>()
  made.set(snapshot, here)
  const known = here.get(day)
  if (known) return known
  const chain = read(snapshot, day)
  here.clear()
  here.set(day, chain)
  return chain
}

/** A day counted from 1970-01-01. */
export function dayOf(iso: string): number {
  return Math.floor(Date.parse(iso.slice(0, 10)) / 86_400_000)
}

/** Whether a supply holds on a day. */
export function holds({ supplies }: Snapshot, row: number, day: number): boolean {
  return !(supplies.from[row]! > day) && !(supplies.to[row]! < day)
}

function read(snapshot: Snapshot, day: number): ChainIndex {
  const { nodes, supplies, origins, organisations, countries } = snapshot
  const rows: number[] = []
  for (let row = 0; row < supplies.count; row++) if (holds(snapshot, row, day)) rows.push(row)
  const supplyRow = Int32Array.from(rows)
  // A supplier that sits abroad is in no region of the country; one whose place nobody has stated may be in any.
  const abroad = organisations.country.map((country, n) => (country >= 0 && countries[country] !== home && organisations.region[n]! < 0 ? 1 : 0))
  return indexChain({
    nodes: nodes.count,
    requires: snapshot.requires,
    kinds: reverseGraph(snapshot.isA),
    supplies: {
      node: supplyRow.map((row) => supplies.node[row]!),
      organisation: supplyRow.map((row) => supplies.organisation[row]!),
      origin: supplyRow.map((row) => known(supplies.origin[row]!)),
      owner: supplyRow.map((row) => known(supplies.owner[row]!)),
      region: supplyRow.map((row) => (abroad[supplies.organisation[row]!] ? NONE : known(organisations.region[supplies.organisation[row]!]!))),
      share: Float64Array.from(supplyRow, (row) => shareOf(supplies.share[row]!, supplies.negligible[row]!)),
      qualified: Int8Array.from(supplyRow, (row) => supplies.qualified[row]!),
    },
    origins: { node: origins.node, country: origins.country, share: Float64Array.from(origins.share, (share, row) => shareOf(share, origins.negligible[row]!)) },
    stockDays: nodes.stockDays,
    substitutionDays: nodes.substitutionDays,
  })
}

/** Codes of GB/T 2260 are given to places of this country alone. */
const home = 'CHN'

function known(number: number): number {
  return number < 0 ? NOT_KNOWN : number
}

/** A share that is said to be negligible counts as nothing; one that nobody has stated is not known. */
function shareOf(share: number, negligible: number): number {
  return Number.isNaN(share) && negligible === 1 ? 0 : share
}
