import { ROUNDING } from './hhi.ts'

/** What a removal does to one source: leaves it, takes it, or may take it. */
export type Hit = 'kept' | 'hit' | 'maybe'

/** Sums over the sources of one supply: known shares, and counts of sources whose share nobody has stated. */
export type ShareTally = { shares: Record<Hit, number>; blanks: Record<Hit, number> }

/** A tally of nothing. */
export function openTally(): ShareTally {
  return { shares: { kept: 0, hit: 0, maybe: 0 }, blanks: { kept: 0, hit: 0, maybe: 0 } }
}

/** Sets a tally back to nothing. */
export function clearTally({ shares, blanks }: ShareTally): void {
  shares.kept = shares.hit = shares.maybe = blanks.kept = blanks.hit = blanks.maybe = 0
}

/** Adds a source; a NaN share is not known. */
export function addSource(tally: ShareTally, share: number, hit: Hit): void {
  if (Number.isNaN(share)) tally.blanks[hit]++
  else tally.shares[hit] += share
}

/**
 * The least share of the supply that is lost for certain.
 *
 * Known shares count as they are. What they leave over belongs to the listed sources without a share if there are any, else to sources
 * nobody has listed. Shares that miss one by rounding only are scaled to one. Shares that exceed one by more contradict each other and
 * are set aside as not known: then the loss is certain only if every source is taken.
 */
export function certainLoss(tally: ShareTally): number {
  const { shares, blanks } = tally
  const unstated = blanks.hit + blanks.maybe + blanks.kept
  if (contradictory(tally)) return shares.maybe + shares.kept === 0 && blanks.maybe + blanks.kept === 0 ? 1 : 0
  return shares.hit * scale(tally) + (unstated > 0 && blanks.hit === unstated ? rest(tally) : 0)
}

/** The largest share that may be lost, by the same reading; `unlistedMayBeHit` says whether sources nobody has listed may be taken too. */
export function possibleLoss(tally: ShareTally, unlistedMayBeHit: boolean): number {
  const { shares, blanks } = tally
  const mayBeHit = blanks.hit + blanks.maybe > 0
  if (contradictory(tally)) return shares.hit + shares.maybe > 0 || mayBeHit ? 1 : 0
  const restMayBeHit = mayBeHit || (unlistedMayBeHit && blanks.kept === 0 && scale(tally) === 1)
  return Math.min(1, (shares.hit + shares.maybe) * scale(tally) + (restMayBeHit ? rest(tally) : 0))
}

function total({ shares }: ShareTally): number {
  return shares.hit + shares.maybe + shares.kept
}

function contradictory(tally: ShareTally): boolean {
  return total(tally) > 1 + ROUNDING
}

function scale(tally: ShareTally): number {
  const { blanks } = tally
  const sum = total(tally)
  const complete = blanks.hit + blanks.maybe + blanks.kept === 0 && sum >= 1 - ROUNDING
  return sum > 1 || complete ? 1 / sum : 1
}

function rest(tally: ShareTally): number {
  return Math.max(0, 1 - total(tally) * scale(tally))
}
