import type { ReportBlock } from '../../shared/contract/reports.ts'
import { riskGrades, type Text } from '../../shared/vocabulary.ts'
import { stateName } from '../figures/chain.ts'
import type { RiskItem } from '../facts/risks.ts'
import { appeals, workAhead } from './governance.ts'
import { left, middle, type Composer, type Piece } from './composer.ts'
import { sinceWords } from './key-work.ts'

/** Problems and appeals: the appeals, and what the analyst writes; where neither stands, the report says that nothing was recorded. */
export function problems(c: Composer): ReportBlock[] {
  const own = c.own('problems')
  const { shown, waiting, filed, answered } = c.facts.governance
  const anyAppeal = shown.work && waiting.length + filed.length + answered.length > 0
  const empty = own.kind === 'own' && own.text === '' && !anyAppeal
  return [
    c.heading(1, { zh: '问题与诉求', en: 'Problems and appeals' }),
    ...(anyAppeal ? appeals(c, sinceWords(c)) : []),
    ...(empty ? [c.paragraph({ zh: '本期无登记。', en: 'None recorded for this period.' })] : []),
    own,
  ]
}

/** Changes of the supply-risk list. */
export function risks(c: Composer): ReportBlock[] {
  const heading = c.heading(1, { zh: '断链断供风险清单的变化', en: 'Changes of the supply-risk list' })
  const { shown, fresh, raised, lowered, closed } = c.facts.risks
  if (!shown) return [heading, c.paragraph({ zh: '风险清单不在本报告受众的使用权之内。', en: 'The supply-risk list is not for the audience of this report.' }), c.own('risks')]
  const kinds: [Text, RiskItem[]][] = [
    [{ zh: '新增', en: 'New' }, fresh], [{ zh: '升级', en: 'Raised' }, raised], [{ zh: '降级', en: 'Lowered' }, lowered], [{ zh: '解除', en: 'Closed' }, closed],
  ]
  const rows = kinds.flatMap(([kind, items]) => items.map((item) => [kind, ...riskCells(c, item), item.gradeBefore === null ? '' : riskGrades[item.gradeBefore]]))
  return [
    heading,
    c.paragraph({
      zh: '{since}，风险清单新增{fresh}项、升级{raised}项、降级{lowered}项、解除{closed}项。现有在册风险{open}项，其中高{high}项、中{medium}项、低{low}项、未定级{none}项；逾期{overdue}项。另有{proposed}项待确认。清单见附表3。',
      en: 'On the supply-risk list, {since}: {fresh} new, {raised} raised, {lowered} lowered, {closed} closed. {open} are open: {high} high, {medium} medium, {low} low, {none} without a grade; {overdue} are overdue. {proposed} more wait to be confirmed. The list is Table A3.',
    }, {
      since: sinceWords(c), fresh: c.figure('risks.new'), raised: c.figure('risks.raised'), lowered: c.figure('risks.lowered'), closed: c.figure('risks.closed'), open: c.figure('risks.open'),
      high: c.figure('risks.grade', 'high'), medium: c.figure('risks.grade', 'medium'), low: c.figure('risks.grade', 'low'), none: c.figure('risks.grade', 'none'),
      overdue: c.figure('risks.overdue'), proposed: c.figure('risks.proposed'),
    }),
    ...(rows.length > 0 ? [c.table({ zh: '风险清单的变化', en: 'Changes of the supply-risk list' },
      [left('变化', 'Change'), left('风险', 'Risk'), left('环节状态', 'State'), middle('等级', 'Grade'), left('责任主体', 'Owner'), left('期限', 'Due'), left('原等级', 'Grade before')], rows)] : []),
    c.own('risks'),
  ]
}

/** Next steps: what of the risk list and of the work falls due, and what the analyst writes. */
export function nextSteps(c: Composer): ReportBlock[] {
  const { shown, due, overdue } = c.facts.risks
  const rows = [...overdue, ...due.filter((item) => !overdue.includes(item))].map((item) => riskCells(c, item))
  return [
    c.heading(1, { zh: '下一步安排', en: 'Next steps' }),
    ...(shown ? [c.paragraph({ zh: '下月到期的风险条目{due}项，已逾期{overdue}项。', en: 'Of the supply-risk list {due} items fall due next month, {overdue} are overdue.' }, { due: c.figure('risks.due'), overdue: c.figure('risks.overdue') })] : []),
    ...(rows.length > 0 ? [c.table({ zh: '到期与逾期的风险条目', en: 'Items due and overdue' }, [left('风险', 'Risk'), left('环节状态', 'State'), middle('等级', 'Grade'), left('责任主体', 'Owner'), left('期限', 'Due')], rows)] : []),
    ...workAhead(c),
    c.own('next-steps'),
  ]
}

/** An item as tables show it: what, its node's state, its grade as a figure, who must act until when. */
export function riskCells(c: Composer, item: RiskItem): (Piece | Piece[])[] {
  const nobody: Text = { zh: '未定', en: 'nobody yet' }
  return [item.title, item.state === null ? '—' : stateName(item.state), c.figure('risks.item', String(item.id)), item.owner ?? nobody, item.dueDate ?? nobody]
}
