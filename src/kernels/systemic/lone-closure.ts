import type { Cascade, CascadeRule } from './cascade.ts'
import { clearDemandDrops, openDemandDrops, startDemandDrops, stepDemandDrops, type DemandDrops } from './demand-drops.ts'
import { clearLevels, openDemandLevels, workOutLevels, type DemandLevels } from './demand-levels.ts'
import { PREPARED_STEPS, type Demand } from './demand.ts'
import type { SystemicNetwork } from './network.ts'
import type { Damage } from './shocks.ts'
import { stepDownstream } from './step-downstream.ts'

/** What many closures, one after the other, are worked out in. */
export type LoneClosures = { drops: DemandDrops; levels: DemandLevels }

/** Below this eps cascades take more steps than are prepared for, or nearly. */
const LEAST_EPS = 1e-4

/** Nothing where the upstream channel is not linear or has to be followed for too long. */
export function openLoneClosures(net: SystemicNetwork, { eps }: CascadeRule): LoneClosures | undefined {
  if (!net.demand || eps < LEAST_EPS) return undefined
  return { drops: openDemandDrops(net), levels: openDemandLevels(net.firms) }
}

/**
 * The damage of a struck firm that closes alone, in as many steps as the definition takes; undefined where that takes more steps than prepared
 * for, or where a drop lies so near to eps that it must be worked out in the order of the definition.
 *
 * Downstream every loss is followed. Upstream, which reaches far more firms, three things are needed and none asks for all of them: whether
 * the largest drop is above eps, which few firms decide; all that is lost, which the echoes of the closed firm give at once, the closed firm
 * itself passing on no order twice (C_t being what came back to it up to step t):
 *
 *     Σ_i w_i (1 − hu_i(T)) = Σ_k (w Λu^k)_f (1 − C_{T−k})
 *
 * and the losses of the firms that lose downstream too, of which a firm has to lie on a common circle of links with the closed one.
 */
export function closeAlone(net: SystemicNetwork, cascade: Cascade, closures: LoneClosures, rule: CascadeRule): Damage | undefined {
  const { drops, levels } = closures
  const { demand } = net
  const firm = cascade.down.reached[0]!
  startDemandDrops(drops, firm, rule.eps)
  const iterations = countSteps(net, cascade, drops, rule)
  const damage = demand && iterations ? { ...measure(net, demand, { down: cascade.down, levels, drops, steps: iterations }), iterations } : undefined
  clearDemandDrops(drops)
  return damage
}

function countSteps(net: SystemicNetwork, cascade: Cascade, drops: DemandDrops, { eps, replaceability }: CascadeRule): number | undefined {
  for (let steps = 1; steps < PREPARED_STEPS; steps++) {
    cascade.step++
    const down = stepDownstream(net, cascade, replaceability) > eps
    const up = stepDemandDrops(net, drops)
    if (down || up) continue
    return up === undefined ? undefined : steps
  }
  return undefined
}

type Ended = { down: Cascade['down']; levels: DemandLevels; drops: DemandDrops; steps: number }

function measure({ shares }: SystemicNetwork, demand: Demand, { down, levels, drops, steps }: Ended): Omit<Damage, 'iterations'> {
  const { placeOf, circleOf } = demand
  const firm = down.reached[0]!
  const { wanted, back } = levels
  wanted[0] = placeOf[firm]!
  let count = 1
  let esriDown = shares[firm]!
  let beyond = 0
  for (let n = 1; n < down.reachedCount; n++) {
    const i = down.reached[n]!
    const lost = shares[i]! * down.loss[i]!
    esriDown += lost
    if (circleOf[i] !== circleOf[firm]) beyond += lost
    else if (down.loss[i]! > drops.loss[i]!) wanted[count++] = placeOf[i]!
  }
  workOutLevels(demand, levels, { count, steps })
  for (let n = 1; n < count; n++) {
    const i = demand.firmAt[wanted[n]!]!
    const more = down.loss[i]! - levels.loss[wanted[n]!]!
    if (more > 0) beyond += shares[i]! * more
  }
  let esriUp = 0
  for (let k = 0; k <= steps; k++) esriUp += demand.echo[firm * PREPARED_STEPS + k]! * (1 - back[steps - k]!)
  clearLevels(levels)
  return { esri: esriUp + beyond, esriDown, esriUp }
}
