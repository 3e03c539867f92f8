import type { NodeState } from '../../shared/vocabulary.ts'
import type { NodeEvidence, Thresholds } from './evidence.ts'
import { withKinds } from './kinds.ts'
import { measure, type Measures } from './measures.ts'
import { reasonOf, type Given, type Judge, type Reason, type StateRule } from './rule.ts'
import { ordinary, strength, unknowns } from './standing.ts'
import { threats } from './threats.ts'

/** The state of a node and why. */
export type Judgement = { state: NodeState; reasons: Reason[] }

/** All rules in order of precedence, as data for the screen, the reference and the method note. */
export const stateRules: readonly StateRule[] = [...threats, strength, ordinary, ...Object.values(unknowns)].map(shown)

/**
 * The state of a node at a date: broken > choke > bottleneck > weak > strength > ordinary, and unknown where nothing young enough is known,
 * or where no rule holds and at least one could not be judged. A threat that holds shows even if a graver one could not be judged; that
 * one is then named as undecided. Pure: the date is given. Method note: docs/methods/node-states.md.
 */
export function judgeNode(evidence: NodeEvidence, thresholds: Thresholds, asOf: string): Judgement {
  return judgeMeasured({ evidence, thresholds, measures: measure(evidence, thresholds, asOf) })
}

/** The same for a node that has kinds: `kinds` are measured already, each with kinds of its own. */
export function judgeGeneral(evidence: NodeEvidence, thresholds: Thresholds, own: Measures, kinds: readonly Measures[]): Judgement & { measures: Measures } {
  const measures = withKinds(own, kinds)
  const { state, reasons } = judgeMeasured({ evidence, thresholds, measures })
  return { measures, state, reasons: reasons.map((reason) => besideKinds(reason, kinds.length)) }
}

function besideKinds(reason: Reason, kinds: number): Reason {
  const en = kinds === 1 ? 'Judged together with its kind.' : `Judged together with its ${kinds} kinds.`
  return { ...reason, zh: `${reason.zh}（连同其 ${kinds} 个种类判断。）`, en: `${reason.en} ${en}`, values: { ...reason.values, kinds } }
}

function judgeMeasured(given: Given): Judgement {
  const { measures, evidence, thresholds } = given
  if (measures.fresh === 0) return { state: 'unknown', reasons: [withoutEvidence(measures, evidence, thresholds)] }
  const found = threats.map((rule) => ({ rule, finding: rule.judge(given) }))
  const holding = found.filter(({ finding }) => finding.answer === 'yes')
  const worst = holding[0]
  const undecided = found.filter(({ finding, rule }, i) => finding.answer === 'unknown' && (worst === undefined || (i < found.indexOf(worst) && rule.state !== worst.rule.state)))
  const reasons = [...holding, ...undecided].map(({ rule, finding }) => reasonOf(rule, finding))
  if (worst) return { state: worst.rule.state, reasons }
  return undecided.length > 0 ? { state: 'unknown', reasons } : goodStanding(given)
}

function goodStanding(given: Given): Judgement {
  const strong = strength.judge(given)
  if (strong.answer === 'yes') return { state: 'strength', reasons: [reasonOf(strength, strong)] }
  return { state: 'ordinary', reasons: [reasonOf(ordinary, ordinary.judge(given))] }
}

function withoutEvidence({ stale }: Measures, evidence: NodeEvidence, { evidenceMaxAgeDays }: Thresholds): Reason {
  const old = [...evidence.suppliers, ...evidence.origins, ...evidence.absences]
  const finding = {
    answer: 'yes',
    zh: stale === 0 ? '没有可用的、关于该环节供给的主张。' : `关于供给的 ${stale} 条事实均超过 ${evidenceMaxAgeDays} 天或日期未知。`,
    en: stale === 0 ? 'There is no claim to go by about the supply of this node.' : `All ${stale} facts about its supply are older than ${evidenceMaxAgeDays} days or of unknown date.`,
    values: { stale, evidenceMaxAgeDays },
    claimIds: old.flatMap(({ claimIds }) => claimIds),
  } as const
  return reasonOf(stale === 0 ? unknowns.none : unknowns.old, finding)
}

function shown({ id, version, state, title, text, uses }: Judge | StateRule): StateRule {
  return { id, version, state, title, text, uses }
}
