import type { SheetKind, Text } from './vocabulary.ts'

/** The words of the policy toolkit: what a policy gives, who issued it, and which facts of an organisation its rules may ask for. */

export const instruments = {
  subsidy: { zh: '财政补助', en: 'Subsidy' },
  tax: { zh: '税收优惠', en: 'Tax relief' },
  interest: { zh: '贷款贴息', en: 'Loan interest' },
  firstPurchase: { zh: '政府采购与首购保险', en: 'Procurement and first-purchase insurance' },
  talent: { zh: '人才支持', en: 'Talent' },
  land: { zh: '用地与场所', en: 'Land and site' },
  standard: { zh: '标准与检测', en: 'Standards and testing' },
  platform: { zh: '公共平台', en: 'Shared platform' },
  fund: { zh: '产业基金', en: 'Industry fund' },
  project: { zh: '项目与攻关', en: 'Research project' },
  other: { zh: '其他', en: 'Other' },
} satisfies Record<string, Text>
export type Instrument = keyof typeof instruments

export const policyLevels = {
  national: { zh: '国家级', en: 'National' },
  province: { zh: '省级', en: 'Province' },
  city: { zh: '市级', en: 'City' },
  district: { zh: '区县级', en: 'District' },
} satisfies Record<string, Text>

export const policyStates = { recorded: { zh: '已登记', en: 'Recorded' }, withdrawn: { zh: '已撤销', en: 'Withdrawn' } } satisfies Record<string, Text>

export const policyEvents = {
  record: { zh: '登记政策', en: 'Record' },
  amend: { zh: '修订', en: 'Amend' },
  withdraw: { zh: '撤销', en: 'Withdraw' },
  tell: { zh: '告知', en: 'Tell' },
  respond: { zh: '回应', en: 'Respond' },
} satisfies Record<string, Text>

/** Where a policy stands on a day: what its dates and its withdrawal come to. */
export const policyPhases = {
  coming: { zh: '尚未生效', en: 'Not yet in force', symbol: '◔' },
  inForce: { zh: '有效', en: 'In force', symbol: '○' },
  ending: { zh: '90 天内到期', en: 'Ends within 90 days', symbol: '◐' },
  ended: { zh: '已到期', en: 'Ended', symbol: '●' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn', symbol: '×' },
} satisfies Record<string, Text & { symbol: string }>
export type PolicyPhase = keyof typeof policyPhases

/** What a rule comes to for an organisation. Missing is not no. */
export const verdicts = {
  yes: { zh: '符合', en: 'Qualifies', symbol: '✓' },
  unknown: { zh: '缺少事实', en: 'Facts are missing', symbol: '?' },
  no: { zh: '不符合', en: 'Does not qualify', symbol: '×' },
} satisfies Record<string, Text & { symbol: string }>
export type Verdict = keyof typeof verdicts

export const responses = {
  apply: { zh: '准备申报', en: 'We shall apply' },
  pass: { zh: '暂不申报', en: 'Not for us' },
} satisfies Record<string, Text>

export const operators = {
  is: { zh: '为', en: 'is one of' },
  isNot: { zh: '不为', en: 'is none of' },
  within: { zh: '属于', en: 'lies within' },
  atLeast: { zh: '不低于', en: 'at least' },
  atMost: { zh: '不高于', en: 'at most' },
} satisfies Record<string, Text>
export type Operator = keyof typeof operators

/** The kind of value a fact has: which operators it takes and how it is typed in. */
type FactKind = 'actorType' | 'tier' | 'circle' | 'region' | 'industry' | 'day' | 'money' | 'count' | 'ratio' | 'nodes' | 'states' | 'number'
type FactDefinition = Text & { kind: FactKind; operators: readonly Operator[]; /** The sheet that brings it. */ sheet: SheetKind }

const choice = ['is', 'isNot'] as const
const prefix = ['within'] as const
const measure = ['atLeast', 'atMost'] as const

/** The facts of an organisation that a rule of eligibility may ask for. */
export const eligibilityFacts = {
  actorType: { zh: '主体类型', en: 'Actor type', kind: 'actorType', operators: choice, sheet: 'organisations' },
  tier: { zh: '梯度', en: 'Tier', kind: 'tier', operators: choice, sheet: 'organisations' },
  circle: { zh: '集群圈层', en: 'Circle', kind: 'circle', operators: choice, sheet: 'organisations' },
  region: { zh: '所在地区', en: 'Region', kind: 'region', operators: prefix, sheet: 'organisations' },
  industry: { zh: '行业', en: 'Industry', kind: 'industry', operators: prefix, sheet: 'organisations' },
  established: { zh: '成立日期', en: 'Established', kind: 'day', operators: measure, sheet: 'organisations' },
  revenue: { zh: '营业收入（元）', en: 'Revenue (CNY)', kind: 'money', operators: measure, sheet: 'organisations' },
  researchSpending: { zh: '研发投入（元）', en: 'R&D spending (CNY)', kind: 'money', operators: measure, sheet: 'organisations' },
  researchShare: { zh: '研发投入占营业收入比重', en: 'R&D spending as a share of revenue', kind: 'ratio', operators: measure, sheet: 'organisations' },
  employees: { zh: '员工人数', en: 'Employees', kind: 'count', operators: measure, sheet: 'organisations' },
  suppliesNode: { zh: '供给环节', en: 'Supplies the node', kind: 'nodes', operators: ['is'], sheet: 'supplies' },
  suppliesState: { zh: '所供环节的状态', en: 'Supplies a node in state', kind: 'states', operators: ['is'], sheet: 'supplies' },
  observation: { zh: '指标', en: 'Indicator', kind: 'number', operators: measure, sheet: 'observations' },
} satisfies Record<string, FactDefinition>
export type EligibilityFact = keyof typeof eligibilityFacts

/** How many days ahead an end is said to come. */
export const endsSoonDays = 90

/** Where a policy stands on a day. Dates count whole days, first and last included. */
export function phaseOf({ state, validFrom, validTo }: { state: string; validFrom: string | null; validTo: string | null }, { today, soon }: { today: string; soon: string }): PolicyPhase {
  if (state === 'withdrawn') return 'withdrawn'
  if (validTo !== null && validTo < today) return 'ended'
  if (validFrom !== null && validFrom > today) return 'coming'
  return validTo !== null && validTo <= soon ? 'ending' : 'inForce'
}

/** Whether a policy can be used on that day. */
export function standsNow(phase: PolicyPhase): boolean {
  return phase === 'inForce' || phase === 'ending'
}
