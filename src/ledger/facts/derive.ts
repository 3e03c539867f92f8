import type { Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import { planFor } from '../claims.ts'
import { deriveAttributes } from './attributes.ts'
import type { Place } from './placed.ts'
import { deriveLinks, deriveObservations, deriveOrigins } from './relations.ts'
import { attributeFacts } from './tables.ts'

/** How many facts came, changed and went in a derivation. */
export type Derived = { created: number; changed: number; retired: number }

/**
 * Lets the typed facts follow from the resolved claims, for everything that `touched` names, in the transaction that touched
 * it. Runs as the program: facts rest on all claims, and each fact row carries the right of use of the claim that made it.
 */
export async function deriveFacts(tx: Tx, viewer: Viewer): Promise<Derived> {
  const derived = await deriveTouched(tx, viewer)
  await noteChange(tx, viewer, derived)
  return derived
}

/** The same for one of several parts of a transaction, which calls `noteChange` with their sum when all is done. */
export async function deriveTouched(tx: Tx, viewer: Viewer): Promise<Derived> {
  await planFor(tx, 'touched')
  const place = await findPlace(tx, viewer)
  const total: Derived = { created: 0, changed: 0, retired: 0 }
  const steps = [...attributeFacts.map((fact) => deriveAttributes(fact, place)), deriveLinks(place), deriveOrigins(place), deriveObservations(place)]
  for (const step of steps) {
    const rows = await tx.query<{ outcome: keyof Derived; facts: number }>(step)
    for (const { outcome, facts } of rows) total[outcome] += facts
  }
  return total
}

/** Raises the cluster's revision where facts changed. Until the transaction ends nobody else can: call it late. */
export async function noteChange(tx: Tx, viewer: Viewer, { created, changed, retired }: Derived): Promise<void> {
  if (created + changed + retired > 0) await tx.query(sql`update cluster set revision = revision + 1 where cluster_id = ${viewer.cluster}`)
}

async function findPlace(tx: Tx, { cluster }: Viewer): Promise<Place> {
  const rows = await tx.query<{ merged: boolean }>(sql`select exists (select 1 from organisation where cluster_id = ${cluster} and merged_into is not null) as merged`)
  return { cluster, merged: rows[0]!.merged }
}
