import { asProgram, settingsOf, type Audience, type Viewer } from '../access/viewer.ts'
import { ensureStates } from '../chain/states.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { governanceTasks, keysOf } from '../shared/vocabulary.ts'

/** What a report says of the cluster it is about. */
export type ClusterMeta = { name: string; nameEn: string | null; demo: boolean; operator: number | null; issuer: string; revision: number }

/** The cluster as a report names it: the same for whoever asks. */
export async function readClusterMeta(tx: Tx, viewer: Viewer): Promise<ClusterMeta> {
  const rows = await asProgram(tx, viewer, () => tx.query<ClusterMeta>(sql`
    select cluster.name, cluster.name_en as "nameEn", cluster.demo, cluster.operator_id as operator, coalesce(organisation.name, cluster.operator_name, cluster.name) as issuer, cluster.revision
    from cluster
    left join organisation on organisation.cluster_id = cluster.cluster_id and organisation.organisation_id = cluster.operator_id
    where cluster.cluster_id = ${viewer.cluster}`))
  return rows[0]!
}

/**
 * The viewer as whom a report is computed: all that its audience may use and nothing else, so that the figures do not depend
 * on who of them looks. What the operating organisation keeps to itself counts for its own team.
 */
export function viewerOf(viewer: Viewer, audience: Audience, operator: number | null): Viewer {
  const base = { cluster: viewer.cluster, account: viewer.account, actorType: null, organisation: null, centreOf: [] }
  if (audience === 'team') return { ...base, organisation: operator, role: 'analyst' }
  if (audience === 'public') return { ...base, role: 'guest' }
  return { ...base, role: 'member', centreOf: audience === 'centres' ? keysOf(governanceTasks) : [] }
}

/** Makes sure that the states of the nodes are those of the facts as they stand, for the audience of a report. */
export function ensureAudience(db: Db, viewer: Viewer, audience: Audience, now: Date): Promise<void> {
  return ensureStates(db, audience === 'team' ? viewer : viewerOf(viewer, audience, null), now)
}

/** Within a transaction of a viewer, does one step as another: row-level security then shows what that one may see. */
export async function speakAs<T>(tx: Tx, viewer: Viewer, other: Viewer, work: () => Promise<T>): Promise<T> {
  await take(tx, other)
  const result = await work()
  await take(tx, viewer)
  return result
}

async function take(tx: Tx, viewer: Viewer): Promise<void> {
  const settings = Object.entries(settingsOf(viewer))
  await tx.query(sql`
    select set_config(name, value, true) from unnest(${settings.map(([name]) => name)}::text[], ${settings.map(([, value]) => value)}::text[]) as setting (name, value)`)
}
