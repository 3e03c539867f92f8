import type { Db, Session, Tx, TransactionOptions } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'
import { AppError } from '../shared/errors.ts'
import type { Access } from '../shared/contract/endpoint.ts'
import type { ActorType, ClusterRole, GovernanceTask, Right } from '../shared/vocabulary.ts'

/** Who looks at a cluster: the one thing that decides what is seen. `system` is the program itself. */
export type Viewer = {
  cluster: string
  account: number | null
  organisation: number | null
  actorType: ActorType | null
  role: ClusterRole | 'system'
  /** Tasks of the role charter in which the viewer's organisation is a centre. */
  centreOf: readonly GovernanceTask[]
}

/** What a computation may rest on: everything the team sees, what the centres see, what every member sees, what is public. */
export type Audience = 'team' | 'centres' | 'cluster' | 'public'

/** The program itself in a cluster: for work that no person does, such as deriving facts from claims. */
export function systemViewer(cluster: string): Viewer {
  return { cluster, account: null, organisation: null, actorType: null, role: 'system', centreOf: [] }
}

/** The settings by which row-level security knows the viewer. */
export function settingsOf(viewer: Viewer): Session {
  return {
    'polycenter.cluster': viewer.cluster,
    'polycenter.account': viewer.account === null ? '' : String(viewer.account),
    'polycenter.organisation': viewer.organisation === null ? '' : String(viewer.organisation),
    'polycenter.role': viewer.role,
    'polycenter.centre_of': viewer.centreOf.join(','),
    'polycenter.actor_type': viewer.actorType ?? '',
  }
}

/** Runs `work` in one transaction as the viewer: what they may not see does not exist in it. */
export function asViewer<T>(db: Db, viewer: Viewer, work: (tx: Tx) => Promise<T>, options: Omit<TransactionOptions, 'session'> = {}): Promise<T> {
  return db.transaction(work, { ...options, session: settingsOf(viewer) })
}

/** Reads as a viewer, each statement for itself and in one round trip. */
export function readAs(db: Db, viewer: Viewer): Pick<Tx, 'query'> {
  const session = settingsOf(viewer)
  return { query: (q) => db.read(q, session) }
}

/**
 * The same, but what is asked side by side, before anything is awaited, travels together: one transaction and one round trip for all of it.
 * One statement that fails fails those beside it.
 */
export function readTogetherAs(db: Db, viewer: Viewer): Pick<Tx, 'query'> {
  const session = settingsOf(viewer)
  let together: { queries: Sql[]; answers: Promise<Record<string, unknown>[][]> } | undefined
  const begin = (): NonNullable<typeof together> => {
    const queries: Sql[] = []
    const answers = Promise.resolve().then(() => {
      together = undefined
      return db.readTogether(queries, session)
    })
    return { queries, answers }
  }
  return {
    query: async <T extends Record<string, unknown>>(q: Sql) => {
      const { queries, answers } = (together ??= begin())
      const place = queries.push(q) - 1
      return (await answers)[place] as T[]
    },
  }
}

/** The same as the program: what the viewer's answer rests on without being shown to them. */
export function readAsProgram(db: Db, viewer: Viewer): Pick<Tx, 'query'> {
  return readAs(db, { ...viewer, role: 'system' })
}

/**
 * Within a transaction of a viewer, does one step as the program: facts follow from all claims, also from those the
 * person who triggered it may not see. The viewer is put back before the transaction goes on.
 */
export async function asProgram<T>(tx: Tx, viewer: Viewer, work: () => Promise<T>): Promise<T> {
  await tx.query(sql`select set_config('polycenter.role', 'system', true)`)
  const result = await work()
  await tx.query(sql`select set_config('polycenter.role', ${viewer.role}, true)`)
  return result
}

const order: readonly (ClusterRole | 'system')[] = ['guest', 'member', 'analyst', 'administrator', 'system']

/** Whether the viewer's role reaches the one that is asked for. */
export function reaches(viewer: Viewer, role: ClusterRole): boolean {
  return order.indexOf(viewer.role) >= order.indexOf(role)
}

