import type { Text } from './vocabulary.ts'

/** What the picture of specialisation shows: the largest regions and industries, and what stands in each cell of them. */
export type SpecialisationPicture = {
  kind: 'specialisation-picture'
  regions: { key: string; name: string }[]
  industries: { code: string; name: Text }[]
  /** Cells with something in them; region and industry as places in the lists above. */
  cells: { key: string; region: number; industry: number; amount: number; quotient: number | null; size: boolean; specialisation: boolean; focus: boolean }[]
  /** From here on a location quotient earns a star. */
  threshold: number
  measure: Text
  /** Of how many. */
  of: { regions: number; industries: number }
}

/** The detail of a result, if it is such a picture. */
export function asSpecialisationPicture(detail: unknown): SpecialisationPicture | null {
  return typeof detail === 'object' && detail !== null && (detail as { kind?: unknown }).kind === 'specialisation-picture' ? (detail as SpecialisationPicture) : null
}
