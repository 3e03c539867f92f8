import { formatDate } from '../../shared/format.ts'
import type { HealthFigure } from '../../shared/health.ts'
import type { ActorType, GovernanceTask } from '../../shared/vocabulary.ts'
import { wilsonInterval, type Interval } from '../../shared/wilson.ts'
import { appealMachine, noAppeal, type Appeal } from './appeal.ts'
import { follow, type Recorded } from './machine.ts'
import { motionMachine, noMotion, type Motion } from './motion.ts'
import { noWork, workMachine, type Work } from './work.ts'

export type Past = Recorded & { id: number }
/** What happened to an item, oldest first. */
export type History = { item: number; kind: 'motion' | 'work' | 'appeal'; events: readonly Past[] }

/** One thing that a figure counts: whose it is, whether it holds or how many days it took, and the events it follows from. */
export type Counted = { figure: HealthFigure; task: GovernanceTask; organisation: number | null; value: boolean | number; item: number; events: number[] }

const dayLength = 86_400_000
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayLength

/** What the history of an item says for the figures. Nothing else is looked at. */
export function countedIn(history: History, today: string): Counted[] {
  if (history.kind === 'work') return inWork(history, today)
  return history.kind === 'motion' ? inMotion(history, today) : inAppeal(history, today)
}

type Promise = { organisation: number; due: string | null; event: number }

function inWork({ item, events }: History, today: string): Counted[] {
  const counted: Counted[] = []
  let work: Work = noWork
  let opened: Past | undefined
  let promised: Promise | undefined
  let reported: { due: string | null; day: string; event: number } | undefined
  let approved: Past | undefined
  for (const event of events) {
    const { due, lead } = work
    work = follow(workMachine, work, event)
    if (event.event === 'open') opened = event
    if (event.event === 'accept') {
      promised = { organisation: lead, due, event: event.id }
      counted.push({ figure: 'reply', task: work.task, organisation: lead, value: daysBetween(opened!.at, event.at), item, events: [opened!.id, event.id] })
    }
    if (event.event === 'report') reported = { due, day: formatDate(event.at), event: event.id }
    if (event.event === 'sendBack') [reported, approved] = [undefined, undefined]
    if (event.event === 'approve') approved = event
  }
  if (work.state === 'cancelled' || work.suspended || work.state === 'none') return counted
  const of = { task: work.task, item }
  const dueAt = reported?.due ?? work.due
  if (dueAt !== null && (reported || dueAt < today)) counted.push({ ...of, figure: 'onTime', organisation: work.lead, value: reported !== undefined && reported.day <= dueAt, events: [opened!.id, ...(reported ? [reported.event] : [])] })
  if (promised && (approved || (promised.due !== null && promised.due < today))) {
    const evidence = [promised.event, ...(reported ? [reported.event] : []), ...(approved ? [approved.id] : [])]
    counted.push({ ...of, figure: 'delivered', organisation: promised.organisation, value: approved !== undefined, events: evidence })
    if (promised.due !== null) counted.push({ ...of, figure: 'kept', organisation: promised.organisation, value: approved !== undefined && reported !== undefined && reported.day <= promised.due, events: evidence })
  }
  return counted
}

function inMotion({ item, events }: History, today: string): Counted[] {
  const counted: Counted[] = []
  let motion: Motion = noMotion
  let asked: Past | undefined
  const spoken = new Map<number, Past>()
  const answered = new Map<number, Past>()
  const votes = new Map<number, Past>()
  for (const event of events) {
    const before = motion
    motion = follow(motionMachine, motion, event)
    const of = { task: motion.task, item }
    if (event.event === 'move') counted.push({ ...of, figure: 'initiated', organisation: event.organisation, value: true, events: [event.id] })
    if (event.event === 'openDeliberation') asked = event
    if (event.event === 'speak' || event.event === 'noteOpinion') spoken.set(motion.opinions.at(-1)!.opinion, event)
    if (event.event === 'answerOpinion') answered.set((event.payload as { opinion: number }).opinion, event)
    if (event.event === 'castVote') votes.set(event.organisation!, event)
    if (event.event === 'openBallot') votes.clear()
    if (event.event === 'closeBallot' && motion.tally?.quorate) counted.push(...votesIn(before, { ...of, votes, closed: event }))
  }
  return [...counted, ...opinionsIn(motion, { item, spoken, answered }), ...(asked ? consultedIn(motion, { item, asked, spoken, today }) : [])]
}

type Ballot = { task: GovernanceTask; item: number; votes: ReadonlyMap<number, Past>; closed: Past }

/** A seat counts once; whether anybody of its actor type voted is put together later. */
function votesIn({ roll }: Motion, { task, item, votes, closed }: Ballot): Counted[] {
  return roll.map(({ organisation }) => ({ figure: 'decided', task, item, organisation, value: votes.has(organisation), events: [closed.id, ...(votes.has(organisation) ? [votes.get(organisation)!.id] : [])] }))
}

type Opinions = { item: number; spoken: ReadonlyMap<number, Past>; answered: ReadonlyMap<number, Past> }

