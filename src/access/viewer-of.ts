import type { Db } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'
import { centreTasks, standWith, type Holding, type RoleAssignment } from '../shared/charter.ts'
import { AppError } from '../shared/errors.ts'
import { formatDate } from '../shared/format.ts'
import type { ActorType, ClusterRole } from '../shared/vocabulary.ts'
import { holdingsOn } from './holdings.ts'
import { asSystem } from './scopes.ts'
import { notSignedIn } from './sign-in.ts'
import { hashOfToken } from './tokens.ts'
import type { Viewer } from './viewer.ts'

type Row = { account: number; role: ClusterRole | null; organisation: number | null; actorType: ActorType | null; assignments: RoleAssignment[] | null; holdings: Holding[] }

/**
 * Who a session is in a cluster: role, organisation, and the tasks of the cluster's newest charter in which the organisation is a
 * centre. A cluster one does not belong to is answered like one that does not exist.
 */
export async function viewerOf(db: Db, token: string | undefined, cluster: string, now: Date): Promise<Viewer> {
  if (token === undefined) throw notSignedIn()
  const who = sql`select account_id from session where token_hash = ${hashOfToken(token)} and expires_at > ${now.toISOString()}`
  const [row] = await asSystem(db, (tx) => tx.query<Row>(viewerQuery(who, cluster, formatDate(now))), cluster)
  if (!row) throw notSignedIn()
  const viewer = viewerFrom(row, cluster)
  if (!viewer) throw noSuchCluster(cluster)
  return viewer
}

/** Whom an account is in a cluster, for what the program does in their name; undefined where they are no member any more. */
export async function viewerOfAccount(db: Db, account: number, cluster: string, now: Date): Promise<Viewer | undefined> {
  const [row] = await asSystem(db, (tx) => tx.query<Row>(viewerQuery(sql`select ${account}::bigint as account_id`, cluster, formatDate(now))), cluster)
  return row && viewerFrom(row, cluster)
}

function viewerFrom({ role, assignments, holdings, ...row }: Row, cluster: string): Viewer | undefined {
  return role === null ? undefined : { cluster, ...row, role, centreOf: centreTasks(standWith(assignments ?? [], holdings), row) }
}

/**
 * An organisation that was merged into another is looked through to the one that stands. The operating organisation need not be
 * a fact of the registry: until a source speaks of it, what the cluster says of it holds.
 */
function viewerQuery(who: Sql, cluster: string, today: string) {
  return sql`
    select account.account_id as account, member.role, coalesce(standing.organisation_id, member.organisation_id) as organisation,
      acting.type as "actorType", newest.assignments, ${holdingsOn(cluster, today)} as holdings
    from (${who}) as who
    join account using (account_id)
    left join member on member.cluster_id = ${cluster} and member.account_id = who.account_id
    left join cluster on cluster.cluster_id = member.cluster_id
    left join lateral (
      with recursive up as (
        select organisation_id, actor_type, merged_into from organisation
        where cluster_id = ${cluster} and organisation_id = member.organisation_id
        union
        select kept.organisation_id, kept.actor_type, kept.merged_into from up
        join organisation as kept on kept.cluster_id = ${cluster} and kept.organisation_id = up.merged_into)
      select organisation_id, actor_type from up where merged_into is null
    ) as standing on true
    left join lateral (
      select coalesce(standing.actor_type, case when member.organisation_id = cluster.operator_id then cluster.operator_type end) as type
    ) as acting on true
    left join lateral (
      select content -> 'assignments' as assignments from charter where cluster_id = ${cluster} order by version desc limit 1
    ) as newest on true
    where account.disabled_at is null`
}

/** The refusal for a cluster that is not there, or not for this person. */
export function noSuchCluster(cluster: string): AppError {
  return new AppError('not-found', {
    zh: `没有集群“${cluster}”，或您不是它的成员。请检查地址，或请该集群的管理员把您加入。`,
    en: `There is no cluster "${cluster}", or you are not a member of it. Check the address, or ask its administrator to add you.`,
  })
}
