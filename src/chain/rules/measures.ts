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
  /** How many kinds of the node were measured with it, and whether its shares are theirs. */
  kinds: number
  mixed: boolean
  /** Whether the share of any supplier or origin is known. */
  stated: boolean
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
  /** null where no origin is listed. */
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
  const named = sure.length + perhaps.length > 0
  return {
    asOf,
    kinds: 0,
    mixed: false,
    stated: hasShare(origins, fresh) || hasShare(able, fresh),
    fresh: facts.filter(fresh).length,
    stale: facts.filter((fact) => !fresh(fact)).length,
    counting: { sure, perhaps },
    weighty: { lower: weighed(sure), upper: !named && unnamedHome !== 'no' ? Infinity : weighed(sure) + weighed(perhaps) },
    unnamedHome,
    outOfScope: [...suppliers.filter((supplier) => !counts.has(supplier)), ...origins.filter(({ share }) => share !== 0)].filter(fresh),
    controlled: controlledShare(evidence, thresholds, fresh),
    home: homeShare(evidence, thresholds, fresh),
    supplierHhi: supplierConcentration(able, origins, fresh),
    foreignHhi: foreignConcentration(origins, thresholds, fresh),
  }
}

/** How many suppliers have weight. */
export function weighed(suppliers: readonly SupplierEvidence[]): number {
  return suppliers.filter(({ negligible }) => !negligible).length
}

/** A supplier's share as a number; NaN where nobody knows it, 0 for a negligible one. */
export function shareOf({ share, negligible }: { share: number | null; negligible?: boolean }): number {
  return share ?? (negligible ? 0 : NaN)
}

/** Whether an origin is under someone else's control. */
export function isControlled(origin: string | null, { controlledOrigins, homeCountries }: Thresholds): Answer {
  if (origin === null) return 'unknown'
  const controlled = controlledOrigins === 'foreign' ? !homeCountries.includes(origin) : controlledOrigins.includes(origin)
  return controlled ? 'yes' : 'no'
}

type Fresh = (fact: { recordedAt: string | null }) => boolean

function inScope({ origin, region }: SupplierEvidence, { scope, homeCountries, homeRegions }: Thresholds): Answer {
  if (scope === 'world') return 'yes'
  if (origin !== null && !homeCountries.includes(origin)) return 'no'
  if (homeRegions.length > 0) return region === null ? 'unknown' : homeRegions.some((home) => region.startsWith(home)) ? 'yes' : 'no'
  return origin === null ? 'unknown' : 'yes'
}

/** "Others" may be at home too; with home regions, a country's share does not say from which region it comes. */
function homeWithoutName(origins: readonly OriginEvidence[], { scope, homeCountries, homeRegions }: Thresholds, fresh: Fresh): Answer {
  const supplying = origins.filter(({ share }) => share !== 0)
  const home = supplying.filter(({ origin }) => scope === 'world' || (origin !== null && homeCountries.includes(origin)))
  if (home.some(fresh) && (scope === 'world' || homeRegions.length === 0)) return 'yes'
  return home.length > 0 || supplying.some(({ origin }) => origin === null) ? 'unknown' : 'no'
}

/** Whose share is asked for, and how the rest counts that known shares leave over to those whose share nobody has stated. */
type Holding = { held: (origin: string | null) => Answer; unstated: Record<Answer, Hit> }

/**
 * The rest is never reassuring: it may be anybody's, listed or not. It may be a controlled origin's, and it is nobody's at home, unless
 * every listed source speaks for the threat. So a share that is taken away never makes a node look better.
 */
const threatening: Record<Answer, Hit> = { yes: 'hit', unknown: 'maybe', no: 'maybe' }
const reassuring: Record<Answer, Hit> = { yes: 'maybe', unknown: 'maybe', no: 'kept' }

/** The share that controlled origins hold. Where origins are listed, only their shares can clear a node; those of suppliers can still convict it. */
function controlledShare({ suppliers, origins }: NodeEvidence, thresholds: Thresholds, fresh: Fresh): HeldShare {
  const holding = { held: (origin: string | null) => isControlled(origin, thresholds), unstated: threatening }
  const able = suppliers.filter(({ qualified }) => qualified !== false)
  if (origins.length === 0) return shareHeldBy(holding, able, fresh)
  const byOrigin = shareHeldBy(holding, origins, fresh)
  if (hasShare(origins, fresh) || !hasShare(able, fresh)) return byOrigin
  const bySupplier = shareHeldBy(holding, able, fresh)
  return { lower: bySupplier.lower, upper: Math.max(byOrigin.upper, bySupplier.upper), from: bySupplier.from }
}

