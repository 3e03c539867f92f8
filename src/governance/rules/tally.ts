import type { TallyView } from '../../shared/contract/governance.ts'
import type { Choice, Method } from '../../shared/governance.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { Seat } from './rights.ts'

export type Vote = { organisation: number; choice: Choice; reason: string | null }
export type Delegation = { from: number; to: number }

/**
 * What is counted: the roll without those who declared a conflict, the votes, and who voted for whom. `chambers` are those of the whole
 * roll: one whose every seat is in conflict is still there, and cannot be decided without.
 */
export type Ballot = {
  method: Method; quorum: number; chambers: readonly string[]; seats: readonly Seat[]; votes: readonly Vote[]; delegations: readonly Delegation[]
  shares: readonly { organisation: number; share: number }[]; heard: ReadonlySet<number>
}

type Counted = Seat & { choice: Choice | null; share: number }
type Count = Record<Choice, number>
type Result = { seats: readonly Counted[]; all: Count; chambers: readonly ({ chamber: string; seats: number; present: number } & Count)[]; share: { yes: number; of: number } }

/** How a method decides, as data: when a count adopts, and the rule in words. */
const rules: Record<Method, { adopts: (result: Result) => boolean; text: Text }> = {
  consent: { adopts: ({ all }) => all.no === 0 && all.yes > 0, text: { zh: '至少一方赞成，且无人提出附理由的反对', en: 'at least one yes and no reasoned objection' } },
  chambers: { adopts: ({ chambers }) => chambers.every(({ yes, no }) => yes > no), text: { zh: '每一方的赞成都多于反对', en: 'in each chamber more yes than no' } },
  double: {
    adopts: ({ all, chambers }) => all.yes > all.no && 2 * chambers.filter(({ yes, no }) => yes > no).length > chambers.length,
    text: { zh: '全体赞成多于反对，且过半数的各方赞成多于反对', en: 'more yes than no in all, and in more than half of the chambers' },
  },
  weighted: { adopts: ({ share }) => 2 * share.yes > share.of, text: { zh: '赞成方的约定份额超过可表决总份额的一半', en: 'the agreed shares of those in favour exceed half of all that can vote' } },
  convenor: { adopts: ({ seats }) => sumOf(seats.filter(({ convenes }) => convenes), 'yes') > sumOf(seats.filter(({ convenes }) => convenes), 'no'), text: { zh: '各方均已听取，牵头方赞成多于反对', en: 'every chamber was heard, and of the convenors more say yes than no' } },
}

/** Counts a ballot. A delegated seat counts with the vote of whom it was delegated to, unless its own organisation voted. */
export function count(ballot: Ballot): TallyView {
  const seats = ballot.seats.map((seat): Counted => ({ ...seat, choice: choiceOf(ballot, seat.organisation), share: ballot.shares.find(({ organisation }) => organisation === seat.organisation)?.share ?? 0 }))
  const chambers = ballot.chambers.map((chamber) => {
    const own = seats.filter((seat) => seat.chamber === chamber)
    return { chamber, seats: own.length, present: own.filter((seat) => isPresent(ballot, seat)).length, ...countOf(own) }
  })
  const result: Result = { seats, chambers, all: countOf(seats), share: { yes: shareOf(seats.filter(({ choice }) => choice === 'yes')), of: shareOf(seats) } }
  const quorate = isQuorate(ballot, result)
  const adopted = quorate && rules[ballot.method].adopts(result)
  return { quorate, adopted, chambers, ...result.all, shareYes: ballot.method === 'weighted' && result.share.of > 0 ? result.share.yes / result.share.of : null, why: wordsFor(ballot, quorate, adopted) }
}

/** How many of a chamber must take part: the quorum's share of it, and at least one. */
export function needed(seats: number, quorum: number): number {
  return Math.max(1, Math.ceil(quorum * seats - 1e-9))
}

/** By the convenor's method to be heard is to take part; by all others it is to vote. */
function isPresent({ method, heard }: Ballot, { organisation, choice }: Counted): boolean {
  return choice !== null || (method === 'convenor' && heard.has(organisation))
}

function isQuorate({ method, quorum }: Ballot, { seats, chambers }: Result): boolean {
  if (chambers.length === 0 || chambers.some(({ seats: size, present }) => present < needed(size, quorum))) return false
  return method !== 'convenor' || seats.some(({ convenes, choice }) => convenes && choice !== null)
}

function choiceOf({ votes, delegations }: Ballot, organisation: number): Choice | null {
  const own = votes.find((vote) => vote.organisation === organisation)
  if (own) return own.choice
  const to = delegations.find(({ from }) => from === organisation)?.to
  return votes.find((vote) => vote.organisation === to)?.choice ?? null
}

function sumOf(seats: readonly Counted[], choice: Choice): number {
  return seats.filter((seat) => seat.choice === choice).length
}

function countOf(seats: readonly Counted[]): Count {
  return { yes: sumOf(seats, 'yes'), no: sumOf(seats, 'no'), abstain: sumOf(seats, 'abstain') }
}

function shareOf(seats: readonly Counted[]): number {
  return seats.reduce((sum, { share }) => sum + share, 0)
}

function wordsFor({ method, quorum }: Ballot, quorate: boolean, adopted: boolean): Text {
  const percent = Math.round(quorum * 100)
  if (!quorate) return { zh: `未达法定数：每一方须有 ${percent}% 且至少一家参加。`, en: `No quorum: of each chamber ${percent} % and at least one must take part.` }
  const { zh, en } = rules[method].text
  return adopted ? { zh: `通过：${zh}。`, en: `Adopted: ${en}.` } : { zh: `未通过，须${zh}。`, en: `Not adopted; it takes ${en}.` }
}
