import { clearCascade, openCascade, strike, type Cascade, type CascadeRule } from './cascade.ts'
import { closeAlone, closeWaiting, openLoneClosures } from './lone-closure.ts'
import type { SystemicNetwork } from './network.ts'
import { stepDownstream } from './step-downstream.ts'
import { stepUpstream } from './step-upstream.ts'

/** What a shock does: shares of all sales lost over both channels and over each alone, and the steps applied. */
export type Damage = { esri: number; esriDown: number; esriUp: number; iterations: number }

/** The damage of many shocks, column by column; NaN where nobody sells anything. */
export type Damages = { esri: Float64Array; esriDown: Float64Array; esriUp: Float64Array; iterations: Int32Array }

/** Firms struck together: the share of capacity each loses at the start, from 0 to 1, in either direction. */
export type Shock = { firms: ArrayLike<number>; psiDown: ArrayLike<number>; psiUp: ArrayLike<number> }

/** No network met has needed more than some hundreds of steps, even at eps = 1e-10. */
export const MAX_ITERATIONS = 100_000

/**
 * The Economic Systemic Risk Index of the firms `from .. to`: each closed alone, in both channels. A pure function of its arguments and
 * the same bit by bit however the firms are divided into ranges, so that any worker may take any range.
 * C. Diem, A. Borsos, T. Reisch, J. Kertész, S. Thurner, "Quantifying firm-level economic systemic risk from nation-wide supply
 * networks", Scientific Reports 12, 7719, 2022.
 */
export function systemicRisk(net: SystemicNetwork, rule: CascadeRule, range: { from: number; to: number } = { from: 0, to: net.firms }): Damages {
  const { from, to } = range
  if (!(from >= 0 && from <= to && to <= net.firms)) throw new RangeError(`firms ${from} to ${to} are not in a network of ${net.firms}`)
  checkRule(rule)
  const cascade = openCascade(net)
  const closures = openLoneClosures(net, rule)
  const damages: Damages = { esri: new Float64Array(to - from), esriDown: new Float64Array(to - from), esriUp: new Float64Array(to - from), iterations: new Int32Array(to - from) }
  const put = (firm: number, damage: Damage): void => putDamage(damages, firm - from, damage)
  for (let firm = from; firm < to; firm++) {
    strike(net, cascade, { firm, psiDown: 1, psiUp: 1 })
    if (!closures || !closeAlone(net, { cascade, closures, rule }, put)) put(firm, closeStepwise(net, cascade, firm, rule))
    clearCascade(net, cascade)
  }
  if (closures) closeWaiting(net, closures, put)
  return damages
}

function putDamage(damages: Damages, at: number, { esri, esriDown, esriUp, iterations }: Damage): void {
  damages.esri[at] = esri
  damages.esriDown[at] = esriDown
  damages.esriUp[at] = esriUp
  damages.iterations[at] = iterations
}

function closeStepwise(net: SystemicNetwork, cascade: Cascade, firm: number, rule: CascadeRule): Damage {
  clearCascade(net, cascade)
  strike(net, cascade, { firm, psiDown: 1, psiUp: 1 })
  return { iterations: runCascade(net, cascade, rule), ...measure(net, cascade) }
}

/**
 * A scenario: many firms struck in part and at once, with the production level each firm ends at in either channel (1 normal, 0 stopped).
 * C. Diem et al., "Estimating the loss of economic predictability from aggregating firm-level production networks", PNAS Nexus 3(3), 2024.
 */
export function runShock(net: SystemicNetwork, rule: CascadeRule, shock: Shock): Damage & { levelDown: Float64Array; levelUp: Float64Array } {
  checkRule(rule)
  checkShock(net, shock)
  const cascade = openCascade(net)
  for (let n = 0; n < shock.firms.length; n++) strike(net, cascade, { firm: shock.firms[n]!, psiDown: shock.psiDown[n]!, psiUp: shock.psiUp[n]! })
  const iterations = runCascade(net, cascade, rule)
  return { ...measure(net, cascade), iterations, levelDown: cascade.down.loss.map((loss) => 1 - loss), levelUp: cascade.up.loss.map((loss) => 1 - loss) }
}

/** Runs a struck network to its end; answers the number of steps applied. Both channels step together and end together. */
function runCascade(net: SystemicNetwork, cascade: Cascade, { eps, replaceability }: CascadeRule): number {
  for (let iterations = 1; iterations <= MAX_ITERATIONS; iterations++) {
    cascade.step++
    const drop = Math.max(stepDownstream(net, cascade, replaceability), stepUpstream(net, cascade))
    if (!(drop > eps)) return iterations
  }
  throw new RangeError(`the cascade has not settled to steps of ${eps} after ${MAX_ITERATIONS} steps`)
}

/** Sums the losses of the firms reached, weighted by their part of all sales. */
function measure({ shares }: SystemicNetwork, { down, up }: Cascade): Omit<Damage, 'iterations'> {
  const nothing = Number.isNaN(shares[0]) ? NaN : 0
  let esriDown = nothing
  let esriUp = nothing
  let beyond = 0
  for (let n = 0; n < up.reachedCount; n++) esriUp += shares[up.reached[n]!]! * up.loss[up.reached[n]!]!
  for (let n = 0; n < down.reachedCount; n++) {
    const i = down.reached[n]!
    esriDown += shares[i]! * down.loss[i]!
    if (down.loss[i]! > up.loss[i]!) beyond += shares[i]! * (down.loss[i]! - up.loss[i]!)
  }
  return { esri: esriUp + beyond, esriDown, esriUp }
}

function checkRule({ eps }: CascadeRule): void {
  if (!(eps > 0 && eps < 1)) throw new RangeError(`eps ${eps} is not between 0 and 1`)
}

function checkShock({ firms }: SystemicNetwork, shock: Shock): void {
  const struck = new Set<number>()
  for (let n = 0; n < shock.firms.length; n++) {
    const firm = shock.firms[n]!
    if (!(Number.isInteger(firm) && firm >= 0 && firm < firms)) throw new RangeError(`firm ${firm} is not in a network of ${firms}`)
    if (struck.has(firm)) throw new RangeError(`firm ${firm} is struck twice`)
    struck.add(firm)
    for (const psi of [shock.psiDown[n]!, shock.psiUp[n]!]) if (!(psi >= 0 && psi <= 1)) throw new RangeError(`firm ${firm}: a shock of ${psi} is not between 0 and 1`)
  }
}
