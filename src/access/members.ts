import type { z } from 'zod'
import type { Db, Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import type { sessionEndpoints } from '../shared/contract/session.ts'
import { AppError } from '../shared/errors.ts'
import type { ClusterRole } from '../shared/vocabulary.ts'
import { findAccount, insertAccount } from './accounts.ts'
import { insertLink } from './sign-in.ts'
import { asProgram, asViewer, visibleTo, type Viewer } from './viewer.ts'

export type Member = z.output<typeof sessionEndpoints.putMember.response>
export type NewMember = { email: string; name: string; role: ClusterRole; organisationId: number; nameEn?: string; /** Place in the demo's switch of persons. */ demoOrder?: number }

/** The people of a cluster. */
export function listMembers(db: Db, viewer: Viewer): Promise<Member[]> {
  return asViewer(db, viewer, (tx) => selectMembers(tx, viewer, empty), { readOnly: true })
}

/** Adds a person to the cluster, or changes their role and organisation. */
export function putMember(db: Db, viewer: Viewer, member: NewMember): Promise<Member> {
  return asViewer(db, viewer, async (tx) => {
    await checkOrganisation(tx, viewer, member.organisationId)
    const account = await asProgram(tx, viewer, () => accountFor(tx, viewer, member))
    await keepAnAdministrator(tx, viewer, account, member.role)
    await tx.query(sql`
      insert into member (cluster_id, account_id, organisation_id, role, demo_order)
      values (${viewer.cluster}, ${account}, ${member.organisationId}, ${member.role}, ${member.demoOrder ?? null})
      on conflict (cluster_id, account_id) do update
      set organisation_id = excluded.organisation_id, role = excluded.role, demo_order = coalesce(excluded.demo_order, member.demo_order)`)
    const rows = await selectMembers(tx, viewer, sql`and member.account_id = ${account}`)
    return rows[0]!
  })
}

/**
 * A one-time link for a member. An administrator gets none for somebody who also belongs to a cluster that they do not
 * administer themself: it would open that cluster too.
 */
export function createSignInLink(db: Db, viewer: Viewer, account: number, now: Date): Promise<{ token: string; expiresAt: Date }> {
  return asViewer(db, viewer, (tx) => asProgram(tx, viewer, async () => {
    const rows = await tx.query<{ here: boolean; elsewhere: boolean }>(sql`
      select
        exists (select 1 from member where cluster_id = ${viewer.cluster} and account_id = ${account}) as here,
        exists (
          select 1 from member
          where account_id = ${account} and cluster_id <> ${viewer.cluster} and not exists (
            select 1 from member as mine
            where mine.cluster_id = member.cluster_id and mine.account_id = ${viewer.account}::bigint and mine.role = 'administrator')) as elsewhere`)
    if (!rows[0]?.here) throw noSuchMember(account)
    if (rows[0].elsewhere) throw alsoElsewhere()
    return insertLink(tx, account, now)
  }))
}

function selectMembers(tx: Tx, viewer: Viewer, condition: Sql): Promise<Member[]> {
  return tx.query<Member>(sql`
    select account.account_id as account, account.email, account.name, member.role, member.organisation_id as "organisationId",
      coalesce(organisation.name, cluster.operator_name) as organisation, coalesce(organisation.actor_type, cluster.operator_type) as "actorType"
    from member
    join account using (account_id)
    left join cluster on cluster.cluster_id = member.cluster_id and cluster.operator_id = member.organisation_id
    left join organisation on organisation.organisation_id = member.organisation_id and ${visibleTo(viewer, 'organisation')}
    where member.cluster_id = ${viewer.cluster} ${condition}
    order by account.name, account.account_id`)
}

/** The account of an address, made when it is new. A name is only changed where the person belongs to no other cluster. */
async function accountFor(tx: Tx, viewer: Viewer, { email, name, nameEn }: NewMember): Promise<number> {
  const made = await insertAccount(tx, { email, name, nameEn }, null)
  if (made !== undefined) return made
  const known = (await findAccount(tx, email))!
  await tx.query(sql`
    update account set name = ${name}, name_en = coalesce(${nameEn ?? null}, name_en)
    where account_id = ${known} and name <> ${name}
      and not exists (select 1 from member where account_id = ${known} and cluster_id <> ${viewer.cluster})`)
  return known
}

async function checkOrganisation(tx: Tx, viewer: Viewer, organisation: number): Promise<void> {
  const found = await tx.query(sql`
    select 1 from organisation
    where ${visibleTo(viewer, 'organisation')} and organisation_id = ${organisation} and retired_at is null and merged_into is null
    union all
    select 1 from cluster where cluster_id = ${viewer.cluster} and operator_id = ${organisation}`)
  if (found.length > 0) return
  throw new AppError('not-found', {
    zh: `本集群没有编号为 ${organisation} 的主体。请先在主体库中登记该主体，再把人加入。`,
    en: `This cluster has no organisation ${organisation}. Register the organisation first, then add the person.`,
  })
}

/** Locks the administrators, so that two of them can't step down at once and leave nobody. */
async function keepAnAdministrator(tx: Tx, viewer: Viewer, account: number, role: ClusterRole): Promise<void> {
  if (role === 'administrator' || viewer.role === 'system') return
  const rows = await tx.query<{ account: number }>(sql`
    select account_id as account from member where cluster_id = ${viewer.cluster} and role = 'administrator' for update`)
  if (rows.some((row) => row.account !== account)) return
  throw new AppError('not-allowed', {
    zh: '这是本集群唯一的管理员，不能改为其他角色。请先指定另一位管理员。',
    en: 'This is the only administrator of the cluster, who can take no other role. Name another administrator first.',
  })
}

function noSuchMember(account: number): AppError {
  return new AppError('not-found', {
    zh: `本集群没有编号为 ${account} 的人。请刷新成员列表后重试。`,
    en: `No person ${account} belongs to this cluster. Refresh the list of people and try again.`,
  })
}

function alsoElsewhere(): AppError {
  return new AppError('not-allowed', {
    zh: '此人还属于您不管理的集群，不能由您生成登录链接。请其用密码登录，或请那个集群的管理员协助。',
    en: 'This person also belongs to a cluster you do not administer, so you can make no link for them. They sign in with their password, or ask that cluster’s administrator.',
  })
}
