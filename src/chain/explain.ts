import { audienceOf, visibleTo, type Viewer } from '../access/viewer.ts'
import { nodeStates as analysis } from '../analysis/node-states.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { listClaimViews } from '../ledger/evidence.ts'
import { predicateTitle } from '../ledger/refs.ts'
import { countryLabel } from '../registry/codes/country.ts'
import type { Evidence } from '../shared/contract/ledger.ts'
import { AppError } from '../shared/errors.ts'
import { nodeStates, type NodeState, type Text } from '../shared/vocabulary.ts'
import type { Reason } from './rules/rule.ts'
import { stateRules } from './rules/states.ts'

/** How many inputs and claims an explanation shows at once; the number of all claims is told beside them. */
const shownInputs = 100
const shownClaims = 200

type Standing = { name: string; state: NodeState | null; reasons: Reason[] | null; snapshot: string | null }
type Input = Evidence['inputs'][number]

/** Why a node has its state: the rules that hold with their numbers, the facts they looked at, the claims behind these. Read it with fresh states. */
export async function explainState(tx: Tx, viewer: Viewer, node: number): Promise<Evidence> {
  const rows = await tx.query<Standing>(sql`
    select node.name, standing.state, standing.reasons, standing.snapshot
    from node
    left join node_state as standing on standing.cluster_id = node.cluster_id and standing.node_id = node.node_id
      and standing.audience = ${audienceOf(viewer)} and standing.valid_to is null
    where ${visibleTo(viewer, 'node')} and node.node_id = ${node}`)
  if (!rows[0]) throw new AppError('not-found', { zh: `没有编号为 ${node} 的环节，或您无权查看。`, en: `There is no node ${node}, or you may not see it.` })
  const { name, state, reasons, snapshot } = rows[0]
  const claimIds = await claimsBehind(tx, viewer, node, reasons ?? [])
  return {
    ref: `node:${node}:state`,
    title: { zh: `${name} · 状态`, en: `${name} · state` },
    value: state ?? 'unknown', blankReason: null, unit: null,
    mark: reasons?.some((reason) => reason.grade === 'D') ? { grade: 'D', inferred: true } : {},
    formula: formulaOf(state ?? 'unknown', reasons ?? []),
    inputs: await inputsOf(tx, viewer, node),
    claims: await listClaimViews(tx, viewer, claimIds.slice(0, shownClaims)),
    claimsTotal: claimIds.length,
    resolution: null, snapshot, frozen: false,
  }
}

/** The rule that decided, in its own words and with the numbers put in; the other findings follow. */
function formulaOf(state: NodeState, reasons: readonly Reason[]): Evidence['formula'] {
  const first = reasons[0]
  const rule = stateRules.find(({ id }) => id === first?.rule)
  const said = (language: 'zh' | 'en'): string =>
    [`${nodeStates[state][language]}：${rule?.text[language] ?? ''}`, ...reasons.map((reason) => `${reason[language]}${reason.verdict === 'undecided' ? undecided[language] : ''}`)].join('\n')
  return { id: first?.rule ?? analysis.id, version: first?.version ?? analysis.version, text: { zh: said('zh'), en: said('en').replace('：', ': ') }, method: analysis.method }
}

const undecided: Text = { zh: '（未能判断）', en: ' (could not be judged)' }

/** The claims the reasons list; where none were kept, all that is claimed of the node's supply. */
async function claimsBehind(tx: Tx, viewer: Viewer, node: number, reasons: readonly Reason[]): Promise<number[]> {
  const listed = [...new Set(reasons.flatMap(({ claimIds }) => claimIds))].sort((a, b) => a - b)
  if (listed.length > 0) return listed
  const rows = await tx.query<{ id: number }>(sql`
    select claim.claim_id as id from claim
    where ${visibleTo(viewer, 'claim')} and claim.subject_kind = 'node' and claim.subject_id = ${node} and claim.predicate in ('origin', 'substitutionDays') and claim.ended_at is null
    union
    select claim.claim_id from supplies
    join claim on claim.cluster_id = supplies.cluster_id and claim.subject_id = supplies.organisation_id and claim.object_id = supplies.node_id and claim.subject_kind = 'organisation'
    where ${visibleTo(viewer, 'supplies')} and supplies.node_id = ${node} and supplies.retired_at is null and ${visibleTo(viewer, 'claim')} and claim.ended_at is null
    order by 1`)
  return rows.map(({ id }) => id)
}

/** The facts the rules looked at, each with its own address: shares of countries and suppliers, and the substitution time. */
async function inputsOf(tx: Tx, viewer: Viewer, node: number): Promise<Input[]> {
  const origins = await tx.query<{ country: string; share: number | null }>(sql`
    select country, share from origin where ${visibleTo(viewer, 'origin')} and node_id = ${node} and retired_at is null order by share desc nulls last, country limit ${shownInputs}`)
  const supplies = await tx.query<{ id: number; name: string; share: number | null; origin: string | null; qualified: boolean | null }>(sql`
    select supplies.organisation_id as id, organisation.name, supplies.share, supplies.origin, supplies.qualified
    from supplies join organisation on organisation.organisation_id = supplies.organisation_id and ${visibleTo(viewer, 'organisation')}
    where ${visibleTo(viewer, 'supplies')} and supplies.node_id = ${node} and supplies.retired_at is null
    order by supplies.share desc nulls last, organisation.name limit ${shownInputs}`)
  const days = await tx.query<{ days: number | null }>(sql`select substitution_days as days from node where ${visibleTo(viewer, 'node')} and node_id = ${node}`)
  const substitution = predicateTitle('node', 'substitutionDays')
  return [
    ...origins.map(({ country, share }) => ({ ref: `origin:${node}:${country}`, title: originTitle(country), value: share === null ? null : String(share) })),
    ...supplies.map(({ id, name, share }) => ({ ref: share === null ? `supplies:${id}:${node}:exists` : `supplies:${id}:${node}:share`, title: { zh: `${name} · 供给份额`, en: `${name} · share` }, value: share === null ? null : String(share) })),
    { ref: `node:${node}:substitutionDays`, title: substitution, value: days[0]?.days == null ? null : String(days[0].days) },
  ]
}

function originTitle(country: string): Text {
  const label = countryLabel(country) ?? { zh: country, en: country }
  return { zh: `${label.zh} · 来源份额`, en: `${label.en} · origin share` }
}
