import type { RoleAssignment } from '../../shared/charter.ts'
import type { motionInputs, TallyView } from '../../shared/contract/governance.ts'
import type { z } from 'zod'
import { motionEvents, motionStates, type Choice, type Method, type Stance } from '../../shared/governance.ts'
import type { GovernanceTask } from '../../shared/vocabulary.ts'
import type { Pinned } from './evidence.ts'
import type { Machine, Rule, World } from './machine.ts'
import { has, ifBallot, ifDeliberation, ifMotion } from './motion-conditions.ts'
import { ballotOf } from './motion-ballot.ts'
import type { Seat, ToConsult } from './rights.ts'
import { count, type Delegation, type Vote } from './tally.ts'

/** `meeting`: at which it was given; one given in writing has none. */
export type Opinion = { opinion: number; organisation: number; stance: Stance; text: string; at: string; row: string | null; meeting?: number; answer: { adopted: boolean; reason: string } | null }
/** The meeting at which a motion is deliberated, and when it was held. */
export type HeldAt = { meeting: number; title: string; day: string; heldOn: string | null }
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
  /** A deliberation in writing has none. */
  heldAt?: HeldAt
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
  /** The meeting that an event names, called if it was not yet; null where none is named. */
  called: Omit<HeldAt, 'heldOn'> | null
  /** The table at which the motion is deliberated: who was there and has a place in the task, on which day, and whether the viewer may note what was said. */
  table: { present: readonly number[]; heldOn: string | null; mayNote: boolean } | null
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

type Deliberation = Pick<Motion, 'consultUntil' | 'consulted' | 'method' | 'quorum' | 'secret' | 'shares' | 'heldAt'>
const heldAtOf = ({ called }: MotionWorld): Pick<Motion, 'heldAt'> => (called === null ? {} : { heldAt: { ...called, heldOn: null } })

const openDeliberation: R<Inputs['openDeliberation'], Deliberation> = {
  from: ['moved'], right: 'administer', when: [ifMotion.supported, ifMotion.hasEvidence], valid: [ifDeliberation.timeGiven, ifDeliberation.sharesAgreed],
  record: (_, world, { consultUntil, method, quorum, secret, shares }) => ({
    ...heldAtOf(world), consultUntil, method, quorum, secret, shares: (shares ?? []).map(({ organisation, share }) => ({ organisation, share })), consulted: world.consult.map((row) => ({ ...row, lapsed: false })),
  }),
  apply: (state, opened) => ({ ...state, ...opened, state: 'deliberating' }),
}

/** From writing to a meeting, to another one, or back, as long as nothing was heard at one. Where a meeting is cancelled, the deliberation goes on in writing. */
const changeForm: R<Inputs['changeForm'], Pick<Motion, 'heldAt' | 'consultUntil'> & { reason: string }> = {
  from: ['deliberating'], right: 'administer', when: [ifDeliberation.unheard], valid: [ifDeliberation.timeGiven],
  record: (_, world, { consultUntil, reason }) => ({ ...heldAtOf(world), consultUntil, reason }),
  apply: (state, { heldAt, consultUntil }) => {
    const { heldAt: _, ...rest } = state
    return { ...rest, consultUntil, ...(heldAt === undefined ? {} : { heldAt }) }
  },
}

const rowOf = ({ consulted }: Motion, organisation: number | null): string | null => consulted.find(({ organisations }) => organisations.includes(organisation!))?.key ?? null
const heard = (state: Motion, said: Omit<Opinion, 'opinion' | 'answer'>): Motion => ({ ...state, opinions: [...state.opinions, { opinion: state.opinions.length + 1, answer: null, ...said }] })

const speak: R<Inputs['speak'], Pick<Opinion, 'stance' | 'text' | 'row'>> = {
  from: ['deliberating'], right: 'speak', when: [has.organisation],
  record: (state, { organisation }, { stance, text }) => ({ stance, text, row: rowOf(state, organisation) }),
  apply: (state, said, { at, organisation }) => heard(state, { organisation: organisation!, at, ...said }),
}

/** What somebody said at the meeting, put down for them. It answers for their row of the support network as a written opinion would. */
const noteOpinion: R<Inputs['noteOpinion'], Omit<Opinion, 'opinion' | 'answer' | 'at'> & { meeting: number; heldOn: string }> = {
  from: ['deliberating'], right: 'read', when: [ifDeliberation.atMeeting, ifDeliberation.mayNote], valid: [ifDeliberation.wasPresent],
  record: (state, { table }, { organisation, stance, text }) => ({ organisation, stance, text, row: rowOf(state, organisation), meeting: state.heldAt!.meeting, heldOn: table!.heldOn! }),
  apply: (state, { organisation, stance, text, row, meeting }, { at }) => heard(state, { organisation, stance, text, row, meeting, at }),
}

const meet: R<{ heldOn: string }, { heldOn: string }> = {
  follows: true, from: ['deliberating'], right: 'administer', when: [ifDeliberation.atMeeting, ifDeliberation.notMet],
  record: (_, __, { heldOn }) => ({ heldOn }),
  apply: (state, { heldOn }) => ({ ...state, heldAt: { ...state.heldAt!, heldOn } }),
}

const answerOpinion: R<Inputs['answerOpinion'], Inputs['answerOpinion']> = {
  from: ['deliberating'], right: 'administer', when: [ifDeliberation.anySaid], valid: [ifDeliberation.opinionThere],
  record: (_, __, input) => input,
  apply: (state, { opinion, adopted, reason }) => ({ ...state, opinions: state.opinions.map((one) => (one.opinion === opinion ? { ...one, answer: { adopted, reason } } : one)) }),
}

type Opened = Pick<Motion, 'closesOn' | 'reviewOn' | 'chambers' | 'roll'> & { lapsed: string[] }
const openBallot: R<Inputs['openBallot'], Opened> = {
  from: ['deliberating', 'inquorate'], right: 'administer', when: [ifDeliberation.met, ifDeliberation.consulted, ifDeliberation.answered, ifDeliberation.everyChamberSits, ifMotion.charterStands], valid: [ifDeliberation.closesLater, ifDeliberation.reviewLater, ifDeliberation.sharesCover],
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
  from: ['voting'], right: 'decide', when: [ifBallot.seated, ifBallot.free, ifBallot.notVoted, ifBallot.chamberShared], valid: [ifBallot.sameChamber],
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
  rules: { move, support, addEvidence, declareConflict, openDeliberation, changeForm, speak, noteOpinion, meet, answerOpinion, openBallot, castVote, delegate, dissent, closeBallot, withdraw },
}