function opinionsIn({ task, opinions }: Motion, { item, spoken, answered }: Opinions): Counted[] {
  return opinions.flatMap(({ opinion, organisation, stance, answer }): Counted[] => {
    const events = [spoken.get(opinion)!.id, ...(answered.has(opinion) ? [answered.get(opinion)!.id] : [])]
    const of = { task, item, organisation, events }
    return [...(stance === 'against' ? [{ ...of, figure: 'heard' as const, value: answer !== null }] : []), ...(answer ? [{ ...of, figure: 'adopted' as const, value: answer.adopted }] : [])]
  })
}

/** What was said at a meeting may be put down later. */
const saidOn = ({ at, payload }: Past): string => (payload as { heldOn?: string }).heldOn ?? formatDate(at)

/** Each organisation that is consulted has the duty; where one of its row has spoken, the others of the row have none. */
function consultedIn({ task, consulted, opinions, consultUntil }: Motion, { item, asked, spoken, today }: { item: number; asked: Past; spoken: ReadonlyMap<number, Past>; today: string }): Counted[] {
  return consulted.flatMap(({ key, organisations }): Counted[] => {
    const first = opinions.find(({ row }) => row === key)
    const of = { task, item }
    if (first) {
      const event = spoken.get(first.opinion)!
      const events = [asked.id, event.id]
      return [
        { ...of, figure: 'onTime', organisation: first.organisation, value: saidOn(event) <= consultUntil!, events },
        { ...of, figure: 'reply', organisation: first.organisation, value: daysBetween(asked.at, event.at), events },
      ]
    }
    return consultUntil! < today ? organisations.map((organisation) => ({ ...of, figure: 'onTime', organisation, value: false, events: [asked.id] })) : []
  })
}

function inAppeal({ item, events }: History, today: string): Counted[] {
  const counted: Counted[] = []
  let appeal: Appeal = noAppeal
  let given: Past | undefined
  for (const event of events) {
    appeal = follow(appealMachine, appeal, event)
    const of = { task: appeal.task, item }
    if (event.event === 'file') counted.push({ ...of, figure: 'initiated', organisation: event.organisation, value: true, events: [event.id] })
    if (event.event === 'triage' || event.event === 'reopen') given = event
    if (event.event !== 'answer') continue
    const events = [given!.id, event.id]
    counted.push({ ...of, figure: 'onTime', organisation: appeal.owner, value: !appeal.answers.at(-1)!.late, events }, { ...of, figure: 'reply', organisation: appeal.owner, value: daysBetween(given!.at, event.at), events })
  }
  if (appeal.state === 'triaged' && appeal.due !== null && appeal.due < today) counted.push({ task: appeal.task, item, figure: 'onTime', organisation: appeal.owner, value: false, events: [given!.id] })
  return counted
}

export type Share = { yes: number; of: number; interval: Interval | null }
export type Days = { median: number | null; of: number }
export type Figures = { [F in HealthFigure]: F extends 'reply' ? Days : Share }

const shares: readonly Exclude<HealthFigure, 'reply'>[] = ['onTime', 'initiated', 'decided', 'kept', 'delivered', 'heard', 'adopted']
const share = (list: readonly boolean[]): Share => { const yes = list.filter(Boolean).length; return { yes, of: list.length, interval: wilsonInterval(yes, list.length) } }

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

type TypeOf = (organisation: number | null) => ActorType | null

/** The counted things that a figure of an actor type, or of all, is made of, each with whether it counts for it. */
export function partsOf(counted: readonly Counted[], figure: HealthFigure, type: ActorType | null, typeOf: TypeOf): Counted[] {
  const of = counted.filter((one) => one.figure === figure)
  if (figure === 'initiated') return of.filter(({ organisation }) => typeOf(organisation) !== null).map((one) => ({ ...one, value: type === null ? typeOf(one.organisation) !== 'government' : typeOf(one.organisation) === type }))
  if (figure === 'decided') return ballots(of, type, typeOf)
  return type === null ? of : of.filter(({ organisation }) => typeOf(organisation) === type)
}

/** One for each ballot: did anybody of the actor type vote, or for all, did at least two types. */
function ballots(seats: readonly Counted[], type: ActorType | null, typeOf: TypeOf): Counted[] {
  const byBallot = new Map<string, Counted[]>()
  for (const seat of seats) {
    const key = `${seat.item} ${seat.events[0]}`
    byBallot.set(key, [...(byBallot.get(key) ?? []), seat])
  }
  return [...byBallot.values()].flatMap((all) => {
    const own = type === null ? all : all.filter(({ organisation }) => typeOf(organisation) === type)
    if (own.length === 0) return []
    const voted = new Set(own.filter(({ value }) => value).map(({ organisation }) => typeOf(organisation)))
    return [{ ...own[0]!, organisation: null, value: voted.size >= (type === null ? 2 : 1), events: [...new Set(own.flatMap(({ events }) => events))] }]
  })
}

/** All figures of an actor type, or of all. */
export function figuresOf(counted: readonly Counted[], type: ActorType | null, typeOf: TypeOf): Figures {
  const replies = partsOf(counted, 'reply', type, typeOf).map(({ value }) => Number(value))
  const entries = shares.map((figure) => [figure, share(partsOf(counted, figure, type, typeOf).map(({ value }) => value === true))] as const)
  return { ...Object.fromEntries(entries), reply: { median: median(replies), of: replies.length } } as Figures
}
