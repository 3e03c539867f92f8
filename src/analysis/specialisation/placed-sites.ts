import { onPlane } from '../../kernels/distance/plane.ts'
import type { Sites } from '../../kernels/distance/sites.ts'
import { quantile } from '../../kernels/quantile.ts'
import { liesIn } from '../../snapshot/registry.ts'
import { roundedDown } from './distance-curves.ts'
import { sectorsOf, sectorTitle, standingOf, type Sector, type SectorSnapshot } from './sectors.ts'

export type SizeOf = 'none' | 'revenue' | 'employees'
export type SiteRules = { sector: string; region: string; size: SizeOf }

/** The organisations that a curve compares, on a plane in km; type 0 is the sector. `left` counts those of the region that are not in, by the reason. */
export type PlacedSites = {
  sector: Sector | undefined
  rows: number[]
  sites: Sites
  stretch: number
  members: number
  left: { place: number; sector: number; size: number }
  /** Organisations that share their place to the last digit with at least four others. */
  crowded: number
}

/** What stands for the largest industry, and for no region in particular. */
export const largestSector = 'largest'
export const everywhere = 'all'
const crowd = 5
/** Sites among which the usual distance is looked for. */
const sampled = 600

/** The rows whose place is stated. */
export function placedRows({ longitude, latitude, count }: SectorSnapshot['registry']): number[] {
  return Array.from({ length: count }, (_, row) => row).filter((row) => !Number.isNaN(longitude[row]!) && !Number.isNaN(latitude[row]!))
}

export function placedSites(snapshot: SectorSnapshot, { sector: wanted, region, size }: SiteRules): PlacedSites {
  const { registry } = snapshot
  const inside = (row: number): boolean => region === everywhere || (registry.region[row]! >= 0 && liesIn(registry.regions[registry.region[row]!]!, region))
  const placed = placedRows(registry).filter(inside)
  const whole = Array.from({ length: registry.count }, (_, row) => row).filter(inside).length
  const key = wanted === largestSector ? sectorsOf(snapshot, placed)[0]?.key : wanted
  const standing = key === undefined ? new Int8Array(registry.count).fill(-1) : standingOf(snapshot, key)
  const known = placed.filter((row) => standing[row]! >= 0)
  const rows = size === 'none' ? known : known.filter((row) => !Number.isNaN(registry[size][row]!))
  const { stretch, ...plane } = onPlane(Float64Array.from(rows, (row) => registry.longitude[row]!), Float64Array.from(rows, (row) => registry.latitude[row]!))
  const type = Int32Array.from(rows, (row) => 1 - standing[row]!)
  return {
    sector: key === undefined ? undefined : { key, title: sectorTitle(key) }, rows, stretch,
    sites: { ...plane, type, weight: Float64Array.from(rows, (row) => (size === 'none' ? 1 : registry[size][row]!)) },
    members: type.filter((one) => one === 0).length,
    left: { place: whole - placed.length, sector: placed.length - known.length, size: known.length - rows.length },
    crowded: crowdedOf(snapshot.registry, rows),
  }
}

function crowdedOf({ longitude, latitude }: SectorSnapshot['registry'], rows: readonly number[]): number {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const place = `${longitude[row]} ${latitude[row]}`
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return [...counts.values()].reduce((sum, count) => sum + (count >= crowd ? count : 0), 0)
}

/** The median distance between two sites, rounded down: beyond it a curve says little. Of many sites every so-manieth is looked at. */
export function usualDistance({ x, y }: Sites): number {
  const step = Math.max(1, Math.ceil(x.length / sampled))
  const found: number[] = []
  for (let i = 0; i < x.length; i += step) for (let j = 0; j < i; j += step) found.push(Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!))
  return roundedDown(quantile(Float64Array.from(found).sort(), 0.5)) || 1
}
