import type { z } from 'zod'
import type { Line, PolicyRow, policyInputs } from '../../shared/contract/policies.ts'
import { policyEvents, policyStates, type responses, type Verdict } from '../../shared/policies.ts'
import type { ActorType, GovernanceTask, Text } from '../../shared/vocabulary.ts'
import type { Machine, Rule, World } from './machine.ts'

/** What a policy says; nodes and indicators by their ids. */
export type PolicyFields = Pick<PolicyRow, 'title' | 'instrument' | 'issuer' | 'level' | 'documentNumber' | 'url' | 'validFrom' | 'validTo' | 'amount'> & {
  actorTypes: ActorType[]; tasks: GovernanceTask[]; nodes: number[]; indicators: number[]; text: string; rules: Line[]
}
export type Told = { organisation: number; verdict: Exclude<Verdict, 'no'>; at: string; account: number | null; by: number | null; text: string | null }
export type Responded = { organisation: number; answer: keyof typeof responses; text: string | null; at: string }

/** A policy: what it gives to whom and until when, who was told of it and what they answered. */
export type Policy = PolicyFields & { state: keyof typeof policyStates | 'none'; task: GovernanceTask; amendedAt: string | null; told: Told[]; responded: Responded[] }

export const noPolicy: Policy = {
  state: 'none', task: 'T1', title: '', instrument: 'other', issuer: '', level: 'city', documentNumber: null, url: null, validFrom: null, validTo: null, amount: null,
  actorTypes: [], tasks: [], nodes: [], indicators: [], text: '', rules: [], amendedAt: null, told: [], responded: [],
}

/** What the rules come to for the organisations that are about to be told, as whoever tells them may see it. */
export type PolicyWorld = World & { verdictOf: (organisation: number) => Verdict | undefined }

type Inputs = { [E in Exclude<keyof typeof policyInputs, 'amend'>]: z.output<(typeof policyInputs)[E]> }
type R<I, P> = Rule<Policy, PolicyWorld, I, P>
const when = (holds: (state: Policy, world: PolicyWorld) => boolean, zh: string, en: string): { holds: typeof holds; else: Text } => ({ holds, else: { zh, en } })
const valid = <I>(holds: (state: Policy, world: PolicyWorld, input: I) => boolean, zh: string, en: string): { holds: typeof holds; else: Text } => ({ holds, else: { zh, en } })

/** The last that an organisation was told, where nothing was amended since. */
export function toldNow({ told, amendedAt }: Policy, organisation: number | null): Told | undefined {
  return told.findLast((one) => one.organisation === organisation && (amendedAt === null || one.at >= amendedAt))
}

/** What an organisation answered since it was last told. */
export function responseTo({ responded }: Policy, told: Told | undefined): Responded | undefined {
  return told && responded.findLast((one) => one.organisation === told.organisation && one.at >= told.at)
}

const ordered = (from: string | null, to: string | null): boolean => from === null || to === null || from <= to
const datesInOrder = ['起始日期不能晚于终止日期。', 'A policy cannot end before it begins.'] as const

type Recorded = PolicyFields & { task: GovernanceTask }
const record: R<Recorded, Recorded> = {
  from: ['none'], right: 'administer', valid: [valid((_, __, { validFrom, validTo }) => ordered(validFrom, validTo), ...datesInOrder)],
  record: (_, __, input) => input,
  apply: (state, recorded) => ({ ...state, ...recorded, state: 'recorded' }),
}

type Amended = Partial<PolicyFields> & { reason: string }
const amend: R<Amended, Amended> = {
  from: ['recorded'], right: 'administer',
  valid: [
    valid((_, __, { reason: ___, ...fields }) => Object.values(fields).some((value) => value !== undefined), '没有要修订的内容。', 'There is nothing to amend.'),
    valid((state, _, { validFrom, validTo }) => ordered(validFrom === undefined ? state.validFrom : validFrom, validTo === undefined ? state.validTo : validTo), ...datesInOrder),
  ],
  record: (_, __, input) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Amended,
  apply: (state, { reason: __, ...fields }, { at }) => ({ ...state, ...fields, amendedAt: at }),
}

const withdraw: R<Inputs['withdraw'], { reason: string }> = { from: ['recorded'], right: 'administer', record: (_, __, { reason }) => ({ reason }), apply: (state) => ({ ...state, state: 'withdrawn' }) }

type Telling = { organisations: { organisation: number; verdict: Told['verdict'] }[]; text: string | null }
const tell: R<Inputs['tell'], Telling> = {
  from: ['recorded'], right: 'administer',
  when: [when(({ validTo }, { today }) => validTo === null || validTo >= today, '政策已到期，不再告知。', 'The policy has ended; nobody is told of it any more.')],
  valid: [
    valid((_, { verdictOf }, { organisations }) => organisations.every((one) => verdictOf(one) !== undefined), '有的主体不在名录中，或您无权查看。', 'One of the organisations is not in the registry, or you may not see it.'),
    valid((_, { verdictOf }, { organisations }) => organisations.every((one) => verdictOf(one) !== 'no'), '有的主体不符合条件，不能告知。请只选择符合或缺少事实的主体。', 'One of the organisations does not qualify. Choose those that do, or those of which facts are missing.'),
    valid((state, _, { organisations }) => organisations.every((one) => toldNow(state, one) === undefined), '有的主体已被告知过，此后政策未修订。', 'One of the organisations was told already, and nothing was amended since.'),
  ],
  record: (_, { verdictOf }, { organisations, text }) => ({ organisations: [...new Set(organisations)].map((organisation) => ({ organisation, verdict: verdictOf(organisation) as Told['verdict'] })), text: text === undefined || text === '' ? null : text }),
  apply: (state, { organisations, text }, { at, account, organisation: by }) => ({ ...state, told: [...state.told, ...organisations.map((one) => ({ ...one, at, account, by, text }))] }),
}

const respond: R<Inputs['respond'], Omit<Responded, 'organisation' | 'at'>> = {
  from: ['recorded'], right: 'read', when: [when((state, { organisation }) => organisation !== null && toldNow(state, organisation) !== undefined, '本单位没有被告知这项政策。', 'Your organisation was not told of this policy.')],
  record: (_, __, { answer, text }) => ({ answer, text: text === undefined || text === '' ? null : text }),
  apply: (state, answered, { at, organisation }) => ({ ...state, responded: [...state.responded, { ...answered, organisation: organisation!, at }] }),
}

/** Policies as data. */
export const policyMachine: Machine<Policy, PolicyWorld> = { title: { zh: '政策', en: 'Policy' }, states: policyStates, events: policyEvents, rules: { record, amend, withdraw, tell, respond } }

/** Whom a policy was brought to, and what they answered, is no rival's affair. */
export const quietEvents: readonly string[] = ['tell', 'respond']
