import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { predicateTitle, refOf } from '../ledger/refs.ts'
import type { Text } from '../shared/vocabulary.ts'

/** How many events of the ledger a node's timeline shows. */
const shownEvents = 100

type Event = {
  at: string; change: 'claimed' | 'superseded' | 'withdrawn' | 'retired'
  subjectKind: string; subjectId: number; predicate: string; objectId: number; period: string; scope: string
  said: string | null; party: string | null
}

/** What was said of a node and of who supplies it, and what ceased to stand, newest first. */
export async function claimEvents(tx: Tx, viewer: Viewer, node: number): Promise<{ at: string; text: Text; ref: string | null }[]> {
  const about = sql`
    select claim.*, null::text as party from claim
    where ${visibleTo(viewer, 'claim')} and claim.subject_kind = 'node' and claim.subject_id = ${node} and claim.predicate not in ('observation', 'stageId')
    union all
    select claim.*, organisation.name from supplies
    join claim on claim.cluster_id = supplies.cluster_id and claim.subject_id = supplies.organisation_id and claim.object_id = supplies.node_id and claim.predicate = 'supplies'
    join organisation on organisation.cluster_id = supplies.cluster_id and organisation.organisation_id = supplies.organisation_id
    where ${visibleTo(viewer, 'supplies')} and supplies.node_id = ${node} and ${visibleTo(viewer, 'claim')} and ${visibleTo(viewer, 'organisation')}`
  const events = await tx.query<Event>(sql`
    with about as (${about}),
    event as (
      select recorded_at as at, 'claimed' as change, about.* from about
      union all
      select ended_at, end_reason, about.* from about where ended_at is not null)
    select at, change, subject_kind as "subjectKind", subject_id as "subjectId", predicate, object_id as "objectId", period, scope,
      coalesce(value_text, value_number::text) as said, party
    from event order by at desc, claim_id desc limit ${shownEvents}`)
  return events.map((event) => ({ at: event.at, text: textOf(event), ref: refOf(event) }))
}

const changes: Record<Event['change'], Text> = {
  claimed: { zh: '', en: '' },
  superseded: { zh: '（被新版本取代）', en: ' (superseded)' },
  withdrawn: { zh: '（来源撤回）', en: ' (source withdrawn)' },
  retired: { zh: '（不再列出）', en: ' (no longer listed)' },
}

function textOf({ subjectKind, predicate, scope, said, party, change }: Event): Text {
  const title = predicateTitle(subjectKind, predicate)
  const what = party ?? [scope, said === 'true' ? '' : said].filter(Boolean).join(' ')
  return { zh: `${title.zh}${what ? `：${what}` : ''}${changes[change].zh}`, en: `${title.en}${what ? `: ${what}` : ''}${changes[change].en}` }
}
