import type { Viewer } from '../access/viewer.ts'
import { prepared, sql, type Sql } from '../db/sql.ts'
import type { GovernanceTask } from '../shared/vocabulary.ts'
import type { Reader } from './work-conditions.ts'

/** What of appeals stands on the workbench: those to give to an owner, to answer and to rate, and those past their clock. */
export type AppealBench = { triage: number; answer: number; rate: number; late: number }
type Standing = { task: GovernanceTask; state: string; own: boolean; mine: boolean; late: boolean; items: number }

/** Whether the viewer's organisation filed the appeal `item`: it is kept apart where the appeal is anonymous. */
export function filedBy({ organisation }: Viewer): Sql {
  return sql`(exists (select 1 from appeal_filer as filer where filer.cluster_id = item.cluster_id and filer.item_id = item.item_id and filer.organisation_id = ${organisation}::bigint)
    or ${organisation}::bigint = any (item.parties) and item.lead_id is distinct from ${organisation}::bigint)`
}

/** Whether the appeal `item` waits for the viewer: for who convenes its task, then for its owner, then for who filed it. */
export function appealWaits(viewer: Viewer, administered: readonly GovernanceTask[]): Sql {
  return sql`(item.state = 'filed' and item.task = any (${[...administered]}::text[]) or item.state = 'triaged' and item.lead_id = ${viewer.organisation}::bigint or item.state = 'answered' and ${filedBy(viewer)})`
}

/** Appeals that are not done with, counted by what may wait in them: the charter, read beside this, says who convenes their tasks. */
export function readAppeals(tx: Reader, viewer: Viewer, today: string): Promise<Standing[]> {
  return tx.query<Standing>(prepared(sql`
    select task, state, own, mine, late, count(*) as items from (
      select item.task, item.state, coalesce(item.lead_id = ${viewer.organisation}::bigint, false) as own, coalesce(item.state = 'answered' and ${filedBy(viewer)}, false) as mine,
        coalesce(item.state <> 'answered' and item.due_date < ${today}::date, false) as late
      from governance_item as item where item.cluster_id = ${viewer.cluster} and item.kind = 'appeal' and item.state in ('filed', 'triaged', 'answered')) as standing
    group by task, state, own, mine, late`))
}

/** The same for the viewer, by `appealWaits`; late is what they own or convene. */
export function countAppeals(standing: readonly Standing[], administered: readonly GovernanceTask[]): AppealBench {
  const sum = (condition: (one: Standing) => boolean): number => standing.reduce((total, one) => total + (condition(one) ? one.items : 0), 0)
  const convenes = ({ task }: Standing): boolean => administered.includes(task)
  return {
    triage: sum((one) => one.state === 'filed' && convenes(one)), answer: sum(({ state, own }) => state === 'triaged' && own), rate: sum(({ mine }) => mine),
    late: sum((one) => one.late && (one.own || convenes(one))),
  }
}
