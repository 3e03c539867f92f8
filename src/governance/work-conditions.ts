import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import { nearUntil } from '../shared/calendar.ts'
import type { WorkEvent } from '../shared/governance.ts'
import { governanceTasks, keysOf, type GovernanceTask } from '../shared/vocabulary.ts'
import type { Charter } from './charter.ts'
import { rightsIn } from './rules/rights.ts'
import { askedOfLead } from './rules/work.ts'

/** What lists and counts ask of work items, called `item` in the query. */

/** Reads rows, in a transaction or each statement for itself. */
export type Reader = Pick<Tx, 'query'>
export type Assigned = Pick<Charter, 'assignments'>

/** The tasks that the viewer convenes, or runs as the team does. */
export function administeredTasks(viewer: Viewer, { assignments }: Assigned): GovernanceTask[] {
  return keysOf(governanceTasks).filter((task) => rightsIn(assignments, task, viewer).has('administer'))
}

/** For which reasons work waits for the viewer, apart from each other, each found in an index of its own: as its lead, and as who convenes its task. */
export function reasonsToWait(viewer: Viewer, charter: Assigned): Sql[] {
  const administered = administeredTasks(viewer, charter)
  const reasons = [
    ...(viewer.organisation === null ? [] : [sql`(item.lead_id = ${viewer.organisation}::bigint and item.asked is not null and item.asked = any (${[...askedOfLead]}::text[]))`]),
    // The lead does not accept its own report.
    ...(administered.length === 0 ? [] : [sql`(item.task = any (${administered}::text[]) and item.asked in ('approve', 'close') and (item.asked = 'close' or item.lead_id is distinct from ${viewer.organisation}::bigint))`]),
  ]
  return reasons.length === 0 ? [sql`false`] : reasons
}

type Placed = { task: GovernanceTask; lead: number | null; asked: string | null }

/** The same of an item that was read: what it waits for from the viewer. */
export function asksOfViewer({ task, lead, asked }: Placed, viewer: Viewer, administered: readonly GovernanceTask[]): WorkEvent[] {
  const own = viewer.organisation !== null && lead === viewer.organisation
  const event = [...askedOfLead, 'approve', 'close'].find((one): one is WorkEvent => one === asked)
  if (event === undefined) return []
  const waits = askedOfLead.includes(event) ? own : administered.includes(task) && (event === 'close' || !own)
  return waits ? [event] : []
}

/** Settled work carries no light. */
export const settledStates = ['approved', 'closed', 'cancelled']
/** The same in a query, written as the index has it. */
export const isSettled = sql`(item.state in ('approved', 'closed', 'cancelled'))`

/** What is past its date, or within a few working days of it. */
export function dueBy(light: 'overdue' | 'near', today: string): Sql {
  return light === 'overdue' ? sql`item.due_date < ${today}::date` : sql`item.due_date >= ${today}::date and item.due_date < ${nearUntil(today)}::date`
}

/** Work that is not settled and carries a light. */
export function litBy(light: 'overdue' | 'near' | undefined, today: string): Sql {
  return light === undefined ? empty : sql`and ${isSettled} is false and not item.suspended and ${dueBy(light, today)}`
}
