import type { Mark } from '../shared/contract/endpoint.ts'
import type { ClaimView } from '../shared/contract/ledger.ts'
import type { ReportBlock } from '../shared/contract/reports.ts'
import type { Grade, Text } from '../shared/vocabulary.ts'
import type { ClaimSet } from './claim-sets.ts'
import type { Facts } from './facts/facts.ts'

/** What a figure was computed from: a value with an address of its own. `claims` says on which claims that value rests. */
export type Input = { ref: string; title: Text; value: string | null; claims: readonly number[] }

/** The claims behind a figure: one by one, or, where they are very many, as a set that is found again by its definition. */
export type Basis = { ids: readonly number[] } | { set: ClaimSet; count: number; grade: Grade | null }

/** One number (or state) of a report, before it has its code. */
export type Computed = {
  /** What of several things of its name this figure speaks of: an indicator, a city, a node; empty where there is one. */
  scope: string
  title: Text
  value: number | null
  unit: string | null
  /** Why there is no value. */
  missing?: Text
  /** What is shown where the figure is a word and not a number: the state of a node. */
  words?: Text
  /** The formula with the numbers put in. */
  worked: Text
  inputs: readonly Input[]
  basis: Basis
  mark?: Mark
  /** The facts it was computed from, where they are not those of the report's own moment. */
  snapshot?: string
}

/** By what a figure is made: `text` in general words. `method` is the note that says more, where it is not that of the monthly report. */
export type Formula = { id: string; version: number; text: Text; method?: string }

/**
 * A figure as data: what it is, by which formula it is made, and how it follows from the facts of the period, once for each
 * thing it speaks of. Names and formula ids are for ever; a changed formula raises its version.
 */
export type FigureDefinition = {
  name: string
  title: Text
  formula: Formula
  compute: (facts: Facts) => readonly Computed[]
}

/** States a definition; the compiler checks it, the list in `figures/index.ts` makes it known. */
export function defineFigure(definition: FigureDefinition): FigureDefinition {
  return definition
}

/** A figure with its code and the mark that follows from its claims. */
export type Figure = Omit<Computed, 'mark' | 'missing' | 'words'> & {
  code: string
  name: string
  missing: Text | null
  shown: Text
  mark: Mark
  formula: Formula
}

/** A claim as an issued figure keeps it: everything that is shown of it, and what decides who may see it. */
export type KeptClaim = ClaimView & { task: string; subjectKind: string; subjectId: number }

/** A figure as an issued report keeps it. Later changes of the data never reach it. */
export type FrozenFigure = {
  figure: string
  name: string
  scope: string
  title: Text
  value: number | null
  shown: Text
  unit: string | null
  missing: Text | null
  mark: Mark
  /** `worked` is the formula with the numbers put in. */
  formula: Formula & { worked: Text }
  inputs: Input[]
  claims: KeptClaim[]
  claimsTotal: number
  /** Where only the first claims are kept: which set they are of, and the hash of the whole set. */
  set: { definition: ClaimSet; text: Text; hash: string } | null
  snapshot?: string
  /** Ids of all sources behind the figure, also of those claims that are not copied. */
  sources: number[]
}

/** The words of a report in one language; figures stand in them by code. */
export type Composition = { title: string; blocks: ReportBlock[]; annexes: ReportBlock[] }

/** What is hashed when a report is issued: its words, and the hash of each of its figures with all claims. */
export type FrozenReport = {
  version: 1
  cluster: string
  period: string
  audience: string
  issuer: string
  demo: boolean
  issuedAt: string
  issuedBy: string | null
  snapshot: string | null
  zh: Composition
  en: Composition
  figures: { figure: string; sha256: string }[]
}
