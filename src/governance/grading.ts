import type { NodeState, RiskGrade, Text } from '../shared/vocabulary.ts'

/** States that are a risk. */
export const riskStates = ['broken', 'choke', 'bottleneck', 'weak'] as const satisfies readonly NodeState[]
export type RiskKind = (typeof riskStates)[number]

/** The written rule by which a grade is proposed. People decide; a changed rule raises the version. */
export const gradingRule: { id: string; version: number; text: Text } = {
  id: 'risk-grade',
  version: 2,
  text: {
    zh: '断点、卡点为高，堵点为中，弱点为低；直接依赖它的环节达到阈值（初始 3 个）的，升一级；决定状态的结论出自推断（等级 D）的，降一级。',
    en: 'Broken links and choke points are high, bottlenecks medium, weak points low; one grade more where the nodes that depend on it directly reach the threshold (three at first), one less where the finding that decided is inferred (grade D).',
  },
}

const order = ['low', 'medium', 'high'] as const satisfies readonly RiskGrade[]
const base: Record<RiskKind, number> = { broken: 2, choke: 2, bottleneck: 1, weak: 0 }

/** The grade the rule proposes. */
export function proposeGrade({ kind, dependants, inferred }: { kind: RiskKind; dependants: number; inferred: boolean }, manyDependants: number): RiskGrade {
  const level = base[kind] + (dependants >= manyDependants ? 1 : 0) - (inferred ? 1 : 0)
  return order[Math.min(order.length - 1, Math.max(0, level))]!
}
