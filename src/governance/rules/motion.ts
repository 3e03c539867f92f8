import type { RoleAssignment } from '../../shared/charter.ts'
import type { motionInputs, TallyView } from '../../shared/contract/governance.ts'
import type { z } from 'zod'
import { motionEvents, motionStates, type Choice, type Method } from '../../shared/governance.ts'
import type { GovernanceTask } from '../../shared/vocabulary.ts'
import type { Pinned } from './evidence.ts'
import type { Machine, Rule, World } from './machine.ts'
import { has, ifBallot, ifDeliberation, ifMotion } from './motion-conditions.ts'
import { ballotOf } from './motion-ballot.ts'
import type { Seat, ToConsult } from './rights.ts'
import { count, type Delegation, type Vote } from './tally.ts'

export type Opinion = { opinion: number; organisation: number; stance: 'for' | 'against' | 'neither'; text: string; at: string; row: string | null; answer: { adopted: boolean; reason: string } | null }
export type Consulted = ToConsult & { lapsed: boolean }

/** A motion with its deliberation and its decision: one thread, from the first word to what was decided. */
export type Motion = {
  state: keyof typeof motionStates | 'none'
  task: GovernanceTask; title: string; text: string; organisation: number | null; account: number | null; madeAt: string; threshold: number
  /** The rows of its task as they shall be, and the version of the charter they were written against. */
  amendment: { base: number; rows: RoleAssignment[] } | null
  supporters: number[]; evidence: Pinned[]; conflicts: { organisation: number; text: string }[]
  consultUntil: string | null; consulted: Consulted[]; method: Method | null; quorum: number; secret: boolean; shares: { organisation: number; share: number }[]
  opinions: Opinion[]
  closesOn: string | null; reviewOn: string | null; chambers: string[]; roll: Seat[]; votes: Vote[]; delegations: Delegation[]; dissents: { organisation: number; text: string; at: string }[]
  tally: TallyView | null; frozen: string | null; decidedAt: string | null
}

export const noMotion: Motion = {
  state: 'none', task: 'T1', title: '', text: '', organisation: null, account: null, madeAt: '', threshold: 1, amendment: null, supporters: [], evidence: [], conflicts: [],
  consultUntil: null, consulted: [], method: null, quorum: 0.5, secret: false, shares: [], opinions: [],
  closesOn: null, reviewOn: null, chambers: [], roll: [], votes: [], delegations: [], dissents: [], tally: null, frozen: null, decidedAt: null,
}

/** Facts of the moment that an event on a motion is decided on. What it rests on is recorded with the event. */
export type MotionWorld = World & {
  /** By the charter that stands. */
  chambers: string[]; seats: Seat[]; consult: ToConsult[]; charterVersion: number
  /** Rows of the motion's task changed since the amendment was written. */
  charterMoved: boolean
  /** What was pinned for this event, and the hash of what is decided on. */
  pinned: Pinned[]; hashOf: (value: unknown) => string
}

type Inputs = { [E in keyof typeof motionInputs]: z.output<(typeof motionInputs)[E]> }
type R<I, P> = Rule<Motion, MotionWorld, I, P>
export type Moved = Pick<Motion, 'task' | 'title' | 'text' | 'threshold' | 'amendment' | 'evidence'>

const beforeBallot = ['moved', 'deliberating', 'inquorate']

const move: R<Omit<Moved, 'evidence'>, Moved> = {
  from: ['none'], right: 'read',
  record: (_, { pinned }, input) => ({ ...input, evidence: pinned }),
  apply: (state, moved, { at, account, organisation }) => ({ ...state, ...moved, state: 'moved', organisation, account, madeAt: at, supporters: organisation === null ? [] : [organisation] }),
}

const support: R<Inputs['support'], object> = {
  from: ['moved'], right: 'speak', when: [has.organisation, ifMotion.notSupported],
  record: () => ({}),
  apply: (state, _, { organisation }) => ({ ...state, supporters: [...state.supporters, organisation!] }),
}

const addEvidence: R<Inputs['addEvidence'], { pinned: Pinned }> = {
  from: beforeBallot, right: 'speak',
  record: (_, { pinned }) => ({ pinned: pinned[0]! }),
  apply: (state, { pinned }) => ({ ...state, evidence: [...state.evidence, pinned] }),
}

/** Whoever declares one in the ballot takes their vote back with it, and what was delegated to them. */
const declareConflict: R<Inputs['declareConflict'], { text: string }> = {
  from: [...beforeBallot, 'voting'], right: 'speak', when: [has.organisation, ifMotion.noConflict],
  record: (_, __, { text }) => ({ text }),
  apply: (state, { text }, { organisation }) => ({
    ...state, conflicts: [...state.conflicts, { organisation: organisation!, text }], votes: state.votes.filter((vote) => vote.organisation !== organisation),
    delegations: state.delegations.filter(({ from, to }) => from !== organisation && to !== organisation),
  }),
}

