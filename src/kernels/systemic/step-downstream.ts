import type { Cascade } from './cascade.ts'
import type { SystemicNetwork } from './network.ts'

/** An output below this part of what a market sold has lost so many digits to subtraction that it is summed afresh. */
const FRESH = 2 ** -12

/**
 * One synchronous step of the downstream channel; answers the largest drop of a production level in it.
 * Shares missing at a customer only grow, so what a supplier's customers already know is kept and only the rest is sent on.
 */
export function stepDownstream(net: SystemicNetwork, cascade: Cascade, replaceability: boolean): number {
  const { down } = cascade
  const senders = findSenders(net, cascade, replaceability)
  return senders === 0 ? 0 : apply(net, cascade, tellCustomers(net, down, senders))
}

/** Works out σ · loss of every reached firm from the state before the step; counts the firms that send more. */
function findSenders({ sales, markets }: SystemicNetwork, { down, step }: Cascade, replaceability: boolean): number {
  const { loss, sent, active, output, outputStep, senders, more } = down
  let count = 0
  let kept = 0
  for (let n = 0; n < down.activeCount; n++) {
    const i = active[n]!
    const market = markets[i]!
    active[kept++] = i
    if (outputStep[market] !== step) continue
    const left = output[market]!
    const sales_i = sales[i]!
    const now = replaceability && sales_i < left ? (sales_i / left) * loss[i]! : loss[i]!
    const growth = now - sent[i]!
    if (growth <= 0) continue
    sent[i] = now
    senders[count] = i
    more[count++] = growth
    if (now >= 1) kept--
  }
  down.activeCount = kept
  return count
}

/** Tells the customers of the senders; answers how many firms stand in `changed` with a larger loss in `next`. */
function tellCustomers({ downstream }: SystemicNetwork, down: Cascade['down'], count: number): number {
  const { customers, push: { starts, targets, weights } } = downstream
  const { loss, next, arrived, senders, more, changed } = down
  let changes = 0
  for (let n = 0; n < count; n++) {
    const growth = more[n]!
    for (let e = starts[senders[n]!]!, end = starts[senders[n]! + 1]!; e < end; e++) {
      const j = customers[e]!
      const known = next[j]!
      if (known >= 1) continue
      const slot = targets[e]!
      const shortage = arrived[slot]! + weights[e]! * growth
      arrived[slot] = shortage
      if (shortage <= known) continue
      if (known === loss[j]) changed[changes++] = j
      next[j] = shortage
    }
  }
  return changes
}

/** Applies `next`, brings the outputs of the markets up to date and answers the largest drop. */
function apply(net: SystemicNetwork, { down, step }: Cascade, changes: number): number {
  const { sales, markets, marketSales } = net
  const { starts } = net.downstream.push
  const { loss, next, changed, reached, active, output, outputStep } = down
  let largest = 0
  for (let n = 0; n < changes; n++) {
    const j = changed[n]!
    const before = loss[j]!
    const after = Math.min(1, next[j]!)
    next[j] = loss[j] = after
    if (before === 0) {
      reached[down.reachedCount++] = j
      if (starts[j + 1]! > starts[j]!) active[down.activeCount++] = j
    }
    const drop = 1 - before - (1 - after)
    if (drop > largest) largest = drop
    const market = markets[j]!
    output[market]! -= sales[j]! * (after - before)
    outputStep[market] = step + 1
  }
  for (let n = 0; n < changes; n++) {
    const market = markets[changed[n]!]!
    if (output[market]! < marketSales[market]! * FRESH) sumOutput(net, down, market)
  }
  return largest
}

/** What the firms of a market still make, summed from themselves: exactly 0 where all stand still. */
function sumOutput({ sales, marketFirms }: SystemicNetwork, { loss, output }: Cascade['down'], market: number): void {
  const { starts, rows } = marketFirms
  let left = 0
  for (let n = starts[market]!; n < starts[market + 1]!; n++) left += sales[rows[n]!]! * (1 - loss[rows[n]!]!)
  output[market] = left
}
