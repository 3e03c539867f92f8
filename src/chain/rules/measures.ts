import { hhi, ROUNDING } from '../../kernels/hhi.ts'
import { addSource, certainLoss, openTally, possibleLoss, type Hit } from '../../kernels/share-loss.ts'
import { isFresh, type NodeEvidence, type OriginEvidence, type SupplierEvidence, type Thresholds } from './evidence.ts'

/** Three-valued: what is not known is not a no. */
export type Answer = 'yes' | 'no' | 'unknown'

/** A share that is known to lie between two bounds. */
export type Bounds = { lower: number; upper: number }

/** A share with the facts that make it. */
export type HeldShare = Bounds & { from: (SupplierEvidence | OriginEvidence)[] }

/**
 * What the rules compare with the thresholds, worked out once. Facts that are too old are kept as "may be": an old supplier may still
 * supply, an old share is a share nobody knows.
 */
export type Measures = {
  asOf: string
  /** Facts about supply that are young enough to judge by, and that are not. */
  fresh: number
  stale: number
  /** Suppliers that count, surely and perhaps; with weight, surely and perhaps (Infinity: some are not named). */
  counting: { sure: SupplierEvidence[]; perhaps: SupplierEvidence[] }
  weighty: Bounds
  /** Whether an origin at home is known to supply, though no organisation there is named. */
  unnamedHome: Answer
  /** Facts that show the supply is out of scope or not qualified. */
  outOfScope: (SupplierEvidence | OriginEvidence)[]
  controlled: HeldShare
  home: HeldShare
  supplierHhi: Bounds
  /** null where no share of an origin is known. */
  foreignHhi: Bounds | null
}

/** Measures a node's evidence at a date. */
export function measure(evidence: NodeEvidence, thresholds: Thresholds, asOf: string): Measures {
  const fresh = (fact: { recordedAt: string | null }): boolean => isFresh(fact, asOf, thresholds)
  const { suppliers, origins } = evidence
  const able = suppliers.filter(({ qualified }) => qualified !== false)
  const sure = able.filter((supplier) => fresh(supplier) && inScope(supplier, thresholds) === 'yes')
  const perhaps = able.filter((supplier) => inScope(supplier, thresholds) !== 'no' && !(fresh(supplier) && inScope(supplier, thresholds) === 'yes'))
  const unnamedHome = homeWithoutName(origins, thresholds, fresh)
  const counts = new Set([...sure, ...perhaps])
  const facts = [...suppliers, ...origins, ...evidence.absences]
  const weight = (list: readonly SupplierEvidence[]): number => list.filter(({ negligible }) => !negligible).length
  const named = sure.length + perhaps.length > 0
  return {
    asOf,
    fresh: facts.filter(fresh).length,
    stale: facts.filter((fact) => !fresh(fact)).length,
    counting: { sure, perhaps },
    weighty: { lower: weight(sure), upper: !named && unnamedHome !== 'no' ? Infinity : weight(sure) + weight(perhaps) },
    unnamedHome,
    outOfScope: [...suppliers.filter((supplier) => !counts.has(supplier)), ...origins.filter(({ share }) => share !== 0)].filter(fresh),
    controlled: shareHeldBy((origin) => isControlled(origin, thresholds), evidence, fresh),
    home: shareHeldBy((origin) => (origin === null ? 'unknown' : thresholds.homeOrigins.includes(origin) ? 'yes' : 'no'), evidence, fresh),
    supplierHhi: supplierConcentration(able, origins, fresh),
    foreignHhi: foreignConcentration(origins, thresholds, fresh),
  }
}

/** A supplier's share as a number; NaN where nobody knows it, 0 for a negligible one. */
export function shareOf({ share, negligible }: { share: number | null; negligible?: boolean }): number {
  return share ?? (negligible ? 0 : NaN)
}

/** Whether an origin is under someone else's control. */
export function isControlled(origin: string | null, { controlledOrigins, homeOrigins }: Thresholds): Answer {
  if (origin === null) return 'unknown'
  const controlled = controlledOrigins === 'foreign' ? !homeOrigins.includes(origin) : controlledOrigins.includes(origin)
  return controlled ? 'yes' : 'no'
}

type Fresh = (fact: { recordedAt: string | null }) => boolean

