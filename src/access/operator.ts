import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { centreTasks, standWith, type Holding, type RoleAssignment } from '../shared/charter.ts'
import type { ActorType } from '../shared/vocabulary.ts'
import { AppError } from '../shared/errors.ts'
import { formatDate } from '../shared/format.ts'
import { ensureFirstAdministrator, findAccount } from './accounts.ts'
import { holdingsOn } from './holdings.ts'
import { asSystem } from './scopes.ts'
import { insertLink } from './sign-in.ts'
import { noSuchCluster } from './viewer-of.ts'
import type { Viewer } from './viewer.ts'

/**
 * The local operator is whoever may read the data directory: they could read the database itself, so they administer every
 * cluster in it. They act through the first administrator's account, so that what they do is on record like anyone's.
 */
export async function localPerson(db: Db): Promise<{ account: number }> {
  const account = await ensureFirstAdministrator(db)
  await asSystem(db, (tx) => tx.query(sql`
    insert into member (cluster_id, account_id, organisation_id, role)
    select cluster_id, ${account}, operator_id, 'administrator' from cluster
    where not exists (
      select 1 from member where member.cluster_id = cluster.cluster_id and member.account_id = ${account} and member.role = 'administrator')
    on conflict (cluster_id, account_id) do update set role = 'administrator'`))
  return { account }
}

type Row = { organisation: number | null; actorType: ActorType | null; assignments: RoleAssignment[] | null; holdings: Holding[] }

/** The local operator in a cluster: its administrator, speaking for the organisation that runs it. */
export async function localOperator(db: Db, cluster: string, now: Date): Promise<Viewer> {
  const { account } = await localPerson(db)
  const rows = await asSystem(db, (tx) => tx.query<Row>(sql`
    select coalesce(standing.organisation_id, cluster.operator_id) as organisation, coalesce(standing.actor_type, cluster.operator_type) as "actorType", newest.assignments,
      ${holdingsOn(cluster, formatDate(now))} as holdings
    from cluster
    left join organisation as own on own.cluster_id = cluster.cluster_id and own.organisation_id = cluster.operator_id
    left join organisation as standing on standing.cluster_id = cluster.cluster_id and standing.organisation_id = coalesce(own.merged_into, own.organisation_id)
    left join lateral (
      select content -> 'assignments' as assignments from charter where charter.cluster_id = cluster.cluster_id order by version desc limit 1
    ) as newest on true
    where cluster.cluster_id = ${cluster}`), cluster)
  const row = rows[0]
  if (!row) throw noSuchCluster(cluster)
  return { cluster, account, organisation: row.organisation, actorType: row.actorType, role: 'administrator', centreOf: centreTasks(standWith(row.assignments ?? [], row.holdings), row) }
}

/** A one-time sign-in link for the account with an address, made by the local operator. */
export function linkFor(db: Db, email: string, now: Date): Promise<{ token: string; expiresAt: Date }> {
  return asSystem(db, async (tx) => {
    const account = await findAccount(tx, email)
    if (account !== undefined) return insertLink(tx, account, now)
    throw new AppError('not-found', {
      zh: `没有邮箱为 ${email} 的账号。请先由集群管理员在“设置”中加入此人。`,
      en: `There is no account with the address ${email}. An administrator adds the person in the settings of a cluster first.`,
    })
  })
}

const tokenFile = (dataDir: string): string => path.join(dataDir, 'operator-token')

/** Makes the secret by which commands on this machine reach a running server, readable by the owner of the data directory alone. */
export async function writeOperatorToken(dataDir: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const draft = `${tokenFile(dataDir)}.${process.pid}`
  // Where the database lies elsewhere, nothing has made the directory yet.
  await mkdir(dataDir, { recursive: true })
  await writeFile(draft, token, { mode: 0o600 })
  await rename(draft, tokenFile(dataDir))
  return token
}

/** The secret of the server that runs on a data directory, undefined where there is none to be read. */
export async function readOperatorToken(dataDir: string): Promise<string | undefined> {
  return readFile(tokenFile(dataDir), 'utf8').catch(() => undefined)
}

/** Whether a call carries the secret (`Bearer …`) and comes from this machine. Takes the same time however much of it is right. */
export function isOperatorCall(authorization: string | undefined, address: string, token: string): boolean {
  if (!/^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address)) return false
  const given = Buffer.from(authorization?.replace(/^Bearer /, '') ?? '')
  const wanted = Buffer.from(token)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
