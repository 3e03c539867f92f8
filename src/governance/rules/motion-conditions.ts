import { freeSeats, hasVoted } from './motion-ballot.ts'
import type { Motion, MotionWorld } from './motion.ts'

/** The conditions of a motion's events, each with the reason that is given where it does not hold. */

type When = (state: Motion, world: MotionWorld) => boolean
type Valid<I> = (state: Motion, world: MotionWorld, input: I) => boolean
const when = (holds: When, zh: string, en: string) => ({ holds, else: { zh, en } })
const valid = <I>(holds: Valid<I>, zh: string, en: string) => ({ holds, else: { zh, en } })

export const has = {
  organisation: when((_, { organisation }) => organisation !== null, '您的账号没有所属主体，不能代表任何一方。请联系管理员。', 'Your account belongs to no organisation and can speak for none. Ask an administrator.'),
}

export const ifMotion = {
  notSupported: when(({ supporters }, { organisation }) => !supporters.includes(organisation!), '本单位已经附议。', 'Your organisation supports it already.'),
  supported: when(({ supporters, threshold }) => supporters.length >= threshold, '附议的主体还不够。', 'Too few organisations support it yet.'),
  hasEvidence: when(({ evidence }) => evidence.length > 0, '还没有附上任何证据。没有证据的不能会商，也不能决策。', 'There is no evidence yet. Without evidence nothing is deliberated or decided.'),
  noConflict: when(({ conflicts }, { organisation }) => !conflicts.some((one) => one.organisation === organisation), '本单位已经申明。', 'Your organisation has declared it already.'),
  own: when(({ organisation, account }, world) => world.rights.has('administer') || account === world.account || (organisation !== null && organisation === world.organisation), '只有提出者或牵头方可以撤回。', 'Only who moved it or the convenor can withdraw it.'),
  charterStands: when((_, { charterMoved }) => !charterMoved, '提出以后，章程中这项任务的内容已被另一决策修改。请撤回并按现行章程重新提出。', 'Another decision has changed this task of the charter meanwhile. Withdraw it and move it again on the charter that stands.'),
}

/** Whether somebody without a conflict can vote in each chamber of the task. */
export function everyChamberSits({ conflicts }: { conflicts: readonly { organisation: number }[] }, { chambers, seats }: Pick<MotionWorld, 'chambers' | 'seats'>): boolean {
  return chambers.length > 0 && chambers.every((chamber) => seats.some((seat) => seat.chamber === chamber && !conflicts.some(({ organisation }) => organisation === seat.organisation)))
}

/** The rows of the support network that were asked and have not answered. */
export const unanswered = ({ consulted, opinions }: Motion) => consulted.filter(({ key }) => !opinions.some(({ row }) => row === key))

