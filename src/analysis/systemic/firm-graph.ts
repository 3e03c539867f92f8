import type { GraphToSave } from '../../shared/graphml.ts'
import type { Result } from '../../shared/results.ts'
import type { FirmSnapshot } from './firm-network.ts'

type Node = GraphToSave['nodes'][number]
type Tie = readonly [number, number, number | null, boolean, string | null, string | null]

/**
 * The firm network a result stands on, from supplier to customer: every organisation with a link and what the result says of it; every link
 * with its volume, whether it was inferred, and from which node (of the customer) and which input of it (of the supplier).
 */
export function firmGraph({ chain, registry, links }: FirmSnapshot, result: Result): GraphToSave {
  const members = membersOf(registry.count, links)
  const placeOf = new Int32Array(registry.count)
  members.forEach((row, place) => (placeOf[row] = place))
  const values = valuesOf(result)
  const text = (list: readonly string[], number: number): string | null => list[number] ?? null
  const nodes = Array.from(members, (row): Node => {
    const key = `organisation:${registry.id[row]}`
    return { key, name: registry.name[row]!, region: text(registry.regionNames, registry.region[row]!), industry: text(registry.industries, registry.industry[row]!), ...values(key) }
  })
  const named = (node: number): string | null => (node < 0 ? null : chain.nodes.name[node]!)
  function* ties(): Generator<Tie> {
    for (let e = 0; e < links.count; e++) {
      const volume = links.volume[e]!
      yield [placeOf[links.supplier[e]!]!, placeOf[links.customer[e]!]!, Number.isNaN(volume) ? null : volume, links.inferred, named(links.node[e]!), named(links.input[e]!)]
    }
  }
  // A share of what is required and an amount of money must not be taken for each other.
  const measure = links.inferred ? 'weight' : 'volume'
  return { nodes, ties: ties(), tieFields: { [measure]: 'double', inferred: 'boolean', node: 'string', input: 'string' }, directed: true, about: { inferred: links.inferred } }
}

function membersOf(count: number, { supplier, customer }: FirmSnapshot['links']): Int32Array {
  const has = new Uint8Array(count)
  for (const column of [supplier, customer]) for (const row of column) has[row] = 1
  return Int32Array.from(has.keys()).filter((row) => has[row] === 1)
}

/** What the result says of organisations, by their keys: its computed columns under their own keys; nothing of whom it does not list. */
function valuesOf({ tables }: Result): (key: string) => Omit<Node, 'key'> {
  const table = tables.find(({ id }) => id === 'organisations')
  const columns = (table?.columns ?? []).flatMap((column, n) => (column.computed ? [{ name: column.key, n }] : []))
  const rows = new Map((table?.rows ?? []).map((row) => [row.key, row]))
  return (key) => {
    const row = rows.get(key)
    return Object.fromEntries([...columns.map(({ name, n }) => [name, row?.cells[n] ?? null] as const), ['rests_on_inferred', row?.inferred ?? null] as const])
  }
}
