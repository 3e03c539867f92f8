import { dayAfter } from '../../shared/calendar.ts'
import type { TaskRight } from '../../shared/governance.ts'
import { objection } from './machine.ts'
import { freeSeats, hasVoted } from './motion-ballot.ts'
import { unanswered } from './motion-conditions.ts'
import { motionMachine, type Motion, type MotionWorld } from './motion.ts'

type Asked = (state: Motion, world: MotionWorld) => boolean
const always: Asked = () => true

/** What is not only possible but asked of somebody: a motion waits for it. */
const asked = {
  support: ({ supporters, threshold }) => supporters.length < threshold,
  openDeliberation: always,
  speak: ({ consulted, opinions }, { organisation }) => consulted.some(({ key, organisations }) => organisations.includes(organisation!) && !opinions.some(({ row }) => row === key)),
  answerOpinion: ({ opinions }) => opinions.some(({ answer }) => answer === null),
  openBallot: always,
  castVote: (state, { organisation }) => !hasVoted(state, organisation!) && !state.delegations.some(({ from }) => from === organisation),
  closeBallot: always,
} satisfies Record<string, Asked>

export type Awaited = keyof typeof asked
export const awaited = Object.keys(asked) as Awaited[]

/** What a motion waits for from whoever looks at it. */
export function waitsFor(state: Motion, world: MotionWorld): Awaited[] {
  return awaited.filter((event) => objection(motionMachine, state, world, event) === undefined && asked[event](state, world))
}

/** What a motion asks, as far as its state alone tells: of one organisation, or of whoever holds the right but for some; from a day on. */
export type Ask = { event: Awaited; right: TaskRight; organisation: number | null; except: readonly number[] | null; from: string | null }

/**
 * The same as `waitsFor` for everybody at once, so that what waits for somebody is found without looking at every motion. Whether every
 * chamber sits, and whether the charter moved, is no part of it.
 */
export function asksOf(state: Motion): Ask[] {
  return asks[state.state]?.(state) ?? []
}

const ofHolders = (event: Awaited, from: string | null = null): Ask => ({ event, right: 'administer', organisation: null, except: null, from })
const ofEach = (event: Awaited, right: TaskRight, organisations: readonly number[]): Ask[] => [...new Set(organisations)].map((organisation) => ({ event, right, organisation, except: null, from: null }))

const asks: Partial<Record<Motion['state'], (state: Motion) => Ask[]>> = {
  moved: ({ supporters, threshold, evidence }) => {
    if (supporters.length < threshold) return [{ event: 'support', right: 'speak', organisation: null, except: supporters, from: null }]
    return evidence.length > 0 ? [ofHolders('openDeliberation')] : []
  },
  deliberating: (state) => [
    ...ofEach('speak', 'speak', unanswered(state).flatMap(({ organisations }) => organisations)),
    ...(isAnswered(state) ? readyForBallot(state) : [ofHolders('answerOpinion')]),
  ],
  inquorate: (state) => (isAnswered(state) ? readyForBallot(state) : []),
  voting: (state) => {
    const open = freeSeats(state).map(({ organisation }) => organisation).filter((one) => !hasVoted(state, one))
    return [...ofEach('castVote', 'decide', open.filter((one) => !state.delegations.some(({ from }) => from === one))), ofHolders('closeBallot', open.length === 0 ? null : dayAfter(state.closesOn!, 1))]
  },
}

const isAnswered = ({ opinions }: Motion): boolean => opinions.every(({ answer }) => answer !== null)
const readyForBallot = (state: Motion): Ask[] => (state.heldAt?.heldOn === null ? [] : [ofHolders('openBallot', unanswered(state).length === 0 ? null : dayAfter(state.consultUntil!, 1))])
