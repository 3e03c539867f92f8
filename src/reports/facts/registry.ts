import type { Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import type { Grade } from '../../shared/vocabulary.ts'
import { claimsOfSet, organisationClaims, type ClaimSet } from '../claim-sets.ts'

/** A count over a set of claims, with the lowest grade among them. */
export type Counted = { set: ClaimSet; count: number; grade: Grade | null }
export type RegistryFacts = { total: Counted; fresh: Counted; actorTypes: Record<string, Counted>; untyped: Counted; tiers: Record<string, Counted> }

/** How many organisations there are, of which kind, and which of them are new. */
export async function readRegistry(tx: Tx, viewer: Viewer, from: string): Promise<RegistryFacts> {
  return {
    total: await countSet(tx, viewer, { name: 'organisations', parameters: {} }),
    fresh: await countSet(tx, viewer, { name: 'organisations', parameters: { since: from } }),
    actorTypes: await countBy(tx, viewer, 'actorType'),
    untyped: await countSet(tx, viewer, { name: 'organisationsWithout', parameters: { field: 'actorType' } }),
    tiers: await countBy(tx, viewer, 'tier'),
  }
}

/** Counts the claims of a set. */
export async function countSet(tx: Tx, viewer: Viewer, set: ClaimSet): Promise<Counted> {
  const rows = await tx.query<{ count: number; grade: Grade | null }>(sql`select count(*) as count, max(grade) as grade from (${claimsOfSet(viewer, set)}) as member`)
  return { set, ...rows[0]! }
}

async function countBy(tx: Tx, viewer: Viewer, field: string): Promise<Record<string, Counted>> {
  const rows = await tx.query<{ value: string; count: number; grade: Grade }>(sql`
    select value, count(*) as count, max(grade) as grade from (${organisationClaims(viewer, field)}) as member group by value`)
  return Object.fromEntries(rows.map(({ value, count, grade }) => [value, { set: { name: 'organisationsWith' as const, parameters: { field, value } }, count, grade }]))
}