type Deliberation = Pick<Motion, 'consultUntil' | 'consulted' | 'method' | 'quorum' | 'secret' | 'shares'>
const openDeliberation: R<Inputs['openDeliberation'], Deliberation> = {
  from: ['moved'], right: 'administer', when: [ifMotion.supported, ifMotion.hasEvidence], valid: [ifDeliberation.timeGiven, ifDeliberation.sharesAgreed],
  record: (_, { consult }, { consultUntil, method, quorum, secret, shares }) => ({
    consultUntil, method, quorum, secret, shares: (shares ?? []).map(({ organisation, share }) => ({ organisation, share })), consulted: consult.map((row) => ({ ...row, lapsed: false })),
  }),
  apply: (state, opened) => ({ ...state, ...opened, state: 'deliberating' }),
}

const speak: R<Inputs['speak'], Pick<Opinion, 'stance' | 'text' | 'row'>> = {
  from: ['deliberating'], right: 'speak', when: [has.organisation],
  record: ({ consulted }, { organisation }, { stance, text }) => ({ stance, text, row: consulted.find(({ organisations }) => organisations.includes(organisation!))?.key ?? null }),
  apply: (state, said, { at, organisation }) => ({ ...state, opinions: [...state.opinions, { opinion: state.opinions.length + 1, organisation: organisation!, at, answer: null, ...said }] }),
}

const answerOpinion: R<Inputs['answerOpinion'], Inputs['answerOpinion']> = {
  from: ['deliberating'], right: 'administer', valid: [ifDeliberation.opinionThere],
  record: (_, __, input) => input,
  apply: (state, { opinion, adopted, reason }) => ({ ...state, opinions: state.opinions.map((one) => (one.opinion === opinion ? { ...one, answer: { adopted, reason } } : one)) }),
}

type Opened = Pick<Motion, 'closesOn' | 'reviewOn' | 'chambers' | 'roll'> & { lapsed: string[] }
const openBallot: R<Inputs['openBallot'], Opened> = {
  from: ['deliberating', 'inquorate'], right: 'administer', when: [ifDeliberation.consulted, ifDeliberation.answered, ifDeliberation.everyChamberSits, ifMotion.charterStands], valid: [ifDeliberation.closesLater, ifDeliberation.reviewLater, ifDeliberation.sharesCover],
  record: ({ consulted, opinions }, { chambers, seats }, { closesOn, reviewOn }) => ({
    closesOn, reviewOn: reviewOn ?? null, chambers, roll: seats, lapsed: consulted.filter(({ key }) => !opinions.some(({ row }) => row === key)).map(({ key }) => key),
  }),
  apply: (state, { lapsed, ...opened }) => ({ ...state, ...opened, state: 'voting', votes: [], delegations: [], tally: null, consulted: state.consulted.map((row) => ({ ...row, lapsed: lapsed.includes(row.key) })) }),
}

const castVote: R<Inputs['castVote'], { choice: Choice; reason: string | null }> = {
  from: ['voting'], right: 'decide', when: [ifBallot.seated, ifBallot.free], valid: [ifBallot.reasoned],
  record: (_, __, { choice, reason }) => ({ choice, reason: reason ?? null }),
  apply: (state, vote, { organisation }) => ({
    ...state, votes: [...state.votes.filter((one) => one.organisation !== organisation), { organisation: organisation!, ...vote }], delegations: state.delegations.filter(({ from }) => from !== organisation),
  }),
}

const delegate: R<Inputs['delegate'], { to: number }> = {
  from: ['voting'], right: 'decide', when: [ifBallot.seated, ifBallot.free, ifBallot.notVoted], valid: [ifBallot.sameChamber],
  record: (_, __, { to }) => ({ to }),
  apply: (state, { to }, { organisation }) => ({ ...state, delegations: [...state.delegations.filter(({ from }) => from !== organisation), { from: organisation!, to }] }),
}

const dissent: R<Inputs['dissent'], { text: string }> = {
  from: ['voting'], right: 'speak', when: [has.organisation],
  record: (_, __, { text }) => ({ text }),
  apply: (state, { text }, { at, organisation }) => ({ ...state, dissents: [...state.dissents, { organisation: organisation!, text, at }] }),
}

/** What was decided on is frozen: the hash is of the whole thread and the count. */
const closeBallot: R<Inputs['closeBallot'], { tally: TallyView; frozen: string }> = {
  from: ['voting'], right: 'administer', when: [ifBallot.over, ifMotion.charterStands],
  record: (state, { hashOf }) => {
    const tally = count(ballotOf(state))
    return { tally, frozen: hashOf({ ...state, tally }) }
  },
  apply: (state, { tally, frozen }, { at }) => {
    if (!tally.quorate) return { ...state, tally, state: 'inquorate' }
    return { ...state, tally, frozen, decidedAt: at, state: tally.adopted ? 'adopted' : 'rejected' }
  },
}

const withdraw: R<Inputs['withdraw'], { reason: string }> = {
  from: beforeBallot, right: 'read', when: [ifMotion.own],
  record: (_, __, { reason }) => ({ reason }),
  apply: (state) => ({ ...state, state: 'withdrawn' }),
}

/** Motions as data. */
export const motionMachine: Machine<Motion, MotionWorld> = {
  title: { zh: '动议', en: 'Motion' }, states: motionStates, events: motionEvents,
  rules: { move, support, addEvidence, declareConflict, openDeliberation, speak, answerOpinion, openBallot, castVote, delegate, dissent, closeBallot, withdraw },
}
