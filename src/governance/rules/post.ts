import type { z } from 'zod'
import { dayAfter } from '../../shared/calendar.ts'
import type { postInputs } from '../../shared/contract/posts.ts'
import { endsSoonDays, postEvents, postStates, singlePosts, type PostKind, type SeatState } from '../../shared/posts.ts'
import type { GovernanceTask, Text } from '../../shared/vocabulary.ts'
import type { Machine, Rule, World } from './machine.ts'

type Holder = { organisation: number; person: string | null }
export type StandIn = Holder & { from: string; until: string; reason: string }
/** `until` is its last day, null while none is set; what was ended before its time says why. */
export type Term = Holder & {
  term: number; seat: number; from: string; until: string | null; basis: { motion: number | null; text: string }
  ended: { reason: string; at: string } | null; standIns: StandIn[]
}
type Fields = { title: string; text: string; region: string | null; above: number | null; seats: string[] }

/** A post or a body: its seats, and who held each of them when. */
export type Post = Fields & { state: keyof typeof postStates | 'none'; task: GovernanceTask; kind: PostKind; since: string; terms: Term[] }

export const noPost: Post = { state: 'none', task: 'T1', kind: 'own', title: '', text: '', region: null, above: null, seats: [], since: '', terms: [] }

export type PostWorld = World & {
  /** Whether an organisation stands in the registry or has people in the cluster. */
  isKnown: (organisation: number) => boolean
  /** The decision that is cited, null where there is none such. */
  decision: { title: string; state: string; task: string } | null
  /** Of every standing post the one above it; this post by its own number. */
  above: ReadonlyMap<number, number | null>; self: number | null
  /** The tasks in which the charter names this post. */
  named: readonly GovernanceTask[]
}

type Inputs = { [E in keyof typeof postInputs]: z.output<(typeof postInputs)[E]> }
type R<I, P> = Rule<Post, PostWorld, I, P>
const valid = <I>(holds: (state: Post, world: PostWorld, input: I) => boolean, zh: string, en: string): { holds: typeof holds; else: Text } => ({ holds, else: { zh, en } })

/** Any of those who hold a seat today or will, and whoever administers; which seat is theirs is asked of what was handed in. */
const actsFor = {
  holds: ({ terms }: Post, { rights, organisation, today }: PostWorld): boolean => rights.has('administer') || terms.some((term) => term.organisation === organisation && lastDay(term) >= today),
  else: { zh: '只有任职单位、牵头方或集群团队可以这样做。', en: 'Only who holds a seat, the convenor or the team can do this.' },
}

const endOfTime = '9999-12-31'
const lastDay = ({ until }: { until: string | null }): string => until ?? endOfTime
const overlaps = (one: { from: string; until: string | null }, other: { from: string; until: string | null }): boolean => one.from <= lastDay(other) && other.from <= lastDay(one)
/** A term that was taken back before it began never was. */
const took = (term: Term): boolean => lastDay(term) >= term.from
const covers = (span: { from: string; until: string | null }, day: string): boolean => span.from <= day && day <= lastDay(span)

const seatsStand = valid<{ kind?: PostKind; seats?: string[] | undefined }>(({ kind, terms }, _, input) => {
  if (input.seats === undefined) return true
  // A post that is set up names its seat after itself.
  const [least, most] = singlePosts.includes(input.kind ?? kind) ? [input.kind === undefined ? 1 : 0, 1] : [1, 200]
  return input.seats.length >= Math.max(least, ...terms.map(({ seat }) => seat)) && input.seats.length <= most
}, '职务只有一个席位，机构至少一个；任用过的席位不能删去。', 'A post has one seat, a body at least one; a seat that was ever held stays.')
const aboveStands = valid<{ above?: number | null | undefined }>((_, { above, self }, input) => input.above === undefined || input.above === null || (above.has(input.above) && !leadsTo(above, input.above, self)), '上级须是在设的职务或机构，且不能绕回自身。', 'What stands above is a standing post or body, and never comes round to itself.')

function leadsTo(above: PostWorld['above'], from: number, to: number | null): boolean {
  for (let at: number | null | undefined = from; at !== null && at !== undefined; at = above.get(at)) if (at === to) return true
  return false
}

type Established = Fields & { task: GovernanceTask; kind: PostKind }
const establish: R<Established, Established & { since: string }> = {
  from: ['none'], right: 'administer', valid: [seatsStand, aboveStands],
  record: (_, { today }, input) => ({ ...input, seats: input.seats.length === 0 ? [input.title] : input.seats, since: today }),
  apply: (state, established) => ({ ...state, ...established, state: 'standing' }),
}

const edit: R<Inputs['edit'], Inputs['edit']> = {
  from: ['standing'], right: 'administer', valid: [seatsStand, aboveStands],
  record: (_, __, input) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
  apply: (state, changed) => ({ ...state, ...(changed as Partial<Fields>) }),
}

