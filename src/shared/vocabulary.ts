/**
 * The words of the field, said once: SQL, TypeScript, API and screen use these and no others.
 * Every vocabulary is a list of stable keys with a Chinese and an English label.
 */

export type Text = { zh: string; en: string }
type Vocabulary = Record<string, Text>

export const actorTypes = {
  government: { zh: '政府部门', en: 'Government' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  research: { zh: '科研机构', en: 'Research institute' },
  association: { zh: '行业协会', en: 'Association' },
  service: { zh: '服务机构', en: 'Service institution' },
} satisfies Vocabulary
export type ActorType = keyof typeof actorTypes

export const layers = {
  strategic: { zh: '战略层', en: 'Strategic layer' },
  development: { zh: '发展层', en: 'Development layer' },
  support: { zh: '支撑层', en: 'Support layer' },
} satisfies Vocabulary
export type Layer = keyof typeof layers

export const governanceTasks = {
  T1: { zh: '机制顺畅', en: 'Cluster mechanism' },
  T2: { zh: '安全可控', en: 'Key links safe and controllable' },
  T3: { zh: '创新引领', en: 'Core technology breakthrough' },
  T4: { zh: '融通集聚', en: 'Four chains joined, inside and outside linked' },
  T5: { zh: '数字治理', en: 'Digital governance' },
} satisfies Vocabulary
export type GovernanceTask = keyof typeof governanceTasks

/** What a member of a cluster may do in it. */
export const clusterRoles = {
  administrator: { zh: '管理员', en: 'Administrator' },
  analyst: { zh: '分析员', en: 'Analyst' },
  member: { zh: '成员', en: 'Member' },
  guest: { zh: '访客', en: 'Guest' },
} satisfies Vocabulary
export type ClusterRole = keyof typeof clusterRoles

/** How good a claim is. */
export const grades = {
  A: { zh: '官方统计或经审计', en: 'Official statistics or audited' },
  B: { zh: '当事方自报', en: 'Reported by the party itself' },
  C: { zh: '第三方', en: 'Third party' },
  D: { zh: '推断或建议', en: 'Inferred or proposed' },
} satisfies Vocabulary
export type Grade = keyof typeof grades

/** What a claim was read from. */
export const sourceKinds = {
  file: { zh: '文件', en: 'File' },
  url: { zh: '网址', en: 'URL' },
  form: { zh: '表单', en: 'Form' },
  computation: { zh: '计算', en: 'Computation' },
} satisfies Vocabulary

/** Whether a source still stands. */
export const sourceStates = {
  inForce: { zh: '有效', en: 'In force' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  replaced: { zh: '已有新版', en: 'Replaced' },
} satisfies Vocabulary

export function sourceStateOf({ withdrawnAt, replacedBy }: { withdrawnAt: string | null; replacedBy: number | null }): keyof typeof sourceStates {
  return withdrawnAt ? 'withdrawn' : replacedBy ? 'replaced' : 'inForce'
}

/** Who may see and use a claim, from everybody to the giver alone. */
export const rights = {
  public: { zh: '公开', en: 'Public' },
  cluster: { zh: '集群内', en: 'Cluster' },
  centres: { zh: '仅中心', en: 'Centres only' },
  owner: { zh: '仅提供方', en: 'Owner only' },
} satisfies Vocabulary
export type Right = keyof typeof rights

export const stages = {
  upstream: { zh: '上游', en: 'Upstream' },
  midstream: { zh: '中游', en: 'Midstream' },
  downstream: { zh: '下游', en: 'Downstream' },
} satisfies Vocabulary
export type Stage = keyof typeof stages

export const nodeKinds = {
  product: { zh: '产品', en: 'Product' },
  component: { zh: '零部件', en: 'Component' },
  material: { zh: '材料', en: 'Material' },
  equipment: { zh: '设备', en: 'Equipment' },
  process: { zh: '工艺', en: 'Process' },
  application: { zh: '应用', en: 'Application' },
  service: { zh: '服务', en: 'Service' },
} satisfies Vocabulary
export type NodeKind = keyof typeof nodeKinds

/** Whose supply counts when the state of a node is judged. */
export const supplyScopes = {
  home: { zh: '只计本方', en: 'Only at home' },
  world: { zh: '各地都计', en: 'Everywhere' },
} satisfies Vocabulary
export type SupplyScope = keyof typeof supplyScopes

/** Node states, each with the symbol that stands beside its colour. */
export const nodeStates = {
  broken: { zh: '断点', en: 'Broken link', symbol: '✕' },
  choke: { zh: '卡点', en: 'Choke point', symbol: '◆' },
  bottleneck: { zh: '堵点', en: 'Bottleneck', symbol: '⧗' },
  weak: { zh: '弱点', en: 'Weak point', symbol: '▽' },
  strength: { zh: '优势', en: 'Strength', symbol: '★' },
  ordinary: { zh: '一般', en: 'Ordinary', symbol: '●' },
  unknown: { zh: '未知', en: 'Unknown', symbol: '?' },
} satisfies Record<string, Text & { symbol: string }>
export type NodeState = keyof typeof nodeStates

export const tiers = {
  chainMaster: { zh: '链主', en: 'Chain master' },
  singleChampion: { zh: '单项冠军', en: 'Single champion' },
  littleGiant: { zh: '专精特新“小巨人”', en: 'Little giant' },
  specialisedSme: { zh: '专精特新', en: 'Specialised SME' },
} satisfies Vocabulary
export type Tier = keyof typeof tiers

/** Circles of membership. */
export const circles = {
  core: { zh: '核心', en: 'Core' },
  partner: { zh: '伙伴', en: 'Partner' },
  regional: { zh: '区域', en: 'Regional' },
} satisfies Vocabulary
export type Circle = keyof typeof circles

/** How two nodes hang together: `requires` (all inputs are needed) or `isA` (is a kind of). */
export const relations = {
  requires: { zh: '投入', en: 'Requires' },
  isA: { zh: '属于', en: 'Is a kind of' },
} satisfies Vocabulary
export type Relation = keyof typeof relations

export const providerKinds = {
  organisation: { zh: '主体', en: 'Organisation' },
  country: { zh: '国家或地区', en: 'Country' },
} satisfies Vocabulary
export type ProviderKind = keyof typeof providerKinds

/** What coordinates are counted from. Those of Chinese maps and of Baidu are shifted by hundreds of metres; CGCS2000 is WGS 84 but for centimetres. */
export const datums = {
  wgs84: { zh: 'WGS 84', en: 'WGS 84' },
  cgcs2000: { zh: '国家2000（CGCS2000）', en: 'CGCS2000' },
  gcj02: { zh: 'GCJ-02（高德、腾讯）', en: 'GCJ-02 (Amap, Tencent)' },
  bd09: { zh: 'BD-09（百度）', en: 'BD-09 (Baidu)' },
} satisfies Vocabulary
export type Datum = keyof typeof datums

/** What an indicator is observed on. */
export const subjectKinds = {
  cluster: { zh: '集群', en: 'Cluster' },
  region: { zh: '地区', en: 'Region' },
  organisation: { zh: '主体', en: 'Organisation' },
  node: { zh: '环节', en: 'Node' },
} satisfies Vocabulary
export type SubjectKind = keyof typeof subjectKinds

/** Kinds of sheet that intake can read. */
export const sheetKinds = {
  organisations: { zh: '主体名单', en: 'Organisations' },
  nodes: { zh: '环节', en: 'Nodes' },
  inputs: { zh: '投入与归类', en: 'Inputs' },
  supplies: { zh: '供给', en: 'Supplies' },
  links: { zh: '主体间交易', en: 'Links between organisations' },
  observations: { zh: '观测', en: 'Observations' },
} satisfies Vocabulary
export type SheetKind = keyof typeof sheetKinds

/** Families of analyses, in the order in which they are listed. */
export const analysisFamilies = {
  systemic: { zh: '系统性风险', en: 'Systemic risk' },
  specialisation: { zh: '专业化与集聚', en: 'Specialisation and agglomeration' },
  complexity: { zh: '复杂度与邻近产品', en: 'Complexity and related products' },
  network: { zh: '协作网络', en: 'Networks' },
  composite: { zh: '综合指数', en: 'Composite indices' },
  inputOutput: { zh: '投入产出', en: 'Input–output' },
  series: { zh: '月度序列', en: 'Monthly series' },
  supply: { zh: '供给结构', en: 'Structure of supply' },
} satisfies Vocabulary
export type AnalysisFamily = keyof typeof analysisFamilies

export const riskGrades = {
  high: { zh: '高', en: 'High' },
  medium: { zh: '中', en: 'Medium' },
  low: { zh: '低', en: 'Low' },
} satisfies Vocabulary
export type RiskGrade = keyof typeof riskGrades

export const riskStatuses = {
  proposed: { zh: '待确认', en: 'Proposed' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  refused: { zh: '不成立', en: 'Refused' },
  closed: { zh: '已解除', en: 'Closed' },
} satisfies Vocabulary
export type RiskStatus = keyof typeof riskStatuses

/** The keys of a vocabulary as a tuple, for schemas. */
export function keysOf<V extends Vocabulary>(vocabulary: V): [keyof V & string, ...(keyof V & string)[]] {
  return Object.keys(vocabulary) as [keyof V & string, ...(keyof V & string)[]]
}
