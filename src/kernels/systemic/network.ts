import { buildGraph, indexRows, reverseGraph, type Graph, type RowIndex } from '../graph.ts'
import { prepareDemand, type Demand } from './demand.ts'

/**
 * What the Economic Systemic Risk Index is computed from, by number: firm `n` is of industry `industries[n]`; link `e` says that `suppliers[e]`
 * sells `volumes[e]` a period to `customers[e]`. Repeated links add up, zero volumes have no effect, self loops count like any other link.
 * `essential` lists pairs of industries, 2 for essential, 1 for non-essential, 0 for no short-term effect; what it does not list is 0.
 */
export type SystemicInput = {
  industries: Int32Array
  suppliers: Int32Array
  customers: Int32Array
  volumes: Float64Array
  essential: { suppliers: Int32Array; customers: Int32Array; types: Uint8Array }
  /** The group within which firms replace each other; the industry unless given. */
  markets?: Int32Array
  /** All sales of a firm, those outside the network included; the sales in the network unless given. */
  revenue?: Float64Array
  /** All costs of a firm; the purchases in the network unless given. */
  costs?: Float64Array
}

/**
 * A firm network prepared for shocks. Immutable, and every array lies in shared memory, so that workers take it without a copy.
 * A slot is one firm's need of one essential industry, or its pooled non-essential inputs.
 */
export type SystemicNetwork = {
  firms: number
  sales: Float64Array
  /** The firm's part of all sales; NaN where nobody sells anything. */
  shares: Float64Array
  markets: Int32Array
  marketSales: Float64Array
  marketFirms: RowIndex
  slots: number
  /** The weights Λd from a supplier to the slots it serves; link `e` leads to a slot of firm `customers[e]`. */
  downstream: { push: Graph; customers: Int32Array }
  /** From a customer to its suppliers, and back: the weights Λu. */
  upstream: { push: Graph; pull: Graph }
  /** What lone closures are followed upstream by, where that channel is linear. */
  demand: Demand | undefined
}

/** Checks the input and prepares it; throws RangeError naming the first value that cannot be. */
export function buildSystemicNetwork(input: SystemicInput): SystemicNetwork {
  checkFirms(input)
  const firms = input.industries.length
  const links = mergeLinks(input)
  const { sales, shares } = soldBy(firms, links)
  const purchases = sumBy(firms, links.customers, links.volumes)
  checkTotals(input, sales, purchases)
  const markets = input.markets ?? input.industries
  const marketSales = sumBy(markets.reduce((top, market) => Math.max(top, market + 1), 0), markets, sales)
  const reach = links.volumes.map((volume, e) => volume / (input.revenue ?? sales)[links.suppliers[e]!]!)
  const pull = buildGraph(firms, { sources: links.suppliers, targets: links.customers, weights: reach })
  const push = reverseGraph(pull)
  return share({
    firms, sales, shares, markets, marketSales, marketFirms: indexRows(marketSales.length, markets),
    ...downstreamSlots(input, { ...links, purchases }),
    upstream: { push, pull }, demand: prepareDemand(shares, { push, pull }),
  })
}

/** Each firm's part of all sales, as in the network that is built of the same. */
export function salesShares(input: SystemicInput): Float64Array {
  return soldBy(input.industries.length, mergeLinks(input)).shares
}

function soldBy(firms: number, { suppliers, volumes }: Links): { sales: Float64Array; shares: Float64Array } {
  const sales = sumBy(firms, suppliers, volumes)
  const total = sales.reduce((sum, value) => sum + value, 0)
  return { sales, shares: sales.map((value) => value / total) }
}

type Links = { suppliers: Int32Array; customers: Int32Array; volumes: Float64Array }

function checkFirms({ industries, markets, revenue, costs }: SystemicInput): void {
  const firms = industries.length
  for (const [name, column] of [['markets', markets], ['revenue', revenue], ['costs', costs]] as const) {
    if (column && column.length !== firms) throw new RangeError(`${column.length} ${name} for ${firms} firms`)
  }
  for (const [name, column] of [['industry', industries], ['market', markets], ['revenue', revenue], ['costs', costs]] as const) {
    const wrong = column ? column.findIndex((value: number) => !(value >= 0 && value < Infinity)) : -1
    if (column && wrong >= 0) throw new RangeError(`firm ${wrong}: ${name} ${column[wrong]} is not a number of at least 0`)
  }
}

function checkTotals({ revenue, costs }: SystemicInput, sales: Float64Array, purchases: Float64Array): void {
  for (let n = 0; n < sales.length; n++) {
    if (revenue && revenue[n] === 0 && sales[n]! > 0) throw new RangeError(`firm ${n} sells ${sales[n]} but has a revenue of 0`)
    if (costs && costs[n] === 0 && purchases[n]! > 0) throw new RangeError(`firm ${n} buys ${purchases[n]} but has costs of 0`)
  }
}