const isSeat = valid<{ seat: number }>(({ seats }, _, { seat }) => seat <= seats.length, '没有这个席位。', 'There is no such seat.')
const isKnown = valid<{ organisation: number }>((_, world, { organisation }) => world.isKnown(organisation), '主体库中没有这个单位。', 'The registry holds no such organisation.')
const inOrder = valid<{ from: string; until: string | null }>((_, __, span) => span.from <= lastDay(span), '结束日期早于开始日期。', 'It ends before it begins.')
const isGrounded = valid<Inputs['appoint']>(({ task }, { decision }, { motion, basis }) => (motion === undefined ? (basis ?? '') !== '' : decision?.state === 'adopted' && decision.task === task), '任命须有依据：同一任务中已通过的决策，或任命文件。', 'An appointment rests on something: a decision of the same task that was adopted, or a document.')

/** Nobody is appointed to a seat that somebody holds: that term is ended first. */
const appoint: R<Inputs['appoint'], Omit<Term, 'ended' | 'standIns'>> = {
  from: ['standing'], right: 'administer',
  valid: [isSeat, isKnown, inOrder, isGrounded, valid(({ terms }, _, input) => !terms.some((term) => term.seat === input.seat && took(term) && overlaps(term, input)), '该席位在这段时间已有人任职，请先结束其任期。', 'Somebody holds the seat in that time. End that term first.')],
  record: ({ terms }, { decision }, { seat, organisation, person, from, until, motion, basis }) => ({ term: terms.length + 1, seat, organisation, person, from, until, basis: { motion: motion ?? null, text: basis ?? decision?.title ?? '' } }),
  apply: (state, term) => ({ ...state, terms: [...state.terms, { ...term, ended: null, standIns: [] }] }),
}

const isHeld = { holds: ({ terms }: Post, { today }: PostWorld): boolean => terms.some((term) => took(term) && lastDay(term) >= today), else: { zh: '现在没有人任职，也没有已定的继任。', en: 'Nobody holds a seat of it now, nor is to hold one.' } }
const isStoodIn = { holds: ({ terms }: Post, { today }: PostWorld): boolean => terms.some(({ standIns }) => standIns.some(({ until }) => until >= today)), else: { zh: '现在没有人代理。', en: 'Nobody stands in now.' } }

/** The holder may resign; whoever administers may end any term. A term that has not begun is taken back by a last day before its first. */
const endTerm: R<Inputs['endTerm'], Inputs['endTerm']> = {
  from: ['standing'], right: 'read', when: [actsFor, isHeld],
  valid: [
    valid(({ terms }, { rights, organisation }, input) => rights.has('administer') || terms.some(({ term, organisation: holder }) => term === input.term && holder === organisation), '只有任职单位、牵头方或集群团队可以结束任期。', 'Only who holds the seat, the convenor or the team ends a term.'),
    valid(({ terms }, _, { term, on }) => terms.some((one) => one.term === term && one.ended === null && on >= dayAfter(one.from, -1) && on <= lastDay(one)), '没有这个任期，或最后一天不在任期之内。', 'There is no such term, or its last day lies outside of it.'),
  ],
  record: (_, __, { term, on, reason }) => ({ term, on, reason }),
  apply: (state, { term, on, reason }, { at }) => ({
    ...state, terms: state.terms.map((one) => (one.term === term ? { ...one, until: on, ended: { reason, at }, standIns: one.standIns.filter(({ from }) => from <= on).map((standIn) => (standIn.until > on ? { ...standIn, until: on } : standIn)) } : one)),
  }),
}

/** The holder names somebody of their own; another organisation stands in only by act of whoever administers. */
const substitute: R<Inputs['substitute'], Inputs['substitute']> = {
  from: ['standing'], right: 'read', when: [actsFor, isHeld],
  valid: [
    isSeat, isKnown, inOrder,
    valid(({ terms }, _, input) => terms.some((term) => isOf(term, input) && !term.standIns.some((one) => overlaps(one, input))), '代理须在一个任期之内，且不与另一次代理重叠。', 'Who stands in does so within one term, and one at a time.'),
    valid(({ terms }, { rights, organisation }, input) => rights.has('administer') || (input.organisation === organisation && terms.some((term) => isOf(term, input) && term.organisation === organisation)), '任职单位只能指定本单位的人代理；由其他单位代理须由牵头方或集群团队指定。', 'Who holds the seat names somebody of their own; another organisation is named by the convenor or the team.'),
  ],
  record: (_, __, { seat, organisation, person, from, until, reason }) => ({ seat, organisation, person, from, until, reason }),
  apply: (state, { seat, ...standIn }) => ({ ...state, terms: state.terms.map((term) => (isOf(term, { seat, ...standIn }) ? { ...term, standIns: [...term.standIns, standIn] } : term)) }),
}

function isOf(term: Term, { seat, from, until }: { seat: number; from: string; until: string }): boolean {
  return term.seat === seat && took(term) && term.from <= from && until <= lastDay(term)
}

