import { openOutageScratch, spreadOutage, type Outage, type OutageScratch } from './outage.ts'
import { openLossScratch, ownLoss, type LossScratch, type OwnLoss } from './own-loss.ts'
import type { ChainIndex, Dimension, Removal } from './supply-chain.ts'

/** The parameters of a stress test. None has a default: whoever asks states them, and they are shown with the answer. */
export type StressParameters = {
  /** How long the removal lasts; Infinity for good. */
  days: number
  /** A node stops when less than this share of its own supply remains (and when nothing remains). */
  minimumShare: number
  /** What to take for stocks and substitution times that nobody has stated; null leaves them unknown. */
  assumedStockDays: number | null
  assumedSubstitutionDays: number | null
  /** Dimensions in which a supplier whose value is not known is taken to be outside of the removal. */
  outside: readonly Dimension[]
}

/**
 * What an unknown status hangs on: `time`, the loss surely gets there unless a stock or a substitute whose days nobody has stated bridges
 * it; `supply`, shares, origins or owners that nobody has stated; `evidence`, nothing to do with the removal: some node that this one
 * stands on has neither a known supplier nor a known input.
 */
export const doubts = { none: 0, time: 1, supply: 2, evidence: 3 } as const

/** One way to read what is not known. */
export type Reading = { doubt: number; supply: 'favourable' | 'unfavourable'; times: 'favourable' | 'unfavourable'; missingEvidenceStops: boolean }

/** From the most favourable to the least: each stops all the nodes that the one before it stops; the first that stops a node names its doubt. */
export const readings = {
  certain: { doubt: doubts.none, supply: 'favourable', times: 'favourable', missingEvidenceStops: false },
  unlessBridged: { doubt: doubts.time, supply: 'favourable', times: 'unfavourable', missingEvidenceStops: false },
  atWorst: { doubt: doubts.supply, supply: 'unfavourable', times: 'unfavourable', missingEvidenceStops: false },
  withoutEvidence: { doubt: doubts.evidence, supply: 'unfavourable', times: 'unfavourable', missingEvidenceStops: true },
} as const satisfies Record<string, Reading>

/** Below this a remaining share is nothing. */
const NOTHING = 1e-9
/** Days for "some day, not known when": later than any stated day, earlier than never. */
export const SOME_DAY = 1e9
/** Days for "not known, but some time": shorter than any stated time. */
export const SOME_TIME = 1e-9

type Times = { stockDays: Float64Array; substitutionDays: Float64Array }

/** A chain made ready for any number of removals under one set of parameters. */
export type Stress = {
  index: ChainIndex
  parameters: StressParameters
  outside: ReadonlySet<Dimension>
  favourable: Times
  unfavourable: Times
  lossScratch: LossScratch
  outageScratch: OutageScratch
  ownDown: Uint8Array
}

/** Makes a chain ready; throws a RangeError for parameters outside of their range. */
export function openStress(index: ChainIndex, parameters: StressParameters): Stress {
  const { days, minimumShare, assumedStockDays, assumedSubstitutionDays } = parameters
  if (!(days > 0)) throw new RangeError(`days must be above 0, not ${days}`)
  if (!(minimumShare >= 0 && minimumShare <= 1)) throw new RangeError(`minimumShare must lie between 0 and 1, not ${minimumShare}`)
  for (const assumed of [assumedStockDays, assumedSubstitutionDays]) if (assumed !== null && !(assumed >= 0)) throw new RangeError(`assumed days must not be below 0: ${assumed}`)
  const { chain } = index
  return {
    index,
    parameters,
    outside: new Set(parameters.outside),
    favourable: { stockDays: filled(chain.stockDays, assumedStockDays ?? SOME_DAY), substitutionDays: filled(chain.substitutionDays, assumedSubstitutionDays ?? SOME_TIME) },
    unfavourable: { stockDays: filled(chain.stockDays, assumedStockDays ?? 0), substitutionDays: filled(chain.substitutionDays, assumedSubstitutionDays ?? Infinity) },
    lossScratch: openLossScratch(chain),
    outageScratch: openOutageScratch(index),
    ownDown: new Uint8Array(chain.nodes),
  }
}

/** What the removals take from each node's own supply (of `only` these nodes, if given); overwritten by the next call on the same stress. */
export function takeAway({ index, outside, lossScratch }: Stress, removals: readonly Removal[], only?: readonly number[]): OwnLoss {
  return ownLoss(index, { removals, outside, only }, lossScratch)
}

/** How a loss spreads in one reading; overwritten by the next call on the same stress. */
export function read(stress: Stress, loss: OwnLoss, reading: Reading): Outage {
  const { index, parameters, ownDown, outageScratch } = stress
  const lost = reading.supply === 'favourable' ? loss.low : loss.high
  for (let n = 0; n < ownDown.length; n++) ownDown[n] = stopsOwn(1 - lost[n]!, parameters) ? 1 : 0
  const { days } = parameters
  const world = { ownDown, removed: loss.removed, by: loss.by, days, missingEvidenceStops: reading.missingEvidenceStops, ...stress[reading.times] }
  return spreadOutage(index, world, outageScratch)
}

/** Whether a remaining share of its own supply is too little for a node to run. */
export function stopsOwn(remaining: number, { minimumShare }: StressParameters): boolean {
  return remaining <= NOTHING || remaining < minimumShare - NOTHING
}

function filled(values: Float64Array, unknown: number): Float64Array {
  return values.map((value) => (Number.isNaN(value) ? unknown : value))
}
