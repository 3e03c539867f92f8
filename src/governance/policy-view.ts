import { asProgram, reaches, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { findRegion, regionLabel } from '../registry/codes/region.ts'
import { dayAfter } from '../shared/calendar.ts'
import type { Line, policyEndpoints, PolicyRow } from '../shared/contract/policies.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { endsSoonDays, phaseOf, policyEvents, standsNow, type Verdict } from '../shared/policies.ts'
import { readNames, type Namer } from './bodies.ts'
import { readCharter } from './charter.ts'
import { showEvents } from './event-view.ts'
import { readFacts } from './policy-facts.ts'
import { answerLines, conditionsOf, verdictOf } from './rules/eligibility.ts'
import { policyMachine, responseTo, toldNow, type Policy, type PolicyWorld, type Told } from './rules/policy.ts'
import { readState, type Stored } from './store.ts'
import { mayOf } from './thread.ts'
import { administeredTasks } from './work-conditions.ts'

type Page = Answer<typeof policyEndpoints.getPolicy>
type Filter = Checked<typeof policyEndpoints.listPolicies>['query']
type ToldView = NonNullable<PolicyRow['told']>

/** Everything a policy asks: whom it addresses, then its rules. */
export function linesOf({ actorTypes, rules }: Pick<Policy, 'actorTypes' | 'rules'>): Line[] {
  return [...(actorTypes.length === 0 ? [] : [{ fact: 'actorType' as const, operator: 'is' as const, values: [...actorTypes] }]), ...rules]
}

/** Whoever convenes the task knows whom a policy was brought to, and so does the team; an enterprise is a rival of those who were told. */
export function knowsTold(viewer: Viewer, rights: ReadonlySet<string>): boolean {
  return reaches(viewer, 'analyst') || (rights.has('administer') && viewer.actorType !== 'enterprise')
}

/** All policies, each with what the viewer's own organisation was told of it and no other. */
export async function readPolicies(tx: Tx, viewer: Viewer, only?: readonly number[]): Promise<Stored<Policy>[]> {
  const seen = await tx.query<{ item: number }>(sql`
    select item_id as item from governance_item where cluster_id = ${viewer.cluster} and kind = 'policy' and (${only === undefined} or item_id = any (${[...(only ?? [])]}::bigint[])) order by item_id`)
  const own = sql`jsonb_build_object('own', ${viewer.organisation}::bigint)`
  return asProgram(tx, viewer, () => tx.query<Stored<Policy>>(sql`
    select item.item_id as item, item.version, whole.state || jsonb_build_object(
      'told', jsonb_path_query_array(whole.state, '$.told[*] ? (@.organisation == $own)', ${own}), 'responded', jsonb_path_query_array(whole.state, '$.responded[*] ? (@.organisation == $own)', ${own})) as state
    from governance_item as item join governance_state as whole using (cluster_id, item_id)
    where item.cluster_id = ${viewer.cluster} and item.item_id = any (${seen.map(({ item }) => item)}::bigint[]) order by item.item_id`))
}

/** What every policy's rules come to for the viewer's own organisation. */
export async function ownVerdicts(tx: Tx, viewer: Viewer, policies: readonly Stored<Policy>[], today: string): Promise<Map<number, Verdict>> {
  if (viewer.organisation === null || policies.length === 0) return new Map()
  const [facts] = await readFacts(tx, viewer, policies.flatMap(({ state }) => linesOf(state)), { organisations: [viewer.organisation], today })
  return new Map(facts ? policies.map(({ item, state }) => [item, verdictOf(answerLines(linesOf(state), facts))]) : [])
}

/** Policies: what ends soon first, then what is in force, comes, has ended. */
export async function listPolicies(tx: Tx, viewer: Viewer, filter: Filter, today: string): Promise<Answer<typeof policyEndpoints.listPolicies>> {
  const policies = await readPolicies(tx, viewer)
  const naming = await readNaming(tx, viewer, policies.map(({ state }) => state))
  const verdicts = await ownVerdicts(tx, viewer, policies, today)
  const rows = policies.map((stored) => rowOf(stored, { naming, own: verdicts.get(stored.item) ?? null, organisation: viewer.organisation, today }))
  const found = rows.filter((row) => matches(row, filter)).sort(byPhase)
  return { total: found.length, items: found.slice(filter.offset, filter.offset + filter.limit), mayRecord: administeredTasks(viewer, await readCharter(tx, viewer, today)) }
}

function matches(row: PolicyRow, { task, instrument, level, phase, own }: Filter): boolean {
  return (task === undefined || row.task === task || row.tasks.includes(task)) && (instrument === undefined || row.instrument === instrument) && (level === undefined || row.level === level) && (phase === undefined || row.phase === phase)
    && (own === undefined || (own === 'told' ? row.told !== null : row.own === 'yes' && standsNow(row.phase)))
}

const phaseOrder = ['ending', 'inForce', 'coming', 'ended', 'withdrawn']
function byPhase(one: PolicyRow, other: PolicyRow): number {
  return phaseOrder.indexOf(one.phase) - phaseOrder.indexOf(other.phase) || (one.validTo ?? '9999').localeCompare(other.validTo ?? '9999') || one.title.localeCompare(other.title, 'zh')
}

export type Naming = { node: Namer; indicator: Namer; organisation: Namer }

/** Names of what policies mention, as the viewer may see them. */
export async function readNaming(tx: Tx, viewer: Viewer, policies: readonly Pick<Policy, 'nodes' | 'indicators' | 'rules' | 'told'>[], others: readonly number[] = []): Promise<Naming> {
  const mentioned = policies.map(mentionedIn)
  const rows = await tx.query<{ kind: string; id: number; name: string }>(sql`
    select 'node' as kind, node_id as id, name from node where cluster_id = ${viewer.cluster} and node_id = any (${mentioned.flatMap(({ nodes }) => nodes)}::bigint[])
    union all select 'indicator', indicator_id, name from indicator where cluster_id = ${viewer.cluster} and indicator_id = any (${mentioned.flatMap(({ indicators }) => indicators)}::bigint[])`)
  const names = new Map(rows.map(({ kind, id, name }) => [`${kind} ${id}`, name]))
  const of = (kind: string): Namer => (id) => ({ id, name: names.get(`${kind} ${id}`) ?? `#${id}` })
  return { node: of('node'), indicator: of('indicator'), organisation: await readNames(tx, viewer, [...others, ...policies.flatMap(({ told }) => told.flatMap(({ by }) => by ?? []))]) }
}

function mentionedIn({ nodes, indicators, rules }: Pick<Policy, 'nodes' | 'indicators' | 'rules'>): { nodes: number[]; indicators: number[] } {
  const conditions = conditionsOf(rules)
  return { nodes: [...new Set([...nodes, ...conditions.flatMap(({ fact, values }) => (fact === 'suppliesNode' ? values.map(Number) : []))])], indicators: [...new Set([...indicators, ...conditions.flatMap(({ indicator }) => (indicator === undefined ? [] : [Number(indicator)]))])] }
}

function regionsIn({ rules }: Pick<Policy, 'rules'>): Page['mentioned']['regions'] {
  const codes = conditionsOf(rules).flatMap(({ fact, values }) => (fact === 'region' ? values.map(String) : []))
  return [...new Set(codes)].map((code) => {
    const found = findRegion(code)
    return { code, name: found ? regionLabel(found) : { zh: code, en: code } }
  })
}

type Around = { naming: Naming; own: Verdict | null; organisation: number | null; today: string }

export function rowOf({ item, version, state }: Stored<Policy>, { naming, own, organisation, today }: Around): PolicyRow {
  const { task, tasks, title, instrument, issuer, level, documentNumber, url, validFrom, validTo, actorTypes, amount } = state
  return {
    policy: item, version, task, tasks, title, instrument, issuer, level, documentNumber, url, validFrom, validTo, actorTypes, amount, state: state.state as PolicyRow['state'],
    phase: phaseOf(state, { today, soon: dayAfter(today, endsSoonDays) }), nodes: state.nodes.map(naming.node), indicators: state.indicators.map(naming.indicator), own, told: toldView(state, toldNow(state, organisation), naming.organisation),
  }
}

/** When an organisation was told, by whom, and what it answered. */
export function toldView(state: Policy, told: Told | undefined, name: Namer): ToldView | null {
  if (!told) return null
  const response = responseTo(state, told)
  return { at: told.at, by: told.by === null ? null : name(told.by).name, verdict: told.verdict, text: told.text, response: response ? { answer: response.answer, text: response.text, at: response.at } : null }
}

/** A policy with what happened to it and what the viewer may do with it now. */
export async function getPolicy(tx: Tx, viewer: Viewer, item: number, world: PolicyWorld): Promise<Page> {
  const stored = await readState<Policy>(tx, viewer, 'policy', item)
  const { state } = stored
  const acted = await tx.query<{ by: number }>(sql`select distinct organisation_id as by from governance_event where cluster_id = ${viewer.cluster} and item_id = ${item} and organisation_id is not null`)
  const naming = await readNaming(tx, viewer, [state], acted.map(({ by }) => by))
  const verdicts = await ownVerdicts(tx, viewer, [stored], world.today)
  const mentioned = mentionedIn(state)
  return {
    ...rowOf(stored, { naming, own: verdicts.get(item) ?? null, organisation: viewer.organisation, today: world.today }), text: state.text, rules: state.rules,
    mentioned: { nodes: mentioned.nodes.map(naming.node), indicators: mentioned.indicators.map(naming.indicator), regions: regionsIn(state) },
    toldTotal: knowsTold(viewer, world.rights) ? new Set(state.told.map(({ organisation }) => organisation)).size : null,
    events: await showEvents(tx, viewer, item, policyEvents), may: mayOf(policyMachine, state, world),
  }
}
