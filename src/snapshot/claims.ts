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

/** One question for many facts of one kind: which live claims have these predicates. */
type Asked = { kind: 'organisation' | 'node'; predicates: readonly string[]; facts: number[]; subjects: number[]; objects: number[]; scopes: string[] }

/** The live claims behind facts of a snapshot, as far as its audience may use them, for each fact. */
export async function claimIdsFor(tx: Tx, viewer: Viewer, snapshot: Snapshot, facts: Iterable<number>): Promise<Map<number, number[]>> {
  const claims = new Map<number, number[]>()
  const asked = askFor(snapshot, new Set(facts))
  if (asked.length === 0) return claims
  await asProgram(tx, viewer, async () => {
    const { operator, merged } = await readParts(tx, snapshot)
    for (const one of asked) {
      for (const { fact, ids } of await readClaims(tx, snapshot, operator, withMerged(one, merged))) claims.set(fact, ids)
    }
  })
  return claims
}

/** Claims of a merged organisation still speak of the one that was merged; they count for the one that stands. */
async function readParts(tx: Tx, { cluster }: Snapshot): Promise<{ operator: number | null; merged: Map<number, number[]> }> {
  const operators = await tx.query<{ operator: number | null }>(sql`select operator_id as operator from cluster where cluster_id = ${cluster}`)
  const rows = await tx.query<{ whole: number; part: number }>(sql`
    select merged_into as whole, organisation_id as part from organisation where cluster_id = ${cluster} and merged_into is not null`)
  const merged = new Map<number, number[]>()
  for (const { whole, part } of rows) merged.set(whole, [...(merged.get(whole) ?? []), part])
  return { operator: operators[0]?.operator ?? null, merged }
}

function withMerged(asked: Asked, merged: ReadonlyMap<number, number[]>): Asked {
  if (merged.size === 0 || asked.kind === 'node') return asked
  const all: Asked = { ...asked, facts: [...asked.facts], subjects: [...asked.subjects], objects: [...asked.objects], scopes: [...asked.scopes] }
  for (const [n, subject] of asked.subjects.entries()) {
    for (const part of merged.get(subject) ?? []) add(all, asked.facts[n]!, part, asked.objects[n]!, asked.scopes[n]!)
  }
  return all
}

function readClaims(tx: Tx, { cluster, audience }: Snapshot, operator: number | null, { kind, predicates, facts, subjects, objects, scopes }: Asked): Promise<{ fact: number; ids: number[] }[]> {
  return tx.query(sql`
    select asked.fact, array_agg(claim.claim_id order by claim.claim_id) as ids
    from unnest(${facts}::bigint[], ${subjects}::bigint[], ${objects}::bigint[], ${scopes}::text[]) as asked (fact, subject, object, scope)
    join claim on ${usable({ cluster, audience, operator }, 'claim')} and claim.subject_id = asked.subject and claim.object_id = asked.object and claim.scope = asked.scope
      and claim.subject_kind = ${kind} and claim.predicate = any (${[...predicates]}::text[]) and claim.ended_at is null
    group by asked.fact`)
}

function askFor(snapshot: Snapshot, facts: ReadonlySet<number>): Asked[] {
  const { supplies, origins, organisations, nodes, countries } = snapshot
  const ofSupplies = supplies.count * aspects.length
  const asked: Record<Aspect | 'origin' | 'substitution', Asked> = {
    supply: ask('organisation', predicates.supply), capacity: ask('organisation', predicates.capacity), certification: ask('organisation', predicates.certification),
    price: ask('organisation', predicates.price), origin: ask('node', ['origin']), substitution: ask('node', ['substitutionDays']),
  }
  for (const fact of facts) {
    const row = fact - ofSupplies
    if (row < 0) {
      const supply = Math.floor(fact / aspects.length)
      add(asked[aspects[fact % aspects.length]!], fact, organisations.id[supplies.organisation[supply]!]!, nodes.id[supplies.node[supply]!]!, '')
    } else if (row < origins.count) add(asked.origin, fact, nodes.id[origins.node[row]!]!, 0, countries[origins.country[row]!]!)
    else add(asked.substitution, fact, nodes.id[row - origins.count]!, 0, '')
  }
  return Object.values(asked).filter((one) => one.facts.length > 0)
}

function ask(kind: Asked['kind'], list: readonly string[]): Asked {
  return { kind, predicates: list, facts: [], subjects: [], objects: [], scopes: [] }
}

function add({ facts, subjects, objects, scopes }: Asked, fact: number, subject: number, object: number, scope: string): void {
  facts.push(fact)
  subjects.push(subject)
  objects.push(object)
  scopes.push(scope)
}
