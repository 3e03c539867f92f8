import type { Text } from './vocabulary.ts'

type Values = (number | null)[]

/** What the picture of a function of distance shows: the observed curve and its bands at each radius. */
export type DistancePicture = {
  kind: 'distance-picture'
  function: 'M' | 'm' | 'Kd'
  title: Text
  /** The industry it is about. */
  name: Text
  unit: Text
  /** What is significant at which distance, in words. */
  finding: Text
  radii: number[]
  observed: Values
  mean: Values
  local: { lower: Values; upper: Values }
  global: { lower: Values; upper: Values }
  /** The sites on the plane, east and north in the unit of the distances, those of the sector first; of many a part. */
  sites?: { key: string; name: string; x: number; y: number; member: boolean }[]
}

/** The detail of a result, if it is such a picture. */
export function asDistancePicture(detail: unknown): DistancePicture | null {
  return typeof detail === 'object' && detail !== null && (detail as { kind?: unknown }).kind === 'distance-picture' ? (detail as DistancePicture) : null
}
