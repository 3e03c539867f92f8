import type { NodeState, Text } from '../../shared/vocabulary.ts'
import type { NodeEvidence, Thresholds } from './evidence.ts'
import type { Answer, Measures } from './measures.ts'

/**
 * Why a node has its state. `undecided` reasons name what could not be judged, and stand after the reasons that hold.
 * `grade` D marks a finding that rests on something nobody has stated.
 */
export type Reason = {
  rule: string
  version: number
  verdict: 'holds' | 'undecided'
  grade?: 'D'
  zh: string
  en: string
  values: Record<string, number | string>
  claimIds: number[]
}

/** A rule as it is shown: what it says in words, and the thresholds it uses. Ids are for ever; a changed rule raises its version. */
export type StateRule = { id: string; version: number; state: NodeState; title: Text; text: Text; uses: readonly (keyof Thresholds)[] }

/** What a rule says of one node. */
export type Finding = { answer: Answer; grade?: 'D'; zh: string; en: string; values: Record<string, number | string>; claimIds: readonly number[] }

/** All that a rule may look at. */
export type Given = { measures: Measures; evidence: NodeEvidence; thresholds: Thresholds }

/** A rule with its judgement. */
export type Judge = StateRule & { judge: (given: Given) => Finding }

/** The claims behind facts. */
export function claimsOf(facts: readonly { claimIds: readonly number[] }[]): number[] {
  return facts.flatMap(({ claimIds }) => claimIds)
}

/** How a quantity between two bounds compares with a threshold that it must reach. */
export function reaches(lower: number, upper: number, threshold: number): Answer {
  if (lower >= threshold - ROUNDING_ERROR) return 'yes'
  return upper < threshold - ROUNDING_ERROR ? 'no' : 'unknown'
}

const ROUNDING_ERROR = 1e-9

/** A finding as a reason. */
export function reasonOf({ id, version }: StateRule, { answer, grade, zh, en, values, claimIds }: Finding): Reason {
  const verdict = answer === 'yes' ? 'holds' : 'undecided'
  const claims = [...new Set(claimIds)].sort((a, b) => a - b)
  return { rule: id, version, verdict, ...(grade ? { grade } : {}), zh, en, values, claimIds: claims }
}
