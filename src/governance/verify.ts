import { asProgram, asViewer, demand, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { canonical, hashOf } from '../ledger/canonical.ts'
import type { governanceEndpoints } from '../shared/contract/governance.ts'
import type { Answer } from '../shared/contract/index.ts'
import { groupBy } from '../shared/group.ts'
import { checkEntries } from './audit-log.ts'
import { appealMachine, noAppeal } from './rules/appeal.ts'
import { replay, type Recorded } from './rules/machine.ts'
import { mechanismMachine, noMechanism } from './rules/mechanism.ts'
import { meetingMachine, noMeeting } from './rules/meeting.ts'
import { motionMachine, noMotion } from './rules/motion.ts'
import { noPolicy, policyMachine } from './rules/policy.ts'
import { noPost, postMachine } from './rules/post.ts'
import { noWork, workMachine } from './rules/work.ts'
import { eventColumns, type EventRow, type Kind } from './store.ts'

type Verdict = Answer<typeof governanceEndpoints.verifyEvents>

/**
 * Walks the whole chain of a cluster: each event must hold the hash of the one before it and hash to its own, none may be missing, and
 * the state of every item must be what its events give when they are replayed. The audit log is walked in the same way.
 */
export function verifyEvents(db: Db, viewer: Viewer): Promise<Verdict> {
  demand(viewer, 'analyst')
  return asViewer(db, viewer, (tx) => asProgram(tx, viewer, async () => {
    const events = await readAll(tx, viewer)
    const brokenAt = firstBroken(viewer.cluster, events)
    const items = await tx.query<{ item: number; kind: Kind; state: object }>(sql`
      select item.item_id as item, item.kind, whole.state from governance_item as item join governance_state as whole using (cluster_id, item_id) where item.cluster_id = ${viewer.cluster} order by item.item_id`)
    const histories = groupBy(events, ({ item }) => item)
    const differing = items.filter(({ item, kind, state }) => canonical(state) !== canonical(replayed(kind, histories.get(item) ?? []))).map(({ item }) => item)
    const unknown = [...histories.keys()].filter((item) => !items.some((one) => one.item === item))
    const audit = await checkEntries(tx, viewer.cluster)
    return {
      events: events.length, items: items.length, intact: brokenAt === null && audit.brokenAt === null && differing.length + unknown.length === 0, brokenAt,
      differing: [...differing, ...unknown], head: events.at(-1)?.hash ?? null, audit,
    }
  }), { isolation: 'repeatable read' })
}

function readAll(tx: Tx, viewer: Viewer): Promise<EventRow[]> {
  return tx.query<EventRow>(sql`
    select ${eventColumns} from governance_event where cluster_id = ${viewer.cluster} order by event_id`)
}

/** The first event that is missing, moved or changed. */
function firstBroken(cluster: string, events: readonly EventRow[]): number | null {
  for (const [n, { id, previous, hash, at, item, version, event, account, organisation, payload, secret }] of events.entries()) {
    if (id !== n + 1 || previous !== (events[n - 1]?.hash ?? '')) return n + 1
    const moment = new Date(at).toISOString()
    if (hash !== hashOf({ cluster, id, item, version, event, account, organisation, payload, secret, at: moment, previous })) return id
  }
  return null
}

/** What the events of an item give. Moments are written as they were when the event was made. */
export function replayed(kind: Kind, events: readonly EventRow[]): object {
  const history = events.map((event) => ({ ...event, at: new Date(event.at).toISOString() }))
  return machines[kind](history)
}

const machines: Record<Kind, (history: readonly Recorded[]) => object> = {
  motion: (history) => replay(motionMachine, noMotion, history),
  work: (history) => replay(workMachine, noWork, history),
  appeal: (history) => replay(appealMachine, noAppeal, history),
  mechanism: (history) => replay(mechanismMachine, noMechanism, history),
  meeting: (history) => replay(meetingMachine, noMeeting, history),
  policy: (history) => replay(policyMachine, noPolicy, history),
  post: (history) => replay(postMachine, noPost, history),
}
