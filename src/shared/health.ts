import type { Text } from './vocabulary.ts'

type Figure = { title: Text; what: Text; kind: 'share' | 'days' }

/** The figures of the health of co-governance. Each is counted from events alone; how, the method note says. */
export const healthFigures = {
  onTime: { kind: 'share', title: { zh: '按期履职', en: 'Duties on time' }, what: { zh: '到期的事项、诉求和征询中，按当时期限报结、答复、发表意见的占比。', en: 'Of work, appeals and consultations that fell due, the share reported, answered or spoken to by the date that stood.' } },
  reply: { kind: 'days', title: { zh: '答复用时（中位数）', en: 'Reply (median)' }, what: { zh: '从立项到认领、从分办到答复、从征询到发表意见，用时天数的中位数。', en: 'The median of days from opened to accepted, from triage to answer, from being consulted to speaking.' } },
  initiated: { kind: 'share', title: { zh: '由谁发起', en: 'Who initiates' }, what: { zh: '动议与诉求中由该类主体提出的占比；“全部”一列为政府部门以外的成员提出的占比。', en: 'Of motions and appeals, the share brought by this actor type; under all, the share brought by members other than government.' } },
  decided: { kind: 'share', title: { zh: '参与决策', en: 'Decisions taken part in' }, what: { zh: '达到法定数的表决中，有席位的该类主体至少一方参加表决的占比；“全部”一列为至少两类主体参加表决的占比。', en: 'Of ballots with a quorum in which the actor type had a seat, the share in which it voted; under all, the share in which at least two actor types voted.' } },
  kept: { kind: 'share', title: { zh: '守诺', en: 'Promises kept' }, what: { zh: '认领时已定期限、且期限已过或已验收的事项中，在认领时的期限之前报结并通过验收的占比；延期不算守诺。', en: 'Of items accepted with a date that has passed or that are accepted as done, the share reported by the date that stood when they were accepted, and approved. An extension does not count.' } },
  delivered: { kind: 'share', title: { zh: '承诺与兑现', en: 'Promised and delivered' }, what: { zh: '同一批认领的事项中，已通过验收的占比，早晚不论。未兑现的即搭便车的部分。', en: 'Of the same promises, the share that was approved, late or not. What is left is free-riding.' } },
  heard: { kind: 'share', title: { zh: '异议得到答复', en: 'Dissent heard' }, what: { zh: '反对的意见中，得到采纳与否及理由的答复的占比。', en: 'Of opinions against, the share answered with adopted or not and the reason.' } },
  adopted: { kind: 'share', title: { zh: '意见被采纳', en: 'Opinions adopted' }, what: { zh: '已答复的意见中被采纳的占比。', en: 'Of the opinions answered, the share adopted.' } },
} satisfies Record<string, Figure>
export type HealthFigure = keyof typeof healthFigures
export const healthFigureKeys = Object.keys(healthFigures) as [HealthFigure, ...HealthFigure[]]