/** The links with a volume, ordered by supplier and customer, repeated ones added up. */
function mergeLinks({ industries, suppliers, customers, volumes }: SystemicInput): Links {
  const wrong = volumes.findIndex((volume) => !(volume >= 0 && volume < Infinity))
  if (wrong >= 0) throw new RangeError(`link ${wrong}: volume ${volumes[wrong]} is not a number of at least 0`)
  const byCustomer = buildGraph(industries.length, { sources: customers, targets: suppliers, weights: volumes })
  const bySupplier = reverseGraph(byCustomer)
  const merged: Links = { suppliers: new Int32Array(volumes.length), customers: new Int32Array(volumes.length), volumes: new Float64Array(volumes.length) }
  let count = 0
  for (let i = 0; i < bySupplier.nodes; i++) {
    const first = count
    for (let e = bySupplier.starts[i]!; e < bySupplier.starts[i + 1]!; e++) {
      if (bySupplier.weights[e] === 0) continue
      const repeated = count > first && merged.customers[count - 1] === bySupplier.targets[e]
      const at = repeated ? count - 1 : count++
      merged.suppliers[at] = i
      merged.customers[at] = bySupplier.targets[e]!
      merged.volumes[at]! += bySupplier.weights[e]!
    }
  }
  return { suppliers: merged.suppliers.slice(0, count), customers: merged.customers.slice(0, count), volumes: merged.volumes.slice(0, count) }
}

/** The slots of every firm and the weights Λd of the links that lead into them. */
function downstreamSlots(input: SystemicInput, { suppliers, customers, volumes, purchases }: Links & { purchases: Float64Array }): Pick<SystemicNetwork, 'slots' | 'downstream'> {
  const { industries, costs } = input
  const firms = industries.length
  const typeOf = essentialTypes(input)
  const byCustomer = buildGraph(firms, { sources: customers, targets: suppliers, weights: volumes })
  const flow = { sources: new Int32Array(volumes.length), targets: new Int32Array(volumes.length), weights: new Float64Array(volumes.length) }
  const slotFirms: number[] = []
  let links = 0
  for (let j = 0; j < firms; j++) {
    const slots = new Map<number, { slot: number; volume: number }>()
    const first = links
    for (let e = byCustomer.starts[j]!; e < byCustomer.starts[j + 1]!; e++) {
      const supplier = byCustomer.targets[e]!
      const type = typeOf(industries[supplier]!, industries[j]!)
      if (type === 0) continue
      const key = type === 2 ? industries[supplier]! : -1
      const slot = slots.get(key) ?? { slot: slotFirms.push(j) - 1, volume: 0 }
      slots.set(key, slot)
      slot.volume += byCustomer.weights[e]!
      flow.sources[links] = supplier
      flow.targets[links] = slot.slot
      flow.weights[links++] = byCustomer.weights[e]!
    }
    const volumeOf = new Map([...slots].map(([key, { slot, volume }]) => [slot, key === -1 ? purchases[j]! : volume]))
    const scale = costs && purchases[j]! > 0 ? purchases[j]! / costs[j]! : 1
    for (let e = first; e < links; e++) flow.weights[e] = (flow.weights[e]! / volumeOf.get(flow.targets[e]!)!) * scale
  }
  const push = buildGraph(Math.max(firms, slotFirms.length), { sources: flow.sources.subarray(0, links), targets: flow.targets.subarray(0, links), weights: flow.weights.subarray(0, links) })
  return { slots: slotFirms.length, downstream: { push, customers: push.targets.map((slot) => slotFirms[slot]!) } }
}

function essentialTypes({ essential }: SystemicInput): (supplier: number, customer: number) => number {
  const { suppliers, customers, types } = essential
  const listed = new Map<number, number>()
  for (let n = 0; n < types.length; n++) {
    if (types[n]! > 2) throw new RangeError(`essential pair ${n}: type ${types[n]} is not 0, 1 or 2`)
    listed.set(suppliers[n]! * 2 ** 26 + customers[n]!, types[n]!)
  }
  return (supplier, customer) => listed.get(supplier * 2 ** 26 + customer) ?? 0
}

function sumBy(size: number, keys: Int32Array, values: Float64Array): Float64Array {
  const sums = new Float64Array(size)
  for (let n = 0; n < keys.length; n++) sums[keys[n]!]! += values[n]!
  return sums
}

/** The same structure with every array moved to shared memory. */
function share<T>(value: T): T {
  if (value instanceof Float64Array) return shareFloats(value) as T
  if (value instanceof Int32Array) return shareIntegers(value) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, share(part)])) as T
}

function shareFloats(values: Float64Array): Float64Array {
  if (values.buffer instanceof SharedArrayBuffer) return values
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength))
  copy.set(values)
  return copy
}

function shareIntegers(values: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(values.byteLength))
  copy.set(values)
  return copy
}
