import { appealStates } from '../../shared/appeals.ts'
import { motionStates, workStates } from '../../shared/governance.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { Facts } from '../facts/facts.ts'
import type { GovernanceFacts, ThreadItem, ThreadKind } from '../facts/governance.ts'
import { defineFigure, type FigureDefinition, type Input } from '../shape.ts'
import { both, listed } from './wording.ts'

const states: Record<ThreadKind, Record<string, Text>> = { motion: motionStates, work: workStates, appeal: appealStates }

/** What state an item is in, in words. */
export function threadState({ kind, state }: ThreadItem): Text {
  return states[kind][state] ?? { zh: state, en: state }
}

/** An item as a figure rests on it: its page, and the event of the log by which it is what it is. */
function inputOf(item: ThreadItem): Input {
  const { kind, id, title, event, state, claims } = item
  const entry = event?.hash.slice(0, 12)
  return { ref: `${kind}:${id}:state`, value: state, claims, title: event === null ? { zh: title, en: title } : { zh: `${title}（日志第 ${event.id} 条，${entry}）`, en: `${title} (entry ${event.id} of the log, ${entry})` } }
}

type Group = keyof Omit<GovernanceFacts, 'shown'>

function countOf(name: string, group: Group, title: Text, text: Text): FigureDefinition {
  return defineFigure({
    name, title, formula: { id: 'count-of-items', version: 1, text },
    compute: ({ governance }: Facts) => {
      if (!isShown(governance, group)) return []
      const items = governance[group]
      const names = listed(items.slice(0, 12).map(({ title: one }) => ({ zh: one, en: one })))
      return [{
        scope: '', title, value: items.length, unit: 'count', inputs: items.map(inputOf), basis: { ids: [...new Set(items.flatMap(({ claims }) => claims))] },
        worked: both((lang) => (items.length === 0 ? '0' : `${names[lang]}${items.length > 12 ? '…' : ''} = ${items.length}`)),
      }]
    },
  })
}

function isShown({ shown }: GovernanceFacts, group: Group): boolean {
  return group === 'adopted' || group === 'rejected' ? shown.decisions : shown.work
}

/** Figures on co-governance: what was decided, done and asked for. They rest on the log of events; evidence pinned to an item opens as claims. */
export const governanceFigures = [
  countOf('governance.adopted', 'adopted', { zh: '通过的动议数', en: 'Motions adopted' }, { zh: '报告时段内表决通过的动议个数', en: 'the number of motions adopted within the time of the report' }),
  countOf('governance.rejected', 'rejected', { zh: '未通过的动议数', en: 'Motions rejected' }, { zh: '报告时段内表决未通过的动议个数', en: 'the number of motions rejected within the time of the report' }),
  countOf('governance.work-opened', 'opened', { zh: '新立事项数', en: 'Work items opened' }, { zh: '报告时段内立项的事项个数', en: 'the number of work items opened within the time of the report' }),
  countOf('governance.work-closed', 'closed', { zh: '销号事项数', en: 'Work items closed' }, { zh: '报告时段内销号的事项个数', en: 'the number of work items closed within the time of the report' }),
  countOf('governance.work-running', 'running', { zh: '在办事项数', en: 'Work items under way' }, { zh: '未销号、未取消的事项个数', en: 'the number of work items neither closed nor cancelled' }),
  countOf('governance.work-late', 'late', { zh: '逾期事项数', en: 'Overdue work items' }, { zh: '期限已过、尚未验收、未暂停的在办事项个数', en: 'the number of work items under way whose date has passed, not accepted yet and not suspended' }),
  countOf('governance.work-due', 'due', { zh: '下月到期事项数', en: 'Work items due next month' }, { zh: '期限在下月的在办事项个数', en: 'the number of work items under way that fall due in the month to come' }),
  countOf('governance.appeals-filed', 'filed', { zh: '新收诉求数', en: 'Appeals filed' }, { zh: '报告时段内提出的诉求件数', en: 'the number of appeals filed within the time of the report' }),
  countOf('governance.appeals-answered', 'answered', { zh: '答复诉求数', en: 'Appeals answered' }, { zh: '报告时段内答复、此后未要求再答的诉求件数', en: 'the number of appeals answered within the time of the report and not asked again since' }),
  countOf('governance.appeals-waiting', 'waiting', { zh: '待办诉求数', en: 'Appeals waiting' }, { zh: '待分办与待答复的诉求件数', en: 'the number of appeals that wait for triage or an answer' }),
  countOf('governance.appeals-late', 'lateAppeals', { zh: '逾期诉求数', en: 'Overdue appeals' }, { zh: '时限已过的待办诉求件数', en: 'the number of waiting appeals whose clock has run out' }),
  defineFigure({
    name: 'governance.item', title: { zh: '一个事项的状态', en: 'The state of an item' }, formula: { id: 'event-log', version: 1, text: { zh: '由其事件记录依次得出', en: 'follows from its events, one after the other' } },
    compute: ({ governance }) => itemsOf(governance).map((item) => ({
      scope: `${item.kind} ${item.id}`, title: both((lang) => `${item.title} · ${{ zh: '状态', en: 'state' }[lang]}`), value: null, unit: null, words: threadState(item), worked: threadState(item),
      inputs: [inputOf(item)], basis: { ids: item.claims },
    })),
  }),
]

/** All items a report speaks of, each once. */
function itemsOf(governance: GovernanceFacts): ThreadItem[] {
  const groups = Object.values(governance).flatMap((group) => (Array.isArray(group) ? group : []))
  return [...new Map(groups.map((item) => [`${item.kind} ${item.id}`, item])).values()]
}
