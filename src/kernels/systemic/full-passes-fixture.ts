import type { CascadeRule } from './cascade.ts'
import type { SystemicInput } from './network.ts'
import type { Damage, Shock } from './shocks.ts'

/** The definition written down as it stands, every firm and link in every step: what the fast kernel is compared with in tests. */
export function fullPasses(input: SystemicInput, { eps, replaceability }: CascadeRule, shock: Shock, atMost = Infinity): Damage & { levelDown: Float64Array; levelUp: Float64Array } {
  const firms = Array.from(input.industries, (industry, n) => ({ n, industry, market: (input.markets ?? input.industries)[n]! }))
  const links = Array.from(input.volumes, (volume, e) => ({ i: input.suppliers[e]!, j: input.customers[e]!, volume }))
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const sales = firms.map(({ n }) => sum(links.filter(({ i }) => i === n).map(({ volume }) => volume)))
  const purchases = firms.map(({ n }) => sum(links.filter(({ j }) => j === n).map(({ volume }) => volume)))
  const types = new Map(Array.from(input.essential.types, (type, p) => [`${input.essential.suppliers[p]} ${input.essential.customers[p]}`, type]))
  const inputs = links.map(({ i, j, volume }) => {
    const type = types.get(`${input.industries[i]} ${input.industries[j]}`) ?? 0
    const alike = sum(links.filter((other) => other.j === j && input.industries[other.i] === input.industries[i]).map((other) => other.volume))
    const scale = input.costs && purchases[j]! > 0 ? purchases[j]! / input.costs[j]! : 1
    return { i, j, slot: type === 2 ? input.industries[i]! : -1, type, weight: (volume / (type === 2 ? alike : purchases[j]!)) * scale }
  }).filter(({ type }) => type > 0)
  const psi = { down: firms.map(() => 0), up: firms.map(() => 0) }
  for (let n = 0; n < shock.firms.length; n++) {
    psi.down[shock.firms[n]!] = shock.psiDown[n]!
    psi.up[shock.firms[n]!] = shock.psiUp[n]!
  }
  let [down, up] = [psi.down.map((lost) => 1 - lost), psi.up.map((lost) => 1 - lost)]
  for (let iterations = 1; ; iterations++) {
    const left = (market: number): number => sum(firms.filter((firm) => firm.market === market).map(({ n }) => sales[n]! * down[n]!))
    const replaced = firms.map(({ n, market }) => (replaceability && sales[n]! < left(market) ? sales[n]! / left(market) : 1))
    const nextDown = firms.map(({ n: j }) => {
      const shortages = new Map<number, number>()
      for (const { i, slot, weight } of inputs.filter((one) => one.j === j)) shortages.set(slot, (shortages.get(slot) ?? 0) + replaced[i]! * weight * (1 - down[i]!))
      return Math.max(0, Math.min(1 - psi.down[j]!, ...[...shortages.values()].map((shortage) => 1 - shortage)))
    })
    const nextUp = firms.map(({ n: i }) => {
      const lost = sum(links.filter((link) => link.i === i).map(({ j, volume }) => (volume / (input.revenue?.[i] ?? sales[i]!)) * (1 - up[j]!)))
      return Math.max(0, Math.min(1 - psi.up[i]!, 1 - lost))
    })
    const drop = Math.max(...firms.flatMap(({ n }) => [down[n]! - nextDown[n]!, up[n]! - nextUp[n]!]))
    ;[down, up] = [nextDown, nextUp]
    if (drop > eps && iterations >= atMost) throw new RangeError(`the cascade still moves after ${atMost} steps`)
    if (drop > eps) continue
    const lost = (level: (n: number) => number): number => sum(firms.map(({ n }) => (sales[n]! / sum(sales)) * (1 - level(n))))
    return {
      esri: lost((n) => Math.min(down[n]!, up[n]!)), esriDown: lost((n) => down[n]!), esriUp: lost((n) => up[n]!), iterations,
      levelDown: Float64Array.from(down), levelUp: Float64Array.from(up),
    }
  }
}
