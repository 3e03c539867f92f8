import { settingsOf, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import type { Db } from '../../src/db/db.ts'
import { sql } from '../../src/db/sql.ts'
import type { SheetToLoad } from '../../src/intake/load/types.ts'
import { recipeSchema, type FieldValue, type ReadRow } from '../../src/shared/sheets.ts'
import type { SheetKind } from '../../src/shared/vocabulary.ts'

/** A bare cluster and the analyst who works in it; their organisation is the operator, entry 1. */
export async function makeCluster(db: Db, cluster = 'test'): Promise<Viewer> {
  const system = systemViewer(cluster)
  const account = await db.transaction(async (tx) => {
    await tx.query(sql`insert into cluster (cluster_id, name) values (${cluster}, ${cluster})`)
    const account = await tx.query<{ id: number }>(sql`insert into account (email, name) values (${`analyst@${cluster}.example`}, 'Analyst') returning account_id as id`)
    await tx.query(sql`insert into member (cluster_id, account_id, organisation_id, role) values (${cluster}, ${account[0]!.id}, 1, 'analyst')`)
    return account[0]!.id
  }, { session: settingsOf(system) })
  return { cluster, account, organisation: 1, actorType: 'service', role: 'analyst', centreOf: ['T4', 'T5'] }
}

/** A sheet as it stands after reading: values by field, columns lettered in their order. */
export function sheetOf(kind: SheetKind, rows: Record<string, FieldValue>[], options: { recipe?: Record<string, unknown>; file?: string } = {}): SheetToLoad {
  const recipe = recipeSchema.parse({ name: `test ${kind}`, kind, headings: {}, ...options.recipe })
  const read: ReadRow[] = rows.map((values, n) => ({
    row: n + 2, values, columns: Object.fromEntries(Object.keys(values).map((field, at) => [field, String.fromCharCode(65 + at)])),
  }))
  const file = options.file ?? `${kind}.csv`
  return { file: { name: file, sha256: file.padEnd(64, '0'), bytes: 1 }, sheet: kind, kind, recipe, rows: read, total: rows.length, problems: [] }
}

/** Loads sheets with the usual choices. */
export const usual = { choice: 'all', supersede: false, dryRun: false } as const
