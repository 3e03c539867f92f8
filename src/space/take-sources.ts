import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { putSource } from '../ledger/sources.ts'
import type { SourceLine } from './ledger.ts'

/** The sources of an export as they stand here: found where they are known, recorded where a claim needs them. */
export type Sources = { idOf(source: number, giverOf: (giver: number | null) => Promise<number | null>): Promise<number> }

export async function openSources(tx: Tx, viewer: Viewer, lines: AsyncIterable<SourceLine>): Promise<Sources> {
  const sources = new Map<number, SourceLine>()
  for await (const line of lines) sources.set(line.source, line)
  const taken = new Map<number, number>()
  return {
    async idOf(source, giverOf) {
      const before = taken.get(source)
      if (before !== undefined) return before
      // A source the exporter might not see still has claims they may see: it goes by its number alone.
      const line: SourceLine = sources.get(source) ?? { ...unseen, source, name: `#${source}` }
      const here = await takeSource(tx, viewer, line, await giverOf(line.giver))
      taken.set(source, here)
      return here
    },
  }
}

const unseen: SourceLine = {
  source: 0, kind: 'form', name: '', sha256: null, bytes: null, url: null, giver: null, giverName: null, grade: 'C', right: 'cluster', task: 'T5', sheets: [],
  recordedAt: '', recordedBy: null, withdrawnAt: null, withdrawnReason: null,
}

async function takeSource(tx: Tx, viewer: Viewer, line: SourceLine, giverId: number | null): Promise<number> {
  const { kind, name, sha256, url, grade, right } = line
  const found = await tx.query<{ id: number }>(sql`
    select source_id as id from source
    where cluster_id = ${viewer.cluster} and kind = ${kind} and name = ${name} and sha256 is not distinct from ${sha256} and url is not distinct from ${url}
      and giver_id is not distinct from ${giverId}::bigint and grade = ${grade} and right_of_use = ${right} and withdrawn_at is null
    order by source_id limit 1`)
  if (found[0]) return found[0].id
  return putSource(tx, viewer, { kind, name, sha256: sha256 ?? undefined, bytes: line.bytes ?? undefined, url: url ?? undefined, giverId, grade, right, task: line.task, sheets: line.sheets })
}