const endable = ({ from, until }: StandIn, on: string): boolean => on >= dayAfter(from, -1) && on < until
const endSubstitution: R<Inputs['endSubstitution'], Inputs['endSubstitution']> = {
  from: ['standing'], right: 'read', when: [actsFor, isStoodIn],
  valid: [
    valid(({ terms }, _, { seat, on }) => terms.some((term) => term.seat === seat && term.standIns.some((one) => endable(one, on))), '该席位在那一天没有可以结束的代理。', 'Nobody stands in for the seat whose days could end then.'),
    valid(({ terms }, { rights, organisation }, { seat, on }) => rights.has('administer') || terms.some((term) => term.seat === seat && term.organisation === organisation && term.standIns.some((one) => endable(one, on))), '只有任职单位、牵头方或集群团队可以结束代理。', 'Only who holds the seat, the convenor or the team ends it.'),
  ],
  record: (_, __, { seat, on }) => ({ seat, on }),
  apply: (state, { seat, on }) => ({ ...state, terms: state.terms.map((term) => (term.seat === seat ? { ...term, standIns: term.standIns.map((one) => (endable(one, on) ? { ...one, until: on } : one)).filter(({ from, until }) => from <= until) } : term)) }),
}

/** A post that the charter names stays until the charter says otherwise: that takes a decision of the centres. */
const abolish: R<Inputs['abolish'], { reason: string }> = {
  from: ['standing'], right: 'administer',
  when: [
    { holds: (_, { named }) => named.length === 0, else: { zh: '共治章程提到这一职务，须先由中心决策修改章程。', en: 'The role charter names it. The centres change the charter first.' } },
    { holds: (_, { above, self }) => ![...above.values()].includes(self), else: { zh: '还有职务以它为上级，请先修改它们。', en: 'It stands above others. Change those first.' } },
  ],
  record: (_, __, { reason }) => ({ reason }),
  apply: (state) => ({ ...state, state: 'abolished' }),
}

/** Posts and bodies as data. */
export const postMachine: Machine<Post, PostWorld> = { title: { zh: '职务与机构', en: 'Posts and bodies' }, states: postStates, events: postEvents, rules: { establish, edit, appoint, endTerm, substitute, endSubstitution, abolish } }

export type Span = { seat: number; from: string; until: string; organisation: number | null }

/** Who acts in each seat, without a gap, from the day it was set up or first held: the holder, who stands in for them, or nobody. */
export function spansOf({ state, seats, since, terms }: Post): Span[] {
  if (state !== 'standing') return []
  return seats.flatMap((_, n) => {
    const own = terms.filter((term) => term.seat === n + 1 && took(term)).sort((one, other) => one.from.localeCompare(other.from))
    const first = own[0] === undefined || since < own[0].from ? since : own[0].from
    return fill(own.flatMap(actingIn), { seat: n + 1, from: first, until: endOfTime, organisation: null })
  })
}

/** A term as the days of its holder and of those who stand in. */
function actingIn({ seat, from, until, organisation, standIns }: Term): Span[] {
  const away = standIns.map((one) => ({ seat, from: one.from, until: one.until, organisation: one.organisation })).sort((one, other) => one.from.localeCompare(other.from))
  return fill(away, { seat, from, until: until ?? endOfTime, organisation })
}

/** The spans, in order, and the days between them as `rest` has it. */
function fill(spans: readonly Span[], rest: Span): Span[] {
  const out: Span[] = []
  let day = rest.from
  for (const span of spans) {
    if (day < span.from) out.push({ ...rest, from: day, until: dayAfter(span.from, -1) })
    out.push(span)
    if (span.until === endOfTime) return out
    day = dayAfter(span.until, 1)
  }
  return day <= rest.until ? [...out, { ...rest, from: day }] : out
}

export type SeatView = { seat: number; title: string; state: SeatState; term: Term | null; standIn: StandIn | null; next: Term[]; past: Term[] }

/** Each seat on a day: who holds it and since when, who comes, who was there. */
export function seatsOn({ seats, terms }: Post, today: string): SeatView[] {
  return seats.map((title, n) => {
    const own = terms.filter((term) => term.seat === n + 1 && took(term)).sort((one, other) => one.from.localeCompare(other.from))
    const term = own.find((one) => covers(one, today)) ?? null
    const standIn = term?.standIns.find((one) => covers(one, today)) ?? null
    const next = own.filter(({ from }) => from > today)
    const past = own.filter((one) => lastDay(one) < today).reverse()
    return { seat: n + 1, title, state: stateOf({ term, standIn, next, past }, today), term, standIn, next, past }
  })
}

function stateOf({ term, standIn, next, past }: Omit<SeatView, 'seat' | 'title' | 'state'>, today: string): SeatState {
  if (term === null) return past[0] !== undefined && past[0].ended === null ? 'lapsed' : 'vacant'
  const follows = next.some(({ from }) => from === dayAfter(lastDay(term), 1))
  if (term.until !== null && term.until <= dayAfter(today, endsSoonDays) && !follows) return 'endsSoon'
  return standIn === null ? 'held' : 'standIn'
}