/** The share at home: that of the origins where any are listed. */
function homeShare({ suppliers, origins }: NodeEvidence, { homeCountries }: Thresholds, fresh: Fresh): HeldShare {
  const held = (origin: string | null): Answer => (origin === null ? 'unknown' : homeCountries.includes(origin) ? 'yes' : 'no')
  return shareHeldBy({ held, unstated: reassuring }, origins.length > 0 ? origins : suppliers.filter(({ qualified }) => qualified !== false), fresh)
}

type Sources = readonly (SupplierEvidence | OriginEvidence)[]

function hasShare(facts: Sources, fresh: Fresh): boolean {
  return facts.some((fact) => fresh(fact) && !Number.isNaN(shareOf(fact)))
}

function shareHeldBy({ held, unstated }: Holding, facts: Sources, fresh: Fresh): HeldShare {
  const tally = openTally()
  for (const fact of facts) {
    const share = fresh(fact) ? shareOf(fact) : NaN
    addSource(tally, share, (Number.isNaN(share) ? unstated : hits)[held(fact.origin)])
  }
  const anyFresh = facts.some(fresh)
  return { lower: anyFresh ? certainLoss(tally) : 0, upper: facts.length === 0 ? 1 : possibleLoss(tally, true), from: facts.filter((fact) => fresh(fact) && held(fact.origin) === 'yes') }
}

const hits: Record<Answer, Hit> = { yes: 'hit', unknown: 'maybe', no: 'kept' }

/**
 * Squared shares of the origins that are not at home (with scope 'world': of all). The bounds let "others" and what is not stated be
 * spread thin, or lie in one hand.
 */
function foreignConcentration(origins: readonly OriginEvidence[], { scope, homeCountries }: Thresholds, fresh: Fresh): Bounds | null {
  if (origins.length === 0) return null
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
      else if (scope === 'world' || !homeCountries.includes(fact.origin)) foreign += share * share
    }
  }
  if (sum > 1 + ROUNDING) return { lower: 0, upper: 1 }
  const complete = sum > 1 || (!blank && sum >= 1 - ROUNDING)
  if (!complete) return { lower: foreign, upper: concentrated(foreign, sum, others) }
  return { lower: foreign / sum ** 2, upper: Math.min(1, (foreign + others * others) / sum ** 2) }
}

/**
 * The highest index that known shares allow: the rest lies in one hand, with `loose` that nobody has named. What is missing may be so
 * small or so large that the whole is read as rounded and scaled to one; the index is highest at one of these ends.
 */
function concentrated(squares: number, sum: number, loose: number): number {
  const at = (whole: number): number => (squares + (loose + whole - sum) ** 2) / whole ** 2
  return Math.min(1, Math.max(at(Math.max(sum, 1 - ROUNDING)), at(1 + ROUNDING)))
}

/** HHI of the suppliers' shares. Holders merged into their origins are more concentrated, so that the HHI of origins bounds it from above. */
function supplierConcentration(suppliers: readonly SupplierEvidence[], origins: readonly OriginEvidence[], fresh: Fresh): Bounds {
  const bySupplier = concentrationOf(suppliers, fresh)
  const upper = Math.min(bySupplier.upper, concentrationOf(origins, fresh).upper)
  return bySupplier.lower <= upper ? { lower: bySupplier.lower, upper } : { lower: 0, upper: 1 }
}

/** Contradictory shares say nothing; see `hhi` for the rest. */
function concentrationOf(facts: Sources, fresh: Fresh): Bounds {
  const shares = facts.map((fact) => (fresh(fact) ? shareOf(fact) : NaN))
  const { value, lower, upper } = hhi(Float64Array.from(shares))
  if (Number.isNaN(upper)) return { lower: 0, upper: 1 }
  if (!Number.isNaN(value)) return { lower, upper }
  const sum = shares.reduce((total, share) => total + (Number.isNaN(share) ? 0 : share), 0)
  return { lower, upper: concentrated(lower, sum, 0) }
}
