import { visibleTo, type Viewer } from '../access/viewer.ts'
import { sql, type Sql } from '../db/sql.ts'
import { predicateTitle, refOf } from '../ledger/refs.ts'
import { nodeKinds, stages, type Text } from '../shared/vocabulary.ts'

/** How many events of the ledger a node's timeline shows. */
const shownEvents = 100

export type Event = {
  at: string; change: 'claimed' | 'superseded' | 'withdrawn' | 'retired'
  subjectKind: string; subjectId: number; predicate: string; objectId: number; period: string; scope: string
  said: string | null; party: string | null
}

/** What was said of a node and of who supplies it, and what ceased to stand, newest first: rows for `tellEvent`. */
export function eventsOf(viewer: Viewer, node: number): Sql {
  const told = sql`claim.claim_id, claim.recorded_at, claim.ended_at, claim.end_reason, claim.subject_kind, claim.subject_id, claim.predicate, claim.object_id, claim.period, claim.scope,
    coalesce(claim.value_text, claim.value_number::text) as said`
  return sql`
    select json_build_object('at', event.at, 'change', event.change, 'subjectKind', subject_kind, 'subjectId', subject_id, 'predicate', predicate, 'objectId', object_id,
      'period', period, 'scope', scope, 'said', said, 'party', party) as item
    from (
      select ${told}, input.name as party from claim
      left join node as input on claim.predicate in ('requires', 'isA') and input.cluster_id = claim.cluster_id and input.node_id = claim.object_id
      where ${visibleTo(viewer, 'claim')} and claim.subject_kind = 'node' and claim.subject_id = ${node} and claim.predicate not in ('observation', 'stageId')
      union all
      select ${told}, organisation.name from supplies
      join claim on claim.cluster_id = supplies.cluster_id and claim.subject_id = supplies.organisation_id and claim.predicate = 'supplies' and claim.object_id = supplies.node_id
      join organisation on organisation.cluster_id = supplies.cluster_id and organisation.organisation_id = supplies.organisation_id
      where ${visibleTo(viewer, 'supplies')} and supplies.node_id = ${node} and ${visibleTo(viewer, 'claim')} and ${visibleTo(viewer, 'organisation')}) as about
    cross join lateral (
      select recorded_at as at, 'claimed' as change
      union all
      select ended_at, end_reason where ended_at is not null) as event
    order by event.at desc, claim_id desc limit ${shownEvents}`
}

/** An event in words, with the address of what it speaks of. */
export function tellEvent(event: Event): { at: string; text: Text; ref: string | null } {
  return { at: event.at, text: textOf(event), ref: refOf(event) }
}

const changes: Record<Event['change'], Text> = {
  claimed: { zh: '', en: '' },
  superseded: { zh: '（被新版本取代）', en: ' (superseded)' },
  withdrawn: { zh: '（来源撤回）', en: ' (source withdrawn)' },
  retired: { zh: '（不再列出）', en: ' (no longer listed)' },
}

const terms: Record<string, Record<string, Text>> = { kind: nodeKinds, stage: stages }

function textOf({ subjectKind, predicate, scope, said, party, change }: Event): Text {
  const title = predicateTitle(subjectKind, predicate)
  const term = terms[predicate]?.[said ?? '']
  const plain = party ?? [scope, said === 'true' ? '' : said].filter(Boolean).join(' ')
  const what = term ?? { zh: plain, en: plain }
  return { zh: `${title.zh}${what.zh ? `：${what.zh}` : ''}${changes[change].zh}`, en: `${title.en}${what.en ? `: ${what.en}` : ''}${changes[change].en}` }
}
