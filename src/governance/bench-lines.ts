import type { PolicyBench } from './policy-bench.ts'
import { counted } from '../shared/format.ts'
import type { Awaited } from './rules/waits.ts'
import type { Bench } from './waiting.ts'

/** A line of the workbench: one plain sentence with one action. */
export type Line = { kind: string; count: number; zh: string; en: string; href: string; action: { zh: string; en: string } }
type Sentence = { zh: (n: number) => string; en: (n: number) => string; action: Line['action'] }

const motions: Record<Awaited, Sentence> = {
  castVote: { zh: (n) => `${n} 项动议等待本单位表决`, en: (n) => counted(n, 'motion waits for the vote of your organisation', 'motions wait for the vote of your organisation'), action: { zh: '去表决', en: 'Vote' } },
  speak: { zh: (n) => `${n} 项动议征询本单位的意见`, en: (n) => counted(n, 'motion asks for the opinion of your organisation', 'motions ask for the opinion of your organisation'), action: { zh: '发表意见', en: 'Give an opinion' } },
  answerOpinion: { zh: (n) => `${n} 项动议有意见尚未答复`, en: (n) => counted(n, 'motion holds opinions without an answer', 'motions hold opinions without an answer'), action: { zh: '答复意见', en: 'Answer them' } },
  closeBallot: { zh: (n) => `${n} 项表决可以结束`, en: (n) => counted(n, 'ballot can be closed', 'ballots can be closed'), action: { zh: '结束表决', en: 'Close them' } },
  openBallot: { zh: (n) => `${n} 项动议可以付诸表决`, en: (n) => counted(n, 'motion is ready for the ballot', 'motions are ready for the ballot'), action: { zh: '付诸表决', en: 'Open the ballot' } },
  openDeliberation: { zh: (n) => `${n} 项动议可以开始会商`, en: (n) => counted(n, 'motion is ready for deliberation', 'motions are ready for deliberation'), action: { zh: '开始会商', en: 'Open it' } },
  support: { zh: (n) => `${n} 项动议等待附议`, en: (n) => counted(n, 'motion looks for support', 'motions look for support'), action: { zh: '查看动议', en: 'Look' } },
}

const work: Record<string, Sentence> = {
  accept: { zh: (n) => `${n} 个事项等待本单位认领`, en: (n) => counted(n, 'work item waits to be accepted by your organisation', 'work items wait to be accepted by your organisation'), action: { zh: '认领', en: 'Accept' } },
  start: { zh: (n) => `${n} 个已认领的事项等待开始`, en: (n) => counted(n, 'accepted work item waits to be started', 'accepted work items wait to be started'), action: { zh: '开始办理', en: 'Start' } },
  report: { zh: (n) => `${n} 个事项由本单位办理，等待报结`, en: (n) => counted(n, 'work item is in your hands and waits for a report', 'work items are in your hands and wait for a report'), action: { zh: '报结', en: 'Report' } },
  approve: { zh: (n) => `${n} 个事项已报结，等待验收`, en: (n) => counted(n, 'reported work item waits to be accepted', 'reported work items wait to be accepted'), action: { zh: '验收', en: 'Judge the report' } },
  close: { zh: (n) => `${n} 个已验收的事项可以销号`, en: (n) => counted(n, 'accepted work item can be closed', 'accepted work items can be closed'), action: { zh: '销号', en: 'Close' } },
}

/** What of co-governance waits for the viewer. */
export function waitingLines(bench: Bench): Line[] {
  const lines = (sentences: Record<string, Sentence>, counts: ReadonlyMap<string, number>, href: string): Line[] =>
    Object.entries(sentences).map(([event, sentence]) => lineOf(`governance-${event}`, counts.get(event) ?? 0, sentence, href))
  return [...lines(motions, bench.motions, '/motions?waits=true'), ...lines(work, bench.work, '/work?waits=true')]
}

const appeals: Record<'triage' | 'answer' | 'rate', Sentence> = {
  triage: { zh: (n) => `${n} 项诉求等待分办`, en: (n) => counted(n, 'appeal waits for its triage', 'appeals wait for their triage'), action: { zh: '分办', en: 'Give it an owner' } },
  answer: { zh: (n) => `${n} 项诉求等待本单位答复`, en: (n) => counted(n, 'appeal waits for the answer of your organisation', 'appeals wait for the answer of your organisation'), action: { zh: '答复', en: 'Answer' } },
  rate: { zh: (n) => `${n} 项本单位提出的诉求已答复，等待评价`, en: (n) => counted(n, 'appeal of yours was answered and waits for your rating', 'appeals of yours were answered and wait for your rating'), action: { zh: '评价', en: 'Rate' } },
}

/** What of appeals waits for the viewer. */
export function appealLines({ appeals: counts }: Bench): Line[] {
  return (['triage', 'answer', 'rate'] as const).map((event) => lineOf(`appeals-${event}`, counts[event], appeals[event], '/appeals?waits=true'))
}

