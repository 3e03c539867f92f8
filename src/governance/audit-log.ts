import { asViewer, reaches, systemViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { hashOf } from '../ledger/canonical.ts'
import type { auditEndpoints } from '../shared/contract/audit.ts'
import type { Endpoint } from '../shared/contract/endpoint.ts'
import { contract, type Answer, type Checked } from '../shared/contract/index.ts'
import type { AuditAct, AuditOutcome } from '../shared/governance.ts'
import type { Text } from '../shared/vocabulary.ts'

/** One thing that somebody did in a cluster. `subject`: the parameters of the address that was called. */
export type AuditEntry = { cluster: string; act: AuditAct; outcome: AuditOutcome; endpoint: string; subject: string; account: number | null; organisation: number | null; role: Viewer['role']; at: Date }

export type AuditLog = {
  /** Written within moments; the same again meanwhile is counted. What was only seen in the last moments before a crash is lost. */
  noteSoon(entry: AuditEntry): void
  /** Written when the promise settles, or kept and tried again where the database does not answer. */
  note(entry: AuditEntry): Promise<void>
  /** Writes what waits, and no more after that. */
  close(): Promise<void>
}

type Waiting = AuditEntry & { calls: number }
type Told = { onFailure: (error: unknown) => void; /** Milliseconds in which what was seen is gathered. */ pace?: number }

/** Where the calls of one process are written down. Entries keep their order; a failed write loses none. */
export function openAuditLog(db: Db, { onFailure, pace = 2_000 }: Told): AuditLog {
  let waiting: Waiting[] = []
  let gathered = new Map<string, Waiting>()
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(async () => {
      const entries = waiting
      waiting = []
      gathered = new Map()
      try {
        await writeEntries(db, entries)
      } catch (error) {
        waiting = [...entries, ...waiting]
        onFailure(error)
      }
    })
    return writing
  }

  return {
    noteSoon(entry) {
      const key = [entry.cluster, entry.account, entry.role, entry.endpoint, entry.subject, entry.outcome].join('\n')
      const same = gathered.get(key)
      if (same) {
        same.calls++
        return
      }
      const first = { ...entry, calls: 1 }
      gathered.set(key, first)
      waiting.push(first)
      timer ??= setTimeout(() => void flush(), pace).unref()
    },
    note(entry) {
      waiting.push({ ...entry, calls: 1 })
      return flush()
    },
    close: flush,
  }
}

async function writeEntries(db: Db, entries: readonly Waiting[]): Promise<void> {
  for (const cluster of new Set(entries.map((entry) => entry.cluster))) {
    const viewer = systemViewer(cluster)
    await asViewer(db, viewer, (tx) => append(tx, cluster, entries.filter((entry) => entry.cluster === cluster)))
  }
}

/** Appends to the chain of a cluster; whoever else appends waits. A cluster that is gone has no log any more. */
async function append(tx: Tx, cluster: string, entries: readonly Waiting[]): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext(${`audit ${cluster}`}))`)
  const [standing] = await tx.query(sql`select 1 from cluster where cluster_id = ${cluster}`)
  if (!standing) return
  const [last] = await tx.query<{ id: number; hash: string }>(sql`select entry_id as id, hash from audit_entry where cluster_id = ${cluster} order by entry_id desc limit 1`)
  let [id, previous] = [last?.id ?? 0, last?.hash ?? '']
  const rows = entries.map(({ at, ...entry }) => {
    const row = { ...entry, id: ++id, at: at.toISOString(), previous }
    const hash = hashOf(row)
    previous = hash
    return { ...row, hash }
  })
  await tx.query(sql`
    insert into audit_entry (cluster_id, entry_id, act, outcome, endpoint, subject, calls, account_id, organisation_id, role, made_at, previous_hash, hash)
    select ${cluster}, id, act, outcome, endpoint, subject, calls, account, organisation, role, at, previous, hash
    from jsonb_to_recordset(${json(rows)}) as row (id bigint, act text, outcome text, endpoint text, subject text, calls integer, account bigint, organisation bigint, role text, at timestamptz, previous text, hash text)`)
}

type Listed = Answer<typeof auditEndpoints.listAudit>['items'][number]
type Row = { id: number; act: AuditAct; outcome: AuditOutcome; endpoint: string; subject: string; calls: number; account: number | null; organisation: number | null; role: string; at: string; previous: string; hash: string }

/** The first entry that is missing, moved or changed, and how many there are. */
export async function checkEntries(tx: Tx, cluster: string): Promise<{ entries: number; brokenAt: number | null; head: string | null }> {
  const rows = await tx.query<Row>(sql`
    select entry_id as id, act, outcome, endpoint, subject, calls, account_id as account, organisation_id as organisation, role, made_at as at, previous_hash as previous, hash
    from audit_entry where cluster_id = ${cluster} order by entry_id`)
  const broken = rows.findIndex(({ hash, at, ...row }, n) => row.id !== n + 1 || row.previous !== (rows[n - 1]?.hash ?? '') || hash !== hashOf({ ...row, cluster, at: new Date(at).toISOString() }))
  return { entries: rows.length, brokenAt: broken < 0 ? null : broken + 1, head: rows.at(-1)?.hash ?? null }
}

/** The log, newest first: all of it for an administrator, else what is written of the viewer. */
export async function listAudit(tx: Tx, viewer: Viewer, { act, account, offset, limit }: Checked<typeof auditEndpoints.listAudit>['query']): Promise<Answer<typeof auditEndpoints.listAudit>> {
  const mine = reaches(viewer, 'administrator') ? sql`true` : sql`entry.account_id = ${viewer.account}`
  const where = sql`entry.cluster_id = ${viewer.cluster} and ${mine} and (${act ?? null}::text is null or entry.act = ${act ?? null}) and (${account ?? null}::bigint is null or entry.account_id = ${account ?? null})`
  const rows = await tx.query<Omit<Listed, 'title'>>(sql`
    select entry.entry_id as entry, entry.act, entry.outcome, entry.endpoint, entry.subject, entry.calls, entry.role, entry.made_at as at, account.name as person, organisation.name as organisation
    from audit_entry as entry
    left join account on account.account_id = entry.account_id
    left join organisation on organisation.cluster_id = entry.cluster_id and organisation.organisation_id = entry.organisation_id
    where ${where} order by entry.entry_id desc offset ${offset} limit ${limit}`)
  const [counted] = await tx.query<{ total: number }>(sql`select count(*) as total from audit_entry as entry where ${where}`)
  return { total: counted!.total, items: rows.map((row) => ({ ...row, title: titleOf(row.endpoint) })) }
}

/** What an endpoint is called; one that an earlier version had goes by its name. */
function titleOf(endpoint: string): Text {
  return (contract as Record<string, Endpoint>)[endpoint]?.summary ?? { zh: endpoint, en: endpoint }
}
