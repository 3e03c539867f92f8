import type { NodeState, RiskGrade, Text } from '../shared/vocabulary.ts'

/** States that are a risk. */
export const riskStates = ['broken', 'choke', 'bottleneck', 'weak'] as const satisfies readonly NodeState[]
export type RiskKind = (typeof riskStates)[number]

/** The written rule by which a grade is proposed. People decide; a changed rule raises the version. */
export const gradingRule: { id: string; version: number; text: Text } = {
  id: 'risk-grade',
  version: 1,
  text: {
    zh: '断点、卡点为高，堵点为中，弱点为低；有 3 个及以上环节直接依赖的，升一级；决定状态的结论出自推断（等级 D）的，降一级。',
    en: 'Broken links and choke points are high, bottlenecks medium, weak points low; one grade more where three or more nodes depend on the node directly, one less where the finding that decided is inferred (grade D).',
  },
}

const order = ['low', 'medium', 'high'] as const satisfies readonly RiskGrade[]
const base: Record<RiskKind, number> = { broken: 2, choke: 2, bottleneck: 1, weak: 0 }
const manyDependants = 3

/** The grade the rule proposes. */
export function proposeGrade({ kind, dependants, inferred }: { kind: RiskKind; dependants: number; inferred: boolean }): RiskGrade {
  const level = base[kind] + (dependants >= manyDependants ? 1 : 0) - (inferred ? 1 : 0)
  return order[Math.min(order.length - 1, Math.max(0, level))]!
}