function inScope({ origin, region }: SupplierEvidence, { scope, homeOrigins, homeRegions }: Thresholds): Answer {
  if (scope === 'world') return 'yes'
  if (origin !== null && !homeOrigins.includes(origin)) return 'no'
  if (homeRegions.length > 0) return region === null ? 'unknown' : homeRegions.some((home) => region.startsWith(home)) ? 'yes' : 'no'
  return origin === null ? 'unknown' : 'yes'
}

/** "Others" may be at home too; with home regions, a country's share does not say from which region it comes. */
function homeWithoutName(origins: readonly OriginEvidence[], { scope, homeOrigins, homeRegions }: Thresholds, fresh: Fresh): Answer {
  const supplying = origins.filter(({ share }) => share !== 0)
  const home = supplying.filter(({ origin }) => scope === 'world' || (origin !== null && homeOrigins.includes(origin)))
  if (home.some(fresh) && (scope === 'world' || homeRegions.length === 0)) return 'yes'
  return home.length > 0 || supplying.some(({ origin }) => origin === null) ? 'unknown' : 'no'
}

/** The share of the origins for which `held` says yes. Shares of origins go before shares of suppliers, known shares before none. */
function shareHeldBy(held: (origin: string | null) => Answer, { suppliers, origins }: NodeEvidence, fresh: Fresh): HeldShare {
  const known = (facts: readonly (SupplierEvidence | OriginEvidence)[]): boolean => facts.some((fact) => fresh(fact) && !Number.isNaN(shareOf(fact)))
  const able = suppliers.filter(({ qualified }) => qualified !== false)
  const facts = known(origins) || (origins.length > 0 && !known(able)) ? origins : able
  const tally = openTally()
  for (const fact of facts) addSource(tally, fresh(fact) ? shareOf(fact) : NaN, hits[held(fact.origin)])
  const anyFresh = facts.some(fresh)
  return { lower: anyFresh ? certainLoss(tally) : 0, upper: facts.length === 0 ? 1 : possibleLoss(tally, true), from: facts.filter((fact) => fresh(fact) && held(fact.origin) === 'yes') }
}

const hits: Record<Answer, Hit> = { yes: 'hit', unknown: 'maybe', no: 'kept' }

/**
 * Squared shares of the origins that are not at home (with scope 'world': of all). The bounds let "others" and what is not stated be
 * spread thin, or lie in one hand.
 */
function foreignConcentration(origins: readonly OriginEvidence[], { scope, homeOrigins }: Thresholds, fresh: Fresh): Bounds | null {
  if (!origins.some((origin) => fresh(origin) && origin.share !== null)) return null
  let sum = 0
  let foreign = 0
  let others = 0
  let blank = false
  for (const fact of origins) {
    const share = fresh(fact) ? shareOf(fact) : NaN
    if (Number.isNaN(share)) blank = true
    else {
      sum += share
      if (fact.origin === null) others += share
      else if (scope === 'world' || !homeOrigins.includes(fact.origin)) foreign += share * share
    }
  }
  if (sum > 1 + ROUNDING) return null
  const whole = sum > 1 || (!blank && sum >= 1 - ROUNDING) ? sum : 1
  const loose = others + Math.max(0, whole - sum)
  return { lower: foreign / whole ** 2, upper: Math.min(1, (foreign + loose * loose) / whole ** 2) }
}

/** HHI of the suppliers' shares. Holders merged into their origins are more concentrated, so that the HHI of origins bounds it from above. */
function supplierConcentration(suppliers: readonly SupplierEvidence[], origins: readonly OriginEvidence[], fresh: Fresh): Bounds {
  const bySupplier = hhi(Float64Array.from(suppliers, (supplier) => (fresh(supplier) ? shareOf(supplier) : NaN)))
  const byOrigin = hhi(Float64Array.from(origins, (origin) => (fresh(origin) ? shareOf(origin) : NaN)))
  const lower = Number.isNaN(bySupplier.lower) ? 0 : bySupplier.lower
  const upper = Math.min(Number.isNaN(bySupplier.upper) ? 1 : bySupplier.upper, Number.isNaN(byOrigin.upper) ? 1 : byOrigin.upper)
  return lower <= upper ? { lower, upper } : { lower: 0, upper: 1 }
}