const vacant: Sentence = { zh: (n) => `${n} 个席位空缺`, en: (n) => counted(n, 'seat of a post or body is vacant', 'seats of posts and bodies are vacant'), action: { zh: '去任命', en: 'Appoint' } }
const ending: Sentence = { zh: (n) => `${n} 个席位的任期 60 天内届满，无人继任`, en: (n) => counted(n, 'term ends within 60 days and nobody follows', 'terms end within 60 days and nobody follows'), action: { zh: '查看任期', en: 'See the terms' } }

/** What of posts and bodies waits for who can appoint. */
export function seatLines({ seats }: Bench): Line[] {
  return [lineOf('posts-vacant', seats.vacant, vacant, '/posts'), lineOf('posts-ending', seats.ending, ending, '/posts')]
}

/** The nearest meeting by name and date, and what of the viewer's own is to be spoken of there. */
export function meetingLines({ coming }: Bench): Line[] {
  if (coming === null) return []
  const { meeting, title, count, own } = coming
  const more = count > 1 ? { zh: `，此后还有 ${count - 1} 次`, en: `, and ${counted(count - 1, 'meeting', 'meetings')} after it` } : { zh: '', en: '' }
  const agenda = own > 0 ? { zh: `，议程中有本单位提出的 ${own} 项动议`, en: `, with ${counted(own, 'motion', 'motions')} of yours on the agenda` } : { zh: '', en: '' }
  return [{ kind: 'meeting', count, zh: `受邀会议：${title}${agenda.zh}${more.zh}`, en: `You are invited to a meeting: ${title}${agenda.en}${more.en}`, href: `/meetings/${meeting}`, action: { zh: '打开会议', en: 'Open the meeting' } }]
}

const told: Sentence = { zh: (n) => `${n} 项政策本单位符合条件，等待回应`, en: (n) => counted(n, 'policy fits your organisation and waits for its answer', 'policies fit your organisation and wait for its answer'), action: { zh: '查看并回应', en: 'Look and answer' } }
const missing: Sentence = { zh: (n) => `${n} 项已告知本单位的政策，尚缺事实才能判断`, en: (n) => counted(n, 'policy your organisation was told of wants a fact to be judged', 'policies your organisation was told of want a fact to be judged'), action: { zh: '查看缺少什么', en: 'See what is missing' } }

/** What of the policies an organisation was told of waits for it. */
export function policyLines(bench: PolicyBench): Line[] {
  return [lineOf('policies-told', bench.told, told, '/policies?own=told'), lineOf('policies-missing', bench.missing, missing, '/policies?own=told')]
}

const lateAppeals: Sentence = { zh: (n) => `${n} 项诉求超过时限`, en: (n) => counted(n, 'appeal is past its clock', 'appeals are past their clock'), action: { zh: '查看诉求', en: 'Look' } }
const late: Sentence = { zh: (n) => `${n} 个事项逾期`, en: (n) => counted(n, 'work item is overdue', 'work items are overdue'), action: { zh: '查看并催办', en: 'Look and follow up' } }
/** No more changes than this are counted: who was away for long wants to know that much has changed, not how much. */
export const mostChanges = 200
const many = {
  zh: (n: number) => (n < mostChanges ? `${n}` : `至少 ${n}`),
  en: (n: number, one: string, several: string) => (n < mostChanges ? counted(n, one, several) : `At least ${n} ${several}`),
}

const decided: Sentence = { zh: (n) => `${many.zh(n)} 项动议已有决策`, en: (n) => many.en(n, 'motion was decided', 'motions were decided'), action: { zh: '查看决策', en: 'See the decisions' } }
const motionsChanged: Sentence = { zh: (n) => `${many.zh(n)} 项动议有进展`, en: (n) => many.en(n, 'motion moved on', 'motions moved on'), action: { zh: '查看动议', en: 'See the motions' } }
const workChanged: Sentence = { zh: (n) => `${many.zh(n)} 个事项有变动`, en: (n) => many.en(n, 'work item changed', 'work items changed'), action: { zh: '查看事项', en: 'See the work' } }

/** What of co-governance is late. */
export function lateLines({ overdue, appeals }: Bench): Line[] {
  return [lineOf('governance-overdue', overdue, late, '/work?light=overdue'), lineOf('appeals-late', appeals.late, lateAppeals, '/appeals?light=overdue')]
}

/** What happened in co-governance since the viewer was here. */
export function changedLines(bench: Bench): Line[] {
  return [
    lineOf('governance-decided', bench.decided, decided, '/motions'),
    lineOf('governance-motions', bench.motionsChanged, motionsChanged, '/motions'), lineOf('governance-work', bench.workChanged, workChanged, '/work'),
  ]
}

function lineOf(kind: string, count: number, { zh, en, action }: Sentence, href: string): Line {
  return { kind, count, zh: zh(count), en: en(count), href, action }
}
