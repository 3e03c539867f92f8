import { AppError } from '../../shared/errors.ts'
import type { TaskRight } from '../../shared/governance.ts'
import type { Text } from '../../shared/vocabulary.ts'

/** Who did something and when, as the event keeps it. */
export type Stamp = { at: string; account: number | null; organisation: number | null }

/** What a decision about an event may rest on besides the state: the rights of whoever acts, the day, and facts read at the edge. */
export type World = Stamp & { today: string; rights: ReadonlySet<TaskRight> }

/** A condition with the reason that is given where it does not hold. */
type Condition<S, W, I> = { holds: (state: S, world: W, input: I) => boolean; else: Text }

/**
 * An event as data: from which states, by whose right, under which conditions; what is recorded, and what follows. `when` looks at the
 * state alone, so that it can be said beforehand what is possible; `valid` looks at what was handed in. `apply` is pure: replaying the
 * recorded payloads gives the same state.
 */
export type Rule<S, W, I, P> = {
  /** It follows from what happens to another item: nobody is offered it. */
  follows?: true
  from: readonly string[]
  right: TaskRight
  when?: readonly Condition<S, W, void>[]
  valid?: readonly Condition<S, W, I>[]
  record: (state: S, world: W, input: I) => P
  apply: (state: S, payload: P, stamp: Stamp) => S
}

/** A rule as the table of a machine holds it. What its event carries is the rule's own affair. */
export type AnyRule<S, W> = Omit<Rule<S, W, never, never>, 'record'> & { record: (state: S, world: W, input: never) => unknown }
export type Machine<S, W> = { title: Text; states: Record<string, Text>; events: Record<string, Text>; rules: Record<string, AnyRule<S, W>> }
export type Recorded = { event: string; payload: unknown } & Stamp

/** Why an event is not possible, the first reason; undefined where nothing stands against it. */
export function objection<S extends { state: string }, W extends World>(machine: Machine<S, W>, state: S, world: W, event: string): { right: boolean; text: Text } | undefined {
  const rule = machine.rules[event]!
  if (!world.rights.has(rule.right)) return { right: true, text: lacking[rule.right] }
  if (!rule.from.includes(state.state)) return { right: false, text: notFrom(machine, state.state, event) }
  const failed = rule.when?.find(({ holds }) => !holds(state, world))
  return failed && { right: false, text: failed.else }
}

/** Decides: what is to be recorded, or the reason why not. */
export function decide<S extends { state: string }, W extends World>(machine: Machine<S, W>, state: S, world: W, { event, input }: { event: string; input: unknown }): unknown {
  const against = objection(machine, state, world, event)
  if (against) throw new AppError(against.right ? 'not-allowed' : 'not-now', against.text, { event, state: state.state })
  const rule = machine.rules[event]!
  const failed = rule.valid?.find(({ holds }) => !holds(state, world, input as never))
  if (failed) throw new AppError('not-now', failed.else, { event, state: state.state })
  return rule.record(state, world, input as never)
}

/** The state after an event. */
export function follow<S, W>(machine: Machine<S, W>, state: S, { event, payload, ...stamp }: Recorded): S {
  return machine.rules[event]!.apply(state, payload as never, stamp)
}

/** The state that a whole history gives. */
export function replay<S, W>(machine: Machine<S, W>, nothing: S, events: readonly Recorded[]): S {
  return events.reduce((state, event) => follow(machine, state, event), nothing)
}

const lacking: Record<TaskRight, Text> = {
  read: { zh: '只有集群成员可以这样做。请联系集群管理员。', en: 'Only members of the cluster can do this. Ask its administrator.' },
  speak: { zh: '共治章程没有给本单位在这项任务中的位置，因此不能发言。', en: 'The role charter gives your organisation no place in this task, so it cannot speak here.' },
  decide: { zh: '本单位不是这项任务的中心，不能参与决策。', en: 'Your organisation is not a centre of this task, so it takes no part in the decision.' },
  administer: { zh: '只有这项任务的牵头方或集群团队可以这样做。', en: 'Only the convenor of the task or the team of the cluster can do this.' },
}

function notFrom<S, W>({ states, events, rules }: Machine<S, W>, state: string, event: string): Text {
  const from = rules[event]!.from
  const list = (lang: 'zh' | 'en'): string => from.map((one) => states[one]?.[lang] ?? '').filter((one) => one !== '').join(lang === 'zh' ? '、' : ', ')
  return {
    zh: `目前的状态是“${states[state]?.zh ?? '未建立'}”，不能“${events[event]!.zh}”；须为：${list('zh') || '未建立'}。`,
    en: `The state is "${states[state]?.en ?? 'not there yet'}"; "${events[event]!.en}" is possible in: ${list('en') || 'nothing there yet'}.`,
  }
}
