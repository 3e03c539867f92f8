import type { Text } from '../../shared/vocabulary.ts'

/** A fact with what it rests on. `recordedAt` is the ISO date that decides whether it is too old; null where nobody knows it. */
type Dated = { claimIds: readonly number[]; recordedAt: string | null }

/** One organisation that supplies the node. null is "not known"; `negligible` counts as a supplier without weight. */
export type SupplierEvidence = Dated & {
  id: number
  share: number | null
  negligible: boolean
  origin: string | null
  region: string | null
  qualified: boolean | null
}

/** The share of one origin (ISO 3166 alpha-3) in the node's supply; origin null is "others". */
export type OriginEvidence = Dated & { origin: string | null; share: number | null }

/** What can clog a node that has suppliers. */
export const conditions = {
  capacity: { zh: '产能', en: 'capacity' },
  certification: { zh: '认证', en: 'certification' },
  price: { zh: '价格', en: 'price' },
} satisfies Record<string, Text>
export type Condition = keyof typeof conditions

/** A claim that a condition is met, or fails. */
export type ConditionEvidence = Dated & { condition: Condition; fails: boolean }

/** All that the rules may look at for one node: the resolved facts, not the conflict behind them. */
export type NodeEvidence = {
  suppliers: readonly SupplierEvidence[]
  origins: readonly OriginEvidence[]
  conditions: readonly ConditionEvidence[]
  /** Claims that nobody supplies the node. */
  absences: readonly Dated[]
  substitution: (Dated & { days: number }) | null
}

/** What the rules compare with; set for each cluster, shown beside every state. */
export type Thresholds = {
  /** 'home': only suppliers at home count; 'world': all do. */
  scope: 'home' | 'world'
  /** Origins that are at home (ISO 3166 alpha-3), and regions (beginnings of GB/T 2260 codes; none: all of these origins). */
  homeCountries: readonly string[]
  homeRegions: readonly string[]
  /** Origins under someone else's control; 'foreign': all that are not at home. */
  controlledOrigins: 'foreign' | readonly string[]
  weakSuppliers: number
  weakHhi: number
  chokeShare: number
  chokeSubstitutionDays: number
  strengthSuppliers: number
  strengthHomeShare: number
  evidenceMaxAgeDays: number
}

/** The thresholds a new cluster starts with. */
export const defaultThresholds: Thresholds = {
  scope: 'home',
  homeCountries: ['CHN'],
  homeRegions: [],
  controlledOrigins: 'foreign',
  weakSuppliers: 2,
  weakHhi: 0.25,
  chokeShare: 0.5,
  chokeSubstitutionDays: 180,
  strengthSuppliers: 5,
  strengthHomeShare: 0.5,
  evidenceMaxAgeDays: 1095,
}

const DAY = 86_400_000

/** Whether a fact is young enough at `asOf` to judge by; a fact of unknown date is not. */
export function isFresh({ recordedAt }: { recordedAt: string | null }, asOf: string, { evidenceMaxAgeDays }: Thresholds): boolean {
  if (recordedAt === null) return false
  return Date.parse(asOf) - Date.parse(recordedAt) <= evidenceMaxAgeDays * DAY
}