export const ifDeliberation = {
  timeGiven: valid<{ consultUntil: string }>((_, { today }, { consultUntil }) => consultUntil >= today, '征询期限不能早于今天。', 'The time given for consultation cannot end before today.'),
  sharesAgreed: valid<{ method: string; shares?: readonly object[] | undefined }>((_, __, { method, shares }) => method !== 'weighted' || (shares?.length ?? 0) > 0, '按约定份额决策，须写明各主体的份额。', 'A decision by agreed shares needs the share of each organisation.'),
  sharesCover: valid<object>(({ method, shares }, { seats }) => method !== 'weighted' || seats.every(({ organisation }) => shares.some((one) => one.organisation === organisation)), '有表决席位的主体没有约定份额。', 'An organisation with a seat has no agreed share.'),
  opinionThere: valid<{ opinion: number }>(({ opinions }, _, { opinion }) => opinions.some((one) => one.opinion === opinion), '没有这条意见。', 'There is no such opinion.'),
  anySaid: when(({ opinions }) => opinions.length > 0, '还没有人发表意见。', 'Nobody has given an opinion yet.'),
  atMeeting: when(({ heldAt }) => heldAt !== undefined, '这项动议以书面形式会商。', 'This motion is deliberated in writing.'),
  mayNote: when((_, { table }) => table?.mayNote === true, '会上意见由会议的召集方记录，或由在座的牵头方记录。', 'What was said at the meeting is noted by who called it, or by the convenor of the task if they sit there.'),
  wasPresent: valid<{ organisation: number }>((_, { table }, { organisation }) => table?.present.includes(organisation) === true, '会议没有登记该主体到会，或共治章程没有给它在这项任务中的位置。', 'The meeting does not note that organisation as present, or the role charter gives it no place in this task.'),
  unheard: when(({ heldAt, opinions }) => heldAt === undefined || (heldAt.heldOn === null && !opinions.some(({ meeting }) => meeting === heldAt.meeting)), '会议已经召开，会商形式不能再改。', 'The meeting has sat: the form of the deliberation stays.'),
  notMet: when(({ heldAt }) => heldAt?.heldOn === null, '会商所在的会议已经开完。', 'The meeting at which it is deliberated is over already.'),
  met: when(({ heldAt }) => heldAt === undefined || heldAt.heldOn !== null, '会商所在的会议还没有开完。', 'The meeting at which it is deliberated is not over yet.'),
  consulted: when((state, { today }) => unanswered(state).length === 0 || today > state.consultUntil!, '支撑网络还有未答复的一方，征询期限也未到。', 'Part of the support network has not answered yet, and its time has not lapsed.'),
  answered: when(({ opinions }) => opinions.every(({ answer }) => answer !== null), '还有意见没有答复是否采纳及理由。', 'Some opinions have no answer yet, adopted or not and why.'),
  everyChamberSits: when(everyChamberSits,
    '有一方中心在集群中没有可表决的主体：没有它不能决策。', 'A centre of this task has no organisation that can vote: nothing can be decided without it.'),
  closesLater: valid<{ closesOn: string }>((_, { today }, { closesOn }) => closesOn >= today, '表决截止日不能早于今天。', 'The ballot cannot close before today.'),
  reviewLater: valid<{ closesOn: string; reviewOn?: string | undefined }>((_, __, { closesOn, reviewOn }) => reviewOn === undefined || reviewOn > closesOn, '复审日应晚于表决截止日。', 'The review comes after the ballot has closed.'),
}

export const ifBallot = {
  seated: when(({ roll }, { organisation }) => roll.some((seat) => seat.organisation === organisation), '表决开始时本单位不在名册上。', 'Your organisation is not on the roll that was taken when the ballot opened.'),
  free: when(({ conflicts }, { organisation }) => !conflicts.some((one) => one.organisation === organisation), '本单位已申明利益冲突，不能表决。', 'Your organisation declared a conflict of interest and cannot vote on this.'),
  chamberShared: when((state, { organisation }) => {
    const own = state.roll.find((seat) => seat.organisation === organisation)?.chamber
    return freeSeats(state).some((seat) => seat.chamber === own && seat.organisation !== organisation)
  }, '本单位所在的一方没有另一个可以委托的主体。', 'There is no other organisation in your chamber that could vote for yours.'),
  notVoted: when(({ votes }, { organisation }) => !votes.some((vote) => vote.organisation === organisation), '本单位已经表决，不能再委托。', 'Your organisation has voted; there is nothing left to delegate.'),
  reasoned: valid<{ choice: string; reason?: string | undefined }>(({ method }, _, { choice, reason }) => method !== 'consent' || choice !== 'no' || (reason ?? '') !== '', '协商一致时，反对须附理由。', 'By consent an objection needs its reason.'),
  sameChamber: valid<{ to: number }>((state, { organisation }, { to }) => {
    const seats = freeSeats(state)
    const [own, other] = [seats.find((seat) => seat.organisation === organisation), seats.find((seat) => seat.organisation === to)]
    return other !== undefined && to !== organisation && own?.chamber === other.chamber && !state.delegations.some(({ from }) => from === to)
  }, '只能委托给同一方中没有利益冲突、也没有再委托他人的另一主体。', 'A vote is delegated to another organisation of the same chamber that has no conflict and has not delegated its own.'),
  over: when((state, { today }) => today > state.closesOn! || freeSeats(state).every(({ organisation }) => hasVoted(state, organisation)), '还有席位没有表决，截止日也未过。', 'Some seats have not voted yet, and the closing day has not passed.'),
}
