import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { buildGraph, type Graph } from '../kernels/graph.ts'
import { copyRows } from './copy-rows.ts'
import { inferLinks } from './infer-links.ts'
import { rowsById, type Registry } from './registry.ts'
import type { Snapshot } from './snapshot.ts'
import { usable, type Scope } from './usable.ts'

/**
 * Who sells to whom: one row a pair, in the order of supplier and customer, both rows of the registry. Either all of them are stated
 * (link tables) or all are inferred from supplies and requires; the two are never mixed.
 */
export type FirmLinks = {
  /** Inferred links are grade D and are said to be inferred wherever they are used: docs/methods/inferred-links.md. */
  inferred: boolean
  count: number
  supplier: Int32Array
  customer: Int32Array
  /** Yuan of the latest period stated, NaN where only the link is stated; of inferred links a share of the requires-links behind it, without unit. */
  volume: Float64Array
  /** Of inferred links: the node the customer makes, and the input of it that the supplier makes, where they weigh most. Of stated ones -1. */
  node: Int32Array
  input: Int32Array
  left: LinksLeft
}

/** What was left out, to be said with every result. */
export type LinksLeft = { withoutEnds: number; selfLoops: number; tooWide: number }

/** The links as a graph over the rows of the registry, supplier → customer, weighted by volume; a volume nobody has stated counts `unknown`. */
export function graphOf({ supplier, customer, volume }: FirmLinks, organisations: number, unknown = NaN): Graph {
  return buildGraph(organisations, { sources: supplier, targets: customer, weights: volume.map((one) => (Number.isNaN(one) ? unknown : one)) })
}

/** Stated links where there are any, else inferred ones. A customer that was merged into another stands for that one. */
export async function readFirmLinks(tx: Tx, scope: Scope, registry: Registry, chain: Snapshot): Promise<FirmLinks> {
  const stated = await readStated(tx, scope, registry)
  return stated.count > 0 ? stated : inferLinks(chain, registry)
}

async function readStated(tx: Tx, scope: Scope, registry: Registry): Promise<FirmLinks> {
  const rowOf = rowsById(registry.id)
  const left: LinksLeft = { withoutEnds: 0, selfLoops: 0, tooWide: 0 }
  const pairs: { supplier: number; customer: number; volume: number }[] = []
  await copyRows(tx, sql`
    select organisation_link.supplier_id, coalesce(customer.merged_into, organisation_link.customer_id) as customer, organisation_link.volume
    from organisation_link
    left join organisation as customer on customer.cluster_id = organisation_link.cluster_id and customer.organisation_id = organisation_link.customer_id
    where ${usable(scope, 'organisation_link')} and organisation_link.retired_at is null
    order by organisation_link.supplier_id, customer, (customer.merged_into is not null)`, (row) => {
    const supplier = rowOf.get(Number(row[0]))
    const customer = rowOf.get(Number(row[1]))
    if (supplier === undefined || customer === undefined) left.withoutEnds++
    else if (supplier === customer) left.selfLoops++
    // What is said of a customer itself goes before what was said of one that was merged into it.
    else if (pairs.at(-1)?.supplier !== supplier || pairs.at(-1)?.customer !== customer) pairs.push({ supplier, customer, volume: row[2] === null ? NaN : Number(row[2]) })
  })
  return {
    inferred: false, count: pairs.length, supplier: Int32Array.from(pairs, (pair) => pair.supplier), customer: Int32Array.from(pairs, (pair) => pair.customer),
    volume: Float64Array.from(pairs, (pair) => pair.volume), node: new Int32Array(pairs.length).fill(-1), input: new Int32Array(pairs.length).fill(-1), left,
  }
}
