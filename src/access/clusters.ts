import type { z } from 'zod'
import type { Db, Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { compareCharters, shippedCharter, type Holding, type RoleAssignment } from '../shared/charter.ts'
import { thresholds as thresholdsSchema, type clusterEndpoints, type clusterInfo, type Thresholds } from '../shared/contract/clusters.ts'
import type { Answer } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { formatDate } from '../shared/format.ts'
import type { ActorType } from '../shared/vocabulary.ts'
import { holdingsOn } from './holdings.ts'
import { noSuchCluster } from './viewer-of.ts'
import { asViewer, systemViewer, visibleTo, type Viewer } from './viewer.ts'

export type ClusterInfo = z.output<typeof clusterInfo>
export type Charter = Answer<typeof clusterEndpoints.getCharter>

/** The organisation of the team that runs a cluster: the giver of what the team enters. */
export type Operator = { name: string; creditCode?: string; actorType: ActorType }

/** Registers the operating organisation through the ledger, as every organisation is, and answers its number. */
export type MakeOperator = (tx: Tx, viewer: Viewer, operator: Operator) => Promise<number>

export type NewCluster = { cluster: string; name: string; nameEn?: string; regionCode?: string; demo?: boolean; operator?: Operator }

/**
 * Makes a cluster with its operating organisation and the shipped role charter. The account, where there is one, becomes its
 * administrator; without one (from a terminal) an administrator is added by putMember.
 */
export async function createCluster(db: Db, account: number | null, wanted: NewCluster, makeOperator: MakeOperator): Promise<{ cluster: string; operator: number }> {
  const program: Viewer = { ...systemViewer(wanted.cluster), account }
  return asViewer(db, program, async (tx) => {
    await insertCluster(tx, wanted)
    await tx.query(sql`insert into charter (cluster_id, version, content) values (${wanted.cluster}, 1, ${json(shippedCharter)})`)
    const operator = await makeOperator(tx, program, wanted.operator ?? promotionOrganisation(wanted.name))
    await tx.query(sql`update cluster set operator_id = ${operator} where cluster_id = ${wanted.cluster}`)
    if (account !== null) {
      await tx.query(sql`
        insert into member (cluster_id, account_id, organisation_id, role)
        values (${wanted.cluster}, ${account}, ${operator}, 'administrator')`)
    }
    return { cluster: wanted.cluster, operator }
  })
}

/** Until the team says who it is, its organisation is called after the cluster. */
function promotionOrganisation(cluster: string): Operator {
  return { name: `${cluster.replace(/集群$/, '')}集群促进组织`, actorType: 'association' }
}

async function insertCluster(tx: Tx, { cluster, name, nameEn, regionCode, demo }: NewCluster): Promise<void> {
  const made = await tx.query(sql`
    insert into cluster (cluster_id, name, name_en, region_code, demo)
    values (${cluster}, ${name}, ${nameEn ?? null}, ${regionCode ?? null}, ${demo ?? false})
    on conflict do nothing
    returning 1`)
  if (made.length > 0) return
  throw new AppError('already-exists', {
    zh: `标识为“${cluster}”的集群已存在。请换一个标识。`,
    en: `There is a cluster "${cluster}" already. Choose another identifier.`,
  })
}

/** A cluster as a viewer of it sees it. */
export async function getCluster(db: Db, viewer: Viewer): Promise<ClusterInfo> {
  return asViewer(db, viewer, (tx) => readCluster(db, tx, viewer), { readOnly: true })
}

type ClusterRow = Omit<ClusterInfo, 'role' | 'thresholds' | 'periods'> & { settings: unknown; revision: number }

async function readCluster(db: Db, tx: Tx, viewer: Viewer): Promise<ClusterInfo> {
  const rows = await tx.query<ClusterRow>(sql`
    select cluster.cluster_id as cluster, cluster.name, cluster.name_en as "nameEn", cluster.region_code as "regionCode", cluster.demo,
      coalesce(organisation.name, cluster.operator_name) as operator, cluster.settings, cluster.revision
    from cluster
    left join organisation on organisation.organisation_id = cluster.operator_id and ${visibleTo(viewer, 'organisation')}
    where cluster.cluster_id = ${viewer.cluster}`)
  if (!rows[0]) throw noSuchCluster(viewer.cluster)
  const { settings, revision, ...cluster } = rows[0]
  const role = viewer.role === 'system' ? 'administrator' : viewer.role
  return { ...cluster, role, thresholds: thresholdsOf(settings), periods: await periodsOf(db, tx, viewer, revision) }
}

const remembered = new WeakMap<Db, Map<string, string[]>>()
const most = 1000

/** The periods of which there are observations. No index leads with them, so the answer is kept for as long as no fact changes. */
async function periodsOf(db: Db, tx: Tx, viewer: Viewer, revision: number): Promise<string[]> {
  const known = remembered.get(db) ?? new Map<string, string[]>()
  remembered.set(db, known)
  const key = JSON.stringify([viewer.cluster, revision, viewer.role, viewer.organisation, viewer.centreOf])
  const found = known.get(key)
  if (found) return found
  const rows = await tx.query<{ period: string }>(sql`
    select distinct period from observation where ${visibleTo(viewer, 'observation')} and retired_at is null order by period`)
  if (known.size >= most) known.clear()
  const periods = rows.map(({ period }) => period)
  known.set(key, periods)
  return periods
}

/** The thresholds in a cluster's settings; what a cluster has not set has the shipped value. */
export function thresholdsOf(settings: unknown): Thresholds {
  const given = typeof settings === 'object' && settings !== null && 'thresholds' in settings ? settings.thresholds : {}
  return thresholdsSchema.parse(given)
}

/** The thresholds of the cluster a viewer looks at, within a transaction. */
export async function getThresholds(tx: Tx, viewer: Viewer): Promise<Thresholds> {
  const rows = await tx.query<{ settings: unknown }>(sql`select settings from cluster where cluster_id = ${viewer.cluster}`)
  return thresholdsOf(rows[0]?.settings)
}

/** Sets the thresholds. The revision is raised: node states follow from them as much as from facts. */
export async function updateThresholds(db: Db, viewer: Viewer, thresholds: Thresholds): Promise<ClusterInfo> {
  return asViewer(db, viewer, async (tx) => {
    await tx.query(sql`
      update cluster set settings = jsonb_set(settings, '{thresholds}', ${json(thresholds)}), revision = revision + 1
      where cluster_id = ${viewer.cluster} and settings -> 'thresholds' is distinct from ${json(thresholds)}`)
    return readCluster(db, tx, viewer)
  })
}

type CharterRow = { version: number; adoptedAt: string; motion: number | null; content: { assignments: RoleAssignment[] }; holdings: (Holding & { name: string | null })[] }

/** The role charter that stands, and how it differs from the one that ships. */
export async function getCharter(db: Db, viewer: Viewer, now: Date): Promise<Charter> {
  const rows = await asViewer(db, viewer, (tx) => tx.query<CharterRow>(sql`
    select version, adopted_at as "adoptedAt", motion_id as motion, content, ${holdingsOn(viewer.cluster, formatDate(now))} as holdings from charter where cluster_id = ${viewer.cluster} order by version desc limit 1`), { readOnly: true })
  if (!rows[0]) throw noSuchCluster(viewer.cluster)
  const { content: { assignments }, holdings, ...rest } = rows[0]
  const posts = [...new Set(assignments.flatMap(({ postId }) => postId ?? []))].map((post) => ({ post, holders: holdings.filter((one) => one.post === post).map(({ organisation, name }) => ({ id: organisation, name: name ?? `#${organisation}` })) }))
  return { ...rest, assignments, differences: compareCharters(shippedCharter.assignments, assignments), posts }
}