/** Refuses, in plain words, who may not do what an endpoint or command asks. */
export function demand(viewer: Viewer, access: Access): void {
  if (access === 'anyone' || access === 'account' || reaches(viewer, access)) return
  throw new AppError('not-allowed', {
    zh: `此操作需要${roleName[access].zh}权限，您在本集群的角色是${viewer.role === 'system' ? '系统' : roleName[viewer.role].zh}。请联系集群管理员。`,
    en: `This needs the role "${access}"; yours in this cluster is "${viewer.role}". Ask an administrator of the cluster.`,
  })
}

const roleName: Record<ClusterRole, { zh: string }> = {
  guest: { zh: '访客' }, member: { zh: '成员' }, analyst: { zh: '分析员' }, administrator: { zh: '管理员' },
}

/**
 * The tasks of which a viewer sees what only their centres may. Enterprises are a centre of T2, but who supplies whom is a secret among
 * rivals: they see their own rows, and aggregates.
 */
export function seesOf({ actorType, centreOf }: Viewer): readonly GovernanceTask[] {
  return actorType === 'enterprise' ? centreOf.filter((task) => task !== 'T2') : centreOf
}

/** The audience a viewer belongs to: which of the computed results they are shown. */
export function audienceOf(viewer: Viewer): Audience {
  if (reaches(viewer, 'analyst')) return 'team'
  if (viewer.role === 'guest') return 'public'
  return seesOf(viewer).includes('T2') ? 'centres' : 'cluster'
}

/** The rights of use an audience's computations may draw on. Owner-only claims of the operating team count for the team. */
export const rightsOf: Record<Audience, readonly Right[]> = {
  team: ['public', 'cluster', 'centres'],
  centres: ['public', 'cluster', 'centres'],
  cluster: ['public', 'cluster'],
  public: ['public'],
}

const rightsOfRole: Record<Viewer['role'], readonly Right[]> = {
  system: ['public', 'cluster', 'centres', 'owner'],
  administrator: ['public', 'cluster', 'centres'],
  analyst: ['public', 'cluster', 'centres'],
  member: ['public', 'cluster'],
  guest: ['public'],
}

type Guarded = 'source' | 'claim' | 'organisation' | 'node' | 'search_entry' | 'node_link' | 'supplies' | 'origin' | 'indicator' | 'observation' | 'organisation_link'

/**
 * The one condition under which rows of facts, claims and sources are read. It says in the query what row-level security says
 * again below it, so that an index by cluster is used and a mistake in one place shows in the other.
 */
export function visibleTo(viewer: Viewer, table: Guarded): Sql {
  const t = tableSql[table]
  const mine = ownRows[table]
  return sql`(${t}.cluster_id = ${viewer.cluster} and (${t}.right_of_use = any (${[...rightsOfRole[viewer.role]]}::text[])
    or ${t}.giver_id = ${viewer.organisation}::bigint
    or (${t}.right_of_use = 'centres' and ${t}.task = any (${reaches(viewer, 'member') ? [...seesOf(viewer)] : []}::text[]))
    ${mine && reaches(viewer, 'member') && viewer.role !== 'system' ? sql`or ${viewer.organisation}::bigint in (${mine})` : sql``}))`
}

const tableSql: Record<Guarded, Sql> = {
  source: sql`source`, claim: sql`claim`, organisation: sql`organisation`, node: sql`node`, search_entry: sql`search_entry`,
  node_link: sql`node_link`, supplies: sql`supplies`, origin: sql`origin`, indicator: sql`indicator`, observation: sql`observation`,
  organisation_link: sql`organisation_link`,
}

/** An organisation sees what is said of itself, whoever said it. */
const ownRows: Partial<Record<Guarded, Sql>> = {
  supplies: sql`supplies.organisation_id`,
  observation: sql`case when observation.subject_kind = 'organisation' then observation.subject_id end`,
  organisation_link: sql`organisation_link.supplier_id, organisation_link.customer_id`,
  claim: sql`case when claim.subject_kind = 'organisation' then claim.subject_id end, case when claim.predicate like 'sells%' then claim.object_id end`,
}
