import { formatPercent } from '../../../src/shared/format.ts'

/** What colours and symbols of a map stand for. */
export type MapColouring = 'states' | 'losses'

/** The share of its supply that each node loses; of those without a known supplier nothing can be said. */
export type Losses = { lost: ReadonlyMap<number, number>; unknown: ReadonlySet<number> }

/** Levels of loss from the worst, each from this share on; after them come nodes that lose nothing, and unknown ones. */
export const lossFrom = [0.5, 0.2, 0.05, 0.01, 0] as const
export const noLoss = lossFrom.length
export const unknownLoss = noLoss + 1

/** The number of a node's level, as its colour and symbol are numbered. */
export function levelOfLoss({ lost, unknown }: Losses, node: number): number {
  const share = lost.get(node) ?? 0
  if (share > 0) return lossFrom.findIndex((from) => share >= from)
  return unknown.has(node) ? unknownLoss : noLoss
}

/** A name with the share that is lost before it, so that the number is never cut off. */
export function captionOf({ lost }: Losses, node: number, name: string): string {
  const share = lost.get(node) ?? 0
  return share > 0 ? `${formatPercent(share)} ${name}` : name
}

const ring = 'M6 0.5A5.5 5.5 0 1 1 6 11.5A5.5 5.5 0 1 1 6 0.5zM6 1.8A4.2 4.2 0 1 0 6 10.2A4.2 4.2 0 1 0 6 1.8z'

/** Discs filled to four, three, two, one and no quarters, a dash, a question mark: the level without its colour. */
export const lossShapes: readonly string[] = [
  'M6 0.5A5.5 5.5 0 1 1 6 11.5A5.5 5.5 0 1 1 6 0.5z',
  `${ring}M6 6V1.8A4.2 4.2 0 1 1 1.8 6z`,
  `${ring}M6 1.8A4.2 4.2 0 0 1 6 10.2z`,
  `${ring}M6 6V1.8A4.2 4.2 0 0 1 10.2 6z`,
  ring,
  'M3 6H9',
  'M3.5 4A2.5 2.5 0 1 1 6.6 6.4Q6 6.7 6 8M6 10V10.8',
]
