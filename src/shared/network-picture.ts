import type { ActorType } from './vocabulary.ts'

/** What the drawing of a network shows: the most tied organisations of the largest communities, and the heaviest ties among them. */
export type NetworkPicture = {
  kind: 'network-picture'
  nodes: { key: string; name: string; x: number; y: number; degree: number; community: number; type: ActorType | null }[]
  /** Ends as places in `nodes`. */
  ties: [number, number][]
  circles: { community: number; x: number; y: number; radius: number; size: number }[]
  /** Of how many organisations and ties. */
  of: { nodes: number; ties: number }
  inferred: boolean
}

/** The detail of a result, if it is such a picture. */
export function asNetworkPicture(detail: unknown): NetworkPicture | null {
  return typeof detail === 'object' && detail !== null && (detail as { kind?: unknown }).kind === 'network-picture' ? (detail as NetworkPicture) : null
}
