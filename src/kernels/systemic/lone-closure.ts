import type { Cascade, CascadeRule } from './cascade.ts'
import { clearDemandDrops, openDemandDrops, startDemandDrops, stepDemandDrops, type DemandDrops } from './demand-drops.ts'
import { clearLevels, openDemandLevels, workOutLevels, type DemandLevels } from './demand-levels.ts'
import { PREPARED_STEPS, type Demand } from './demand.ts'
import type { SystemicNetwork } from './network.ts'
import type { Damage } from './shocks.ts'
import { stepDownstream } from './step-downstream.ts'
import { openWideLevels, settleColumns, takeColumn, type Asked, type Settle, type WideLevels } from './wide-levels.ts'

/** What many closures, one after the other, are worked out in. */
export type LoneClosures = { demand: Demand; drops: DemandDrops; levels: DemandLevels; asked: Asked; wide: WideLevels }

/** Below this eps cascades take more steps than are prepared for, or nearly. */
const LEAST_EPS = 1e-4

/** Nothing where the upstream channel is not linear or has to be followed for too long. */
export function openLoneClosures(net: SystemicNetwork, { eps }: CascadeRule): LoneClosures | undefined {
  if (!net.demand || eps < LEAST_EPS) return undefined
  const levels = openDemandLevels(net.firms)
  const asked: Asked = { firm: 0, steps: 0, esriDown: 0, beyond: 0, wanted: levels.wanted, wantedCount: 0, down: new Float64Array(net.firms) }
  return { demand: net.demand, drops: openDemandDrops(net), levels, asked, wide: openWideLevels(net.firms) }
}

/** Takes the damage of one firm's closure. */
export type Put = (firm: number, damage: Damage) => void

/**
 * Works out the damage of a struck firm that closes alone, in as many steps as the definition takes, and puts it: at once or, where it reaches
 * far, with one of the next or with `closeWaiting`. Answers false, and puts nothing, where that takes more steps than prepared for, or where a
 * drop lies so near to eps that it must be worked out in the order of the definition.
 *
 * Downstream every loss is followed. Upstream, which reaches far more firms, three things are needed and none asks for all of them: whether
 * the largest drop is above eps, which few firms decide; all that is lost, which the echoes of the closed firm give at once, the closed firm
 * itself passing on no order twice (C_t being what came back to it up to step t):
 *
 *     Σ_i w_i (1 − hu_i(T)) = Σ_k (w Λu^k)_f (1 − C_{T−k})
 *
 * and the losses of the firms that lose downstream too, of which a firm has to lie on a common circle of links with the closed one.
 */
export function closeAlone(net: SystemicNetwork, { cascade, closures, rule }: { cascade: Cascade; closures: LoneClosures; rule: CascadeRule }, put: Put): boolean {
  const { drops } = closures
  const firm = cascade.down.reached[0]!
  startDemandDrops(drops, firm, rule.eps)
  const steps = countSteps(net, cascade, drops, rule)
  if (steps) measure(net, { down: cascade.down, closures, steps }, put)
  clearDemandDrops(drops)
  return steps !== undefined
}

/** Puts the damages of all firms that still wait. */
export function closeWaiting({ shares }: SystemicNetwork, { demand, wide }: LoneClosures, put: Put): void {
  settleColumns(demand, wide, putting(shares, demand, put))
}

function putting(shares: Float64Array, demand: Demand, put: Put): Settle {
  return (asked, back, lossAt) => put(asked.firm, damageOf(shares, demand, { asked, back, lossAt }))
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

type Ended = { down: Cascade['down']; closures: LoneClosures; steps: number }

/** Lists whose upstream losses matter and works these out, or lets the firm wait. */
function measure(net: SystemicNetwork, { down, closures, steps }: Ended, put: Put): void {
  const { demand, levels, asked, wide } = closures
  ask(net, { down, closures, steps })
  const settle = putting(net.shares, demand, put)
  const done = workOutLevels(demand, levels, { count: asked.wantedCount, steps })
  if (done < steps) takeColumn(demand, wide, { asked, levels, done }, settle)
  else settle(asked, levels.back, (place) => levels.loss[place]!)
  clearLevels(levels)
}

function ask({ shares }: SystemicNetwork, { down, closures: { demand, asked, drops }, steps }: Ended): void {
  const { placeOf, circleOf } = demand
  const firm = down.reached[0]!
  asked.firm = firm
  asked.steps = steps
  asked.wanted[0] = placeOf[firm]!
  let count = 1
  let esriDown = shares[firm]!
  let beyond = 0
  for (let n = 1; n < down.reachedCount; n++) {
    const i = down.reached[n]!
    const lost = shares[i]! * down.loss[i]!
    esriDown += lost
    if (circleOf[i] !== circleOf[firm]) beyond += lost
    else if (down.loss[i]! > drops.loss[i]!) {
      asked.down[count] = down.loss[i]!
      asked.wanted[count++] = placeOf[i]!
    }
  }
  asked.wantedCount = count
  asked.esriDown = esriDown
  asked.beyond = beyond
}

type Known = { asked: Asked; back: Float64Array; lossAt: (place: number) => number }

function damageOf(shares: Float64Array, { firmAt, echo }: Demand, { asked, back, lossAt }: Known): Damage {
  const { firm, steps, esriDown, wanted, wantedCount, down } = asked
  let { beyond } = asked
  for (let n = 1; n < wantedCount; n++) {
    const more = down[n]! - lossAt(wanted[n]!)
    if (more > 0) beyond += shares[firmAt[wanted[n]!]!]! * more
  }
  let esriUp = 0
  for (let k = 0; k <= steps; k++) esriUp += echo[firm * PREPARED_STEPS + k]! * (1 - back[steps - k]!)
  return { esri: esriUp + beyond, esriDown, esriUp, iterations: steps }
}
