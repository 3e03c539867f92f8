import { writeXlsx } from 'hucre'
import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { ownColumns } from '../shared/own-sheets.ts'
import { rights, subjectKinds, type Right, type SubjectKind } from '../shared/vocabulary.ts'
import { observed, type ObservationFilter } from './observations.ts'

const columns = ownColumns('observations')

/** The filtered observations as a sheet that imports again unchanged: a blank stands with the reason that was given for it. */
export async function exportObservations(tx: Tx, viewer: Viewer, filter: ObservationFilter): Promise<Uint8Array> {
  const lines = await tx.query<Record<string, string | number | null>>(sql`
    select indicator.name as indicator, observation.subject_kind as "subjectKind", coalesce(region.code, organisation.credit_code, organisation.code, node.code) as "subjectCode",
      coalesce(region.name, organisation.name, node.name, cluster.name) as subject, observation.period,
      coalesce(to_json(observation.value), to_json(nullif(observation.blank_reason, ''))) as value, observation.unit,
      (select claim.grade from claim where claim.cluster_id = observation.cluster_id and claim.claim_id = observation.claim_id) as grade, observation.right_of_use as right
    from ${observed(viewer, filter)}
    order by observation.period desc, indicator.name, subject, observation.subject_id
    limit 1000000`)
  return writeXlsx({ sheets: [{ name: '观测', rows: [columns.map(({ title }) => title), ...lines.map((line) => columns.map(({ key }) => shown(key, line[key] ?? null)))] }] })
}

function shown(field: string, value: string | number | null): string | number | null {
  if (field === 'right' && value !== null) return rights[value as Right].zh
  return field === 'subjectKind' ? subjectKinds[value as SubjectKind].zh : value
}
