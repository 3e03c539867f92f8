import type { ReportBlock } from '../../shared/contract/reports.ts'
import { governanceTasks, type Text } from '../../shared/vocabulary.ts'
import type { ThreadItem } from '../facts/governance.ts'
import { left, type Column, type Composer, type Piece } from './composer.ts'

/** How many items a table of the text lists; the rest are behind the figures. */
const listedAtMost = 40

const columns: Column[] = [left('事项', 'Item'), left('共治任务', 'Task'), left('状态', 'State'), left('责任主体', 'Lead'), left('期限', 'Due')]

/** Decisions and work: what the centres decided, what was taken up, what was closed. */
export function decisionsAndWork(c: Composer, since: Text): ReportBlock[] {
  const { shown, adopted, rejected, opened, closed } = c.facts.governance
  if (!shown.decisions) return []
  return [
    c.heading(2, { zh: '决策与事项', en: 'Decisions and work' }),
    c.paragraph({ zh: '{since}，动议通过{adopted}项，未通过{rejected}项。', en: 'Motions {since}: {adopted} adopted, {rejected} rejected.' }, { since, adopted: c.figure('governance.adopted'), rejected: c.figure('governance.rejected') }),
    ...(shown.work ? [c.paragraph({ zh: '新立事项{opened}项，销号{closed}项；在办{running}项，其中逾期{late}项。', en: 'Work items: {opened} opened, {closed} closed; {running} under way, {late} of them overdue.' }, {
      opened: c.figure('governance.work-opened'), closed: c.figure('governance.work-closed'), running: c.figure('governance.work-running'), late: c.figure('governance.work-late'),
    })] : []),
    ...itemTable(c, { zh: '本期决策与事项', en: 'Decisions and work of the time' }, [...adopted, ...rejected, ...closed, ...opened]),
  ]
}

/** Appeals: filed, answered, waiting. */
export function appeals(c: Composer, since: Text): ReportBlock[] {
  const { filed, answered, waiting } = c.facts.governance
  return [
    c.paragraph({ zh: '{since}，新收诉求{filed}件，答复{answered}件；待办{waiting}件，其中逾期{late}件。', en: 'Appeals {since}: {filed} filed, {answered} answered; {waiting} wait, {late} of them overdue.' }, {
      since, filed: c.figure('governance.appeals-filed'), answered: c.figure('governance.appeals-answered'), waiting: c.figure('governance.appeals-waiting'), late: c.figure('governance.appeals-late'),
    }),
    ...itemTable(c, { zh: '诉求', en: 'Appeals' }, [...waiting, ...filed, ...answered]),
  ]
}

/** Work that falls due, and what is late. */
export function workAhead(c: Composer): ReportBlock[] {
  const { shown, due, late } = c.facts.governance
  if (!shown.work) return []
  return [
    c.paragraph({ zh: '下月到期的事项{due}项，已逾期{late}项。', en: '{due} work items fall due next month, {late} are overdue.' }, { due: c.figure('governance.work-due'), late: c.figure('governance.work-late') }),
    ...itemTable(c, { zh: '到期与逾期的事项', en: 'Work due and overdue' }, [...late, ...due]),
  ]
}

function itemTable(c: Composer, title: Text, items: readonly ThreadItem[]): ReportBlock[] {
  const each = [...new Map(items.map((item) => [item.id, item])).values()]
  if (each.length === 0) return []
  const rest = each.length - listedAtMost
  const note = rest > 0 ? { zh: `另有${rest}项未列出，在上面的数字之后可以打开。`, en: `${rest} more are behind the figures above.` } : undefined
  return [c.table(title, columns, each.slice(0, listedAtMost).map((item) => rowOf(c, item)), note)]
}

function rowOf(c: Composer, { kind, id, title, task, lead, dueDate }: ThreadItem): (Piece | Piece[])[] {
  return [title, governanceTasks[task], c.figure('governance.item', `${kind} ${id}`), lead ?? '—', dueDate ?? '—']
}
