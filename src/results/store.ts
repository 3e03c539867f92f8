import { createHash } from 'node:crypto'
import { asProgram, type Audience, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { json, sql, type Sql } from '../db/sql.ts'
import type { ResultHead } from '../shared/contract/analyses.ts'
import { AppError } from '../shared/errors.ts'
import type { Result } from '../shared/results.ts'
import { unpackResult, type Content } from './content.ts'

/** What a result is known by: the same five say the same result, for ever. */
export type ResultKey = { analysis: string; version: number; snapshot: string; audience: Audience; parameters: Record<string, unknown> }

const head: Sql = sql`result_id as result, analysis, version, snapshot, audience, parameters, computed_at as "computedAt", computed_ms as "computedMs", sha256`

/** The result of these five, where it was computed before. */
export async function findResult(tx: Tx, { cluster }: Viewer, key: ResultKey): Promise<number | undefined> {
  const rows = await tx.query<{ result: number }>(sql`
    select result_id as result from result
    where cluster_id = ${cluster} and audience = ${key.audience} and analysis = ${key.analysis} and version = ${key.version} and snapshot = ${key.snapshot}
      and parameters_hash = ${hashOfParameters(key.parameters)}`)
  return rows[0]?.result
}

/** Keeps a result. Whoever computed the same meanwhile was first: theirs stays. */
export async function putResult(tx: Tx, viewer: Viewer, key: ResultKey, { content, revision, ms }: { content: Content; revision: number; ms: number }): Promise<number> {
  return asProgram(tx, viewer, async () => {
    const rows = await tx.query<{ result: number }>(sql`
      insert into result (cluster_id, analysis, version, snapshot, revision, audience, parameters, parameters_hash, content, sha256, computed_ms)
      values (${viewer.cluster}, ${key.analysis}, ${key.version}, ${key.snapshot}, ${revision}, ${key.audience}, ${json(key.parameters)}, ${hashOfParameters(key.parameters)},
        ${Buffer.from(content.packed)}, ${content.sha256}, ${Math.round(ms)})
      on conflict (cluster_id, audience, analysis, version, snapshot, parameters_hash) do nothing
      returning result_id as result`)
    return rows[0]?.result ?? (await findResult(tx, viewer, key))!
  })
}

export type Kept = { head: ResultHead; result: Result }

export async function getKept(tx: Tx, { cluster }: Viewer, id: number): Promise<Kept> {
  const rows = await tx.query<ResultHead & { content: Buffer }>(sql`select ${head}, content from result where cluster_id = ${cluster} and result_id = ${id}`)
  if (!rows[0]) throw new AppError('not-found', { zh: `没有编号为 ${id} 的分析结果，或您无权查看。`, en: `There is no result ${id}, or you may not see it.` })
  const { content, ...rest } = rows[0]
  return { head: rest, result: unpackResult(content) }
}

/** Earlier results of an analysis that the viewer may see, the newest first. */
export function listResults(tx: Tx, { cluster }: Viewer, analysis: string): Promise<ResultHead[]> {
  return tx.query<ResultHead>(sql`select ${head} from result where cluster_id = ${cluster} and analysis = ${analysis} order by computed_at desc, result_id desc limit 50`)
}

/** Parameters that were read by the same schema hash alike whatever the order in which they were given. */
function hashOfParameters(parameters: Record<string, unknown>): string {
  return createHash('sha256').update(JSON.stringify(sorted(parameters))).digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, sorted(part)]))
}
