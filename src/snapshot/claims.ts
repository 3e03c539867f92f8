import { asProgram, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Snapshot } from './snapshot.ts'
import { usable } from './usable.ts'

/** What is claimed of a supply beside its conditions, and the conditions by which a node can clog. */
const aspects = ['supply', 'capacity', 'certification', 'price'] as const
export type Aspect = (typeof aspects)[number]

const predicates: Record<Aspect, readonly string[]> = {
  supply: ['supplies', 'supplies.share', 'supplies.negligible', 'supplies.origin', 'supplies.qualified'],
  capacity: ['supplies.capacity'], certification: ['supplies.certification'], price: ['supplies.price'],
}

/**
 * A fact of a snapshot as one number, so that a computation can say what it rests on without loading claims: supplies and their
 * conditions first, then shares of countries, then substitution times of nodes.
 */
export const factOf = {
  supply: (row: number, aspect: Aspect = 'supply'): number => row * aspects.length + aspects.indexOf(aspect),
  origin: ({ supplies }: Snapshot, row: number): number => supplies.count * aspects.length + row,
  substitution: ({ supplies, origins }: Snapshot, node: number): number => supplies.count * aspects.length + origins.count + node,
}

type Asked = { fact: number; kind: 'organisation' | 'node'; subject: number; predicate: string; object: number; scope: string }

/** The live claims behind facts of a snapshot, as far as its audience may use them, for each fact. */
export async function claimIdsFor(tx: Tx, viewer: Viewer, snapshot: Snapshot, facts: Iterable<number>): Promise<Map<number, number[]>> {
  const asked = [...new Set(facts)].flatMap((fact) => keysOf(snapshot, fact))
  if (asked.length === 0) return new Map()
  const rows = await asProgram(tx, viewer, () => readClaims(tx, snapshot, asked))
  return new Map(rows.map(({ fact, claims }) => [fact, claims]))
}

async function readClaims(tx: Tx, { cluster, audience }: Snapshot, asked: readonly Asked[]): Promise<{ fact: number; claims: number[] }[]> {
  const operator = (await tx.query<{ operator: number | null }>(sql`select operator_id as operator from cluster where cluster_id = ${cluster}`))[0]?.operator ?? null
  return tx.query(sql`
    select asked.fact, array_agg(claim.claim_id order by claim.claim_id) as claims
    from unnest(${asked.map((one) => one.fact)}::bigint[], ${asked.map((one) => one.kind)}::text[], ${asked.map((one) => one.subject)}::bigint[],
      ${asked.map((one) => one.predicate)}::text[], ${asked.map((one) => one.object)}::bigint[], ${asked.map((one) => one.scope)}::text[])
      as asked (fact, kind, subject, predicate, object, scope)
    cross join lateral (
      select asked.subject as subject_id
      union all
      select organisation_id from organisation where organisation.cluster_id = ${cluster} and organisation.merged_into = asked.subject) as part
    join claim on ${usable({ cluster, audience, operator }, 'claim')} and claim.subject_id = part.subject_id and claim.predicate = asked.predicate
      and claim.object_id = asked.object and claim.subject_kind = asked.kind and claim.scope = asked.scope and claim.ended_at is null
    group by asked.fact`)
}

function keysOf({ supplies, origins, organisations, nodes, countries }: Snapshot, fact: number): Asked[] {
  const ofSupplies = supplies.count * aspects.length
  if (fact < ofSupplies) {
    const row = Math.floor(fact / aspects.length)
    const subject = organisations.id[supplies.organisation[row]!]!
    const object = nodes.id[supplies.node[row]!]!
    return predicates[aspects[fact % aspects.length]!].map((predicate) => ({ fact, kind: 'organisation', subject, predicate, object, scope: '' }))
  }
  const row = fact - ofSupplies
  if (row < origins.count) {
    return [{ fact, kind: 'node', subject: nodes.id[origins.node[row]!]!, predicate: 'origin', object: 0, scope: countries[origins.country[row]!]! }]
  }
  return [{ fact, kind: 'node', subject: nodes.id[row - origins.count]!, predicate: 'substitutionDays', object: 0, scope: '' }]
}
