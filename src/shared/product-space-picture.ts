import type { Text } from './vocabulary.ts'

/** The product space as it is drawn: industries by their proximity, and which of them each region has. */
export type ProductSpacePicture = {
  kind: 'product-space'
  nodes: { key: string; name: Text; x: number; y: number; /** How many regions have it. */ regions: number; pci: number | null }[]
  /** Ends as places in `nodes`, with their proximity. */
  ties: [number, number, number][]
  /** `has`: places in `nodes`. */
  regions: { key: string; name: string; has: number[] }[]
  of: { ties: number }
}

/** The detail of a result, if it is such a picture. */
export function asProductSpace(detail: unknown): ProductSpacePicture | null {
  return typeof detail === 'object' && detail !== null && (detail as { kind?: unknown }).kind === 'product-space' ? (detail as ProductSpacePicture) : null
}
