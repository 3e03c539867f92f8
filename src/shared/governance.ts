import type { Text } from './vocabulary.ts'

/** The words of co-governance: what a motion and a piece of work can be in, and by which methods is decided. */

export const motionStates = {
  moved: { zh: '已提出', en: 'Moved' },
  deliberating: { zh: '会商中', en: 'In deliberation' },
  voting: { zh: '表决中', en: 'Ballot open' },
  adopted: { zh: '已通过', en: 'Adopted' },
  rejected: { zh: '未通过', en: 'Rejected' },
  inquorate: { zh: '未达法定数', en: 'No quorum' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} satisfies Record<string, Text>
export type MotionState = keyof typeof motionStates

export const workStates = {
  open: { zh: '待认领', en: 'Open' },
  accepted: { zh: '已认领', en: 'Accepted' },
  working: { zh: '办理中', en: 'In work' },
  reported: { zh: '已报结', en: 'Reported' },
  approved: { zh: '已验收', en: 'Accepted by the convenor' },
  closed: { zh: '已销号', en: 'Closed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} satisfies Record<string, Text>
export type WorkState = keyof typeof workStates

export const motionEvents = {
  move: { zh: '提出动议', en: 'Move' },
  support: { zh: '附议', en: 'Support' },
  addEvidence: { zh: '附上证据', en: 'Add evidence' },
  declareConflict: { zh: '申明利益冲突', en: 'Declare a conflict of interest' },
  openDeliberation: { zh: '开始会商', en: 'Open the deliberation' },
  changeForm: { zh: '改变会商形式', en: 'Change the form of the deliberation' },
  speak: { zh: '发表意见', en: 'Give an opinion' },
  noteOpinion: { zh: '记录会上意见', en: 'Note an opinion given at the meeting' },
  meet: { zh: '会商会议已召开', en: 'The meeting was held' },
  answerOpinion: { zh: '答复意见', en: 'Answer an opinion' },
  openBallot: { zh: '付诸表决', en: 'Open the ballot' },
  castVote: { zh: '表决', en: 'Vote' },
  delegate: { zh: '委托表决', en: 'Delegate the vote' },
  dissent: { zh: '记录异议', en: 'Put a dissent on record' },
  closeBallot: { zh: '结束表决', en: 'Close the ballot' },
  withdraw: { zh: '撤回动议', en: 'Withdraw' },
} satisfies Record<string, Text>
export type MotionEvent = keyof typeof motionEvents

/** The levels of a breakdown, from above. Which one an item is follows from its place, it is never typed. */
export const workLevels = {
  strategy: { zh: '战略', en: 'Strategy' },
  plan: { zh: '年度计划', en: 'Annual plan' },
  task: { zh: '任务', en: 'Task' },
  subTask: { zh: '子任务', en: 'Sub-task' },
} satisfies Record<string, Text>
export type WorkLevel = keyof typeof workLevels

export const workEvents = {
  open: { zh: '立项', en: 'Open' },
  edit: { zh: '修改', en: 'Change' },
  accept: { zh: '认领', en: 'Accept' },
  start: { zh: '开始办理', en: 'Start' },
  report: { zh: '报结', en: 'Report' },
  approve: { zh: '验收', en: 'Accept the report' },
  sendBack: { zh: '退回', en: 'Send back' },
  close: { zh: '销号', en: 'Close' },
  suspend: { zh: '暂停', en: 'Suspend' },
  resume: { zh: '恢复', en: 'Resume' },
  urge: { zh: '催办', en: 'Urge' },
  escalate: { zh: '提级督办', en: 'Escalate' },
  extend: { zh: '延期', en: 'Extend' },
  cancel: { zh: '取消', en: 'Cancel' },
} satisfies Record<string, Text>
export type WorkEvent = keyof typeof workEvents

export const choices = {
  yes: { zh: '赞成', en: 'Yes' },
  no: { zh: '反对', en: 'No' },
  abstain: { zh: '弃权', en: 'Abstain' },
} satisfies Record<string, Text>
export type Choice = keyof typeof choices

export const stances = {
  for: { zh: '赞成', en: 'For' },
  against: { zh: '反对', en: 'Against' },
  neither: { zh: '中立', en: 'Neither' },
} satisfies Record<string, Text>
export type Stance = keyof typeof stances

export const methods = {
  consent: { zh: '协商一致', en: 'Consent' },
  chambers: { zh: '各方分别过半', en: 'Majority within each chamber' },
  double: { zh: '双重多数', en: 'Double majority' },
  weighted: { zh: '按约定份额', en: 'Weighted by agreed shares' },
  convenor: { zh: '听取意见后由牵头方决定', en: 'The convenor decides after hearing' },
} satisfies Record<string, Text>
export type Method = keyof typeof methods

/** The four rights in a governance task; one funnel says who has which. */
export const taskRights = {
  read: { zh: '阅读', en: 'Read' },
  speak: { zh: '发言', en: 'Speak' },
  decide: { zh: '决策', en: 'Decide' },
  administer: { zh: '主持', en: 'Administer' },
} satisfies Record<string, Text>
export type TaskRight = keyof typeof taskRights

/** What somebody did in a cluster, as the audit log keeps it; what was decided stands in the events of its item. */
export const auditActs = {
  saw: { zh: '查看', en: 'Saw' },
  did: { zh: '操作', en: 'Did' },
  exported: { zh: '导出', en: 'Exported' },
} satisfies Record<string, Text>
export type AuditAct = keyof typeof auditActs

export const auditOutcomes = {
  done: { zh: '完成', en: 'Done' },
  refused: { zh: '被拒绝', en: 'Refused' },
  failed: { zh: '未成', en: 'Failed' },
} satisfies Record<string, Text>
export type AuditOutcome = keyof typeof auditOutcomes
