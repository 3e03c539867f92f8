import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { listClaimViews } from '../ledger/evidence.ts'
import { appealEvents, appealStates } from '../shared/appeals.ts'
import type { Evidence } from '../shared/contract/ledger.ts'
import { AppError } from '../shared/errors.ts'
import { formatDateTime } from '../shared/format.ts'
import { motionEvents, motionStates, workEvents, workStates } from '../shared/governance.ts'
import { policyEvents, policyStates } from '../shared/policies.ts'
import type { Text } from '../shared/vocabulary.ts'
import { listEvents, type EventRow } from './store.ts'

type Words = { states: Record<string, Text>; events: Record<string, Text> }
const words: Record<string, Words> = {
  motion: { states: motionStates, events: motionEvents }, work: { states: workStates, events: workEvents }, appeal: { states: appealStates, events: appealEvents },
  policy: { states: policyStates, events: policyEvents },
}

/** The address of the state of a motion, a piece of work, an appeal or a policy. */
export const threadRef = /^(motion|work|appeal|policy):(\d{1,15}):state$/

/** Why an item is in its state: its events one after the other, each by its entry in the log, and what was pinned to it as evidence. */
export async function explainThread(tx: Tx, viewer: Viewer, ref: string): Promise<Evidence> {
  const [, kind, id] = threadRef.exec(ref)!
  const rows = await tx.query<{ title: string; state: string }>(sql`
    select title, state from governance_item where cluster_id = ${viewer.cluster} and item_id = ${Number(id)} and kind = ${kind}`)
  if (!rows[0]) throw new AppError('not-found', { zh: `没有“${ref}”这一项，或您无权查看。`, en: `There is no "${ref}", or you may not see it.` })
  const { title, state } = rows[0]
  const { states, events: titles } = words[kind!]!
  const events = await listEvents(tx, viewer, Number(id))
  const pinned = [...new Set(events.flatMap(({ payload }) => refsIn(payload)))]
  const claims = await listClaimViews(tx, viewer, pinned.flatMap((one) => (/^claim:\d+$/.test(one) ? [Number(one.slice(6))] : [])))
  const said = (lang: 'zh' | 'en'): string => [`${states[state]?.[lang] ?? state}`, ...events.map((event) => lineOf(event, titles, lang))].join('\n')
  return {
    ref, title: { zh: `${title} · 状态`, en: `${title} · state` }, value: state, blankReason: null, unit: null, mark: {},
    formula: { id: 'event-log', version: 1, text: { zh: said('zh'), en: said('en') }, method: 'docs/methods/decisions.md' },
    inputs: await nodeStatesIn(tx, viewer, pinned), claims, claimsTotal: claims.length, resolution: null, snapshot: null, frozen: false,
  }
}

function lineOf({ id, event, at, hash }: EventRow, titles: Record<string, Text>, lang: 'zh' | 'en'): string {
  const title = titles[event]?.[lang] ?? event
  return lang === 'zh' ? `${formatDateTime(at)} ${title}（日志第 ${id} 条，${hash.slice(0, 12)}）` : `${formatDateTime(at)} ${title} (entry ${id} of the log, ${hash.slice(0, 12)})`
}

/** The addresses of what was pinned anywhere in an event. */
function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (typeof value !== 'object' || value === null) return []
  if ('sha256' in value && 'ref' in value && typeof value.ref === 'string') return [value.ref]
  return Object.values(value).flatMap(refsIn)
}

/** The pinned states of nodes, which open in turn; a node that the viewer may not see is left out. */
async function nodeStatesIn(tx: Tx, viewer: Viewer, refs: readonly string[]): Promise<Evidence['inputs']> {
  const ids = refs.flatMap((ref) => (/^node:\d+:state$/.test(ref) ? [Number(ref.split(':')[1])] : []))
  const rows = ids.length === 0 ? [] : await tx.query<{ id: number; name: string }>(sql`select node_id as id, name from node where cluster_id = ${viewer.cluster} and node_id = any (${ids}::bigint[]) order by node_id`)
  return rows.map(({ id, name }) => ({ ref: `node:${id}:state`, title: { zh: `${name} · 状态`, en: `${name} · state` }, value: null }))
}
