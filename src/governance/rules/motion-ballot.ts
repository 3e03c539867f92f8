import type { Motion } from './motion.ts'
import type { Ballot } from './tally.ts'
import type { Seat } from './rights.ts'

/** The seats that may vote: those of the roll without a declared conflict. */
export function freeSeats({ roll, conflicts }: Pick<Motion, 'roll' | 'conflicts'>): Seat[] {
  return roll.filter(({ organisation }) => !conflicts.some((one) => one.organisation === organisation))
}

/** What is counted of a motion. */
export function ballotOf(motion: Motion): Ballot {
  const { method, quorum, chambers, votes, delegations, shares, opinions } = motion
  return { method: method!, quorum, chambers, seats: freeSeats(motion), votes, delegations, shares, heard: new Set(opinions.map(({ organisation }) => organisation)) }
}

/** Whether a seat has voted, or somebody has for it. */
export function hasVoted({ votes, delegations }: Pick<Motion, 'votes' | 'delegations'>, organisation: number): boolean {
  const voted = (one: number | undefined): boolean => votes.some((vote) => vote.organisation === one)
  return voted(organisation) || voted(delegations.find(({ from }) => from === organisation)?.to)
}
