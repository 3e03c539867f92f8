import { writeXlsx } from 'hucre'
import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { ownColumns } from '../shared/own-sheets.ts'
import { actorTypes, circles, rights, tiers } from '../shared/vocabulary.ts'
import { readOrganisations, type OrganisationFilter } from './organisations.ts'
import { regionName } from './regions.ts'

const columns = ownColumns('organisations')

/** The filtered registry as a sheet that imports again unchanged. */
export async function exportOrganisations(tx: Tx, viewer: Viewer, filter: OrganisationFilter): Promise<Uint8Array> {
  const items = await readOrganisations(tx, viewer, filter, { offset: 0, limit: 1_000_000 })
  const rows = await tx.query<Record<string, string | number | null> & { id: number }>(sql`
    select organisation_id as id, code, credit_code as "creditCode", stock_code as "stockCode", name, short_name as "shortName", former_names as "formerNames",
      other_names as "otherNames", english_name as "englishName", actor_type as "actorType", tier, circle, region_code as region, city_code as city, country, address, longitude, latitude,
      industry, established::text, revenue, research_spending as "researchSpending", employees, website, note, marks -> '*' ->> 'grade' as grade, right_of_use as right
    from organisation where ${visibleTo(viewer, 'organisation')} and organisation_id = any (${items.map((item) => item.id)}::bigint[])`)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const lines = items.map((item) => columns.map(({ key }) => shown(key, byId.get(item.id)?.[key] ?? null)))
  return writeXlsx({ sheets: [{ name: '主体名单', rows: [columns.map(({ title }) => title), ...lines] }] })
}

const terms: Record<string, Record<string, { zh: string }>> = { actorType: actorTypes, tier: tiers, circle: circles, right: rights }

function shown(field: string, value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value
  if (field === 'region' || field === 'city') return regionName(value)
  return terms[field]?.[value]?.zh ?? value
}
