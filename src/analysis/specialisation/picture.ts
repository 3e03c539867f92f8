import { columnSums, rowSums } from '../../kernels/matrix.ts'
import { STAR } from '../../kernels/concentration/stars.ts'
import type { SpecialisationPicture } from '../../shared/specialisation-picture.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { cellKey, regionKey, type Crossing } from '../region-industry.ts'

/** More than this nobody can read, and no page draws at ease. */
const mostRegions = 40
const mostIndustries = 60

/** A cell with something in it; region and industry by their places, `stars` as the bits of STAR. */
export type Cell = { region: number; industry: number; amount: number; organisations: number; quotient: number | null; share: number; stars: number }

/** The largest regions and industries, each from the largest down, and the cells where they meet. */
export function pictureOf({ regions, industries, values }: Crossing, cells: readonly Cell[], { threshold, measure }: { threshold: number; measure: Text }): SpecialisationPicture {
  const shownRegions = largest(rowSums(values), mostRegions)
  const shownIndustries = largest(columnSums(values), mostIndustries)
  const [regionAt, industryAt] = [placesOf(shownRegions), placesOf(shownIndustries)]
  return {
    kind: 'specialisation-picture', threshold, measure, of: { regions: regions.length, industries: industries.length },
    regions: shownRegions.map((r) => ({ key: regionKey(regions[r]!.code), name: regions[r]!.name })),
    industries: shownIndustries.map((i) => industries[i]!),
    cells: cells.filter(({ region, industry }) => regionAt.has(region) && industryAt.has(industry)).map(({ region, industry, amount, quotient, stars }) => ({
      key: cellKey(regions[region]!.code, industries[industry]!.code), region: regionAt.get(region)!, industry: industryAt.get(industry)!, amount, quotient,
      size: (stars & STAR.size) !== 0, specialisation: (stars & STAR.specialisation) !== 0, focus: (stars & STAR.focus) !== 0,
    })),
  }
}

const largest = (sums: Float64Array, most: number): number[] => Array.from(sums.keys()).sort((a, b) => sums[b]! - sums[a]! || a - b).slice(0, most)
const placesOf = (shown: readonly number[]): Map<number, number> => new Map(shown.map((n, at) => [n, at]))
