import type { Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { join, sql, type Sql } from '../../db/sql.ts'
import { bulk, planFor } from '../claims.ts'
import { deriveAttributes } from './attributes.ts'
import type { Place } from './placed.ts'
import { links, observations, origins } from './relations.ts'
import { attributeFacts } from './tables.ts'

/** How many facts came, changed and went in a derivation. */
export type Derived = { created: number; changed: number; retired: number }

/**
 * Lets the typed facts follow from the resolved claims, for everything that `touched` names, in the transaction that touched
 * it. Runs as the program: facts rest on all claims, and each fact row carries the right of use of the claim that made it. From
 * `bulkFrom` touched keys of one kind on, they are written as a bulk.
 */
export async function deriveFacts(tx: Tx, viewer: Viewer, bulkFrom = bulk): Promise<Derived> {
  const derived = await deriveTouched(tx, viewer, bulkFrom)
  await noteChange(tx, viewer, derived)
  return derived
}

/** The same for one of several parts of a transaction, which calls `noteChange` with their sum when all is done. */
export async function deriveTouched(tx: Tx, viewer: Viewer, bulkFrom = bulk): Promise<Derived> {
  const merged = await hasMerged(tx, viewer)
  const total: Derived = { created: 0, changed: 0, retired: 0 }
  for (const { derive, touched } of await listTouched(tx)) {
    const many = await planFor(tx, touched, bulkFrom)
    const place = { cluster: viewer.cluster, merged }
    const rows = many ? await deriveBulk(tx, derive, place) : await tx.query<Outcome>(derive({ ...place, bulk: false }))
    for (const { outcome, facts } of rows) total[outcome] += facts
  }
  return total
}

type Outcome = { outcome: keyof Derived; facts: number }

/** Many facts at once; where another transaction adds one of them meanwhile, once more in the way that can bear it. */
async function deriveBulk(tx: Tx, derive: Step['derive'], place: Omit<Place, 'bulk'>): Promise<Outcome[]> {
  await tx.exec('savepoint bulk')
  try {
    const rows = await tx.query<Outcome>(derive({ ...place, bulk: true }))
    await tx.exec('release savepoint bulk')
    return rows
  } catch (error) {
    if ((error as { code?: unknown }).code !== uniqueViolation) throw error
    await tx.exec('rollback to savepoint bulk')
    return tx.query<Outcome>(derive({ ...place, bulk: false }))
  }
}

const uniqueViolation = '23505'

type Step = { touched: Sql; derive: (place: Place) => Sql }

const steps: Step[] = [...attributeFacts.map((fact) => ({ touched: fact.touchedWhere, derive: (place: Place) => deriveAttributes(fact, place) })), links, origins, observations]

/** The kinds of facts of which something was touched, and how much. */
async function listTouched(tx: Tx): Promise<{ derive: Step['derive']; touched: number }[]> {
  const rows = await tx.query<{ counts: number[] }>(sql`
    select array[${join(steps.map(({ touched }) => sql`count(*) filter (where ${touched})`), sql`, `)}] as counts from touched`)
  return steps.map(({ derive }, n) => ({ derive, touched: rows[0]!.counts[n]! })).filter(({ touched }) => touched > 0)
}

/** Raises the cluster's revision where facts changed. Until the transaction ends nobody else can: call it late. */
export async function noteChange(tx: Tx, viewer: Viewer, { created, changed, retired }: Derived): Promise<void> {
  if (created + changed + retired > 0) await tx.query(sql`update cluster set revision = revision + 1 where cluster_id = ${viewer.cluster}`)
}

async function hasMerged(tx: Tx, { cluster }: Viewer): Promise<boolean> {
  const rows = await tx.query<{ merged: boolean }>(sql`select exists (select 1 from organisation where cluster_id = ${cluster} and merged_into is not null) as merged`)
  return rows[0]!.merged
}
