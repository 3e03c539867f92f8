import { riskGrades, type RiskGrade, type Text } from '../../shared/vocabulary.ts'
import type { Facts } from '../facts/facts.ts'
import type { RiskItem } from '../facts/risks.ts'
import { defineFigure, type Computed, type FigureDefinition } from '../shape.ts'
import { both } from './wording.ts'

/** A count of items of the list, each of them with the claims its reasons rest on. */
function countItems(title: Text, items: readonly RiskItem[], scope = ''): Computed {
  return {
    scope, title, value: items.length, unit: 'count',
    worked: both((lang) => `${items.slice(0, 12).map((item) => item.title).join(lang === 'zh' ? '、' : ', ')}${items.length > 12 ? '…' : ''} = ${items.length}`.replace(/^ = /, '')),
    inputs: items.map((item) => ({ ref: `node:${item.nodeId}:state`, title: { zh: item.title, en: item.title }, value: item.grade === null ? null : riskGrades[item.grade].zh, claims: item.claims })),
    basis: { ids: [...new Set(items.flatMap(({ claims }) => claims))] },
  }
}

function riskFigure(name: string, title: Text, text: Text, pick: (facts: Facts) => readonly RiskItem[]): FigureDefinition {
  return defineFigure({
    name, title, formula: { id: 'count-of-risks', version: 1, text },
    compute: (facts) => (facts.risks.shown ? [countItems(title, pick(facts))] : []),
  })
}

/** Figures on the supply-risk list: what stands on it, and what became of it. */
export const riskFigures = [
  riskFigure('risks.open', { zh: '在册风险数', en: 'Open risks' }, { zh: '已确认、未解除的风险条目个数', en: 'the number of items confirmed and not closed' }, ({ risks }) => risks.open),
  riskFigure('risks.proposed', { zh: '待确认风险数', en: 'Risks to be confirmed' }, { zh: '已提出、尚未确认的风险条目个数', en: 'the number of items proposed and not decided' }, ({ risks }) => risks.proposed),
  riskFigure('risks.new', { zh: '新增风险数', en: 'New risks' }, { zh: '报告时段内确认的风险条目个数', en: 'the number of items confirmed within the time of the report' }, ({ risks }) => risks.fresh),
  riskFigure('risks.raised', { zh: '升级风险数', en: 'Risks raised' }, { zh: '报告时段内等级提高的风险条目个数', en: 'the number of items whose grade was raised within the time of the report' }, ({ risks }) => risks.raised),
  riskFigure('risks.lowered', { zh: '降级风险数', en: 'Risks lowered' }, { zh: '报告时段内等级降低的风险条目个数', en: 'the number of items whose grade was lowered within the time of the report' }, ({ risks }) => risks.lowered),
  riskFigure('risks.closed', { zh: '解除风险数', en: 'Risks closed' }, { zh: '报告时段内解除的风险条目个数', en: 'the number of items closed within the time of the report' }, ({ risks }) => risks.closed),
  riskFigure('risks.overdue', { zh: '逾期风险数', en: 'Overdue risks' }, { zh: '期限已过仍未解除的风险条目个数', en: 'the number of open items whose date has passed' }, ({ risks }) => risks.overdue),
  riskFigure('risks.due', { zh: '下月到期风险数', en: 'Risks due next month' }, { zh: '期限在下月的未解除风险条目个数', en: 'the number of open items due in the month to come' }, ({ risks }) => risks.due),
  defineFigure({
    name: 'risks.grade', title: { zh: '分级在册风险数', en: 'Open risks by grade' }, formula: { id: 'count-of-risks', version: 1, text: { zh: '该等级未解除风险条目的个数', en: 'the number of open items of the grade' } },
    compute: ({ risks }) => (risks.shown ? (['high', 'medium', 'low', null] as const).map((grade) => countItems(gradeTitle(grade), risks.open.filter((item) => item.grade === grade), grade ?? 'none')) : []),
  }),
  defineFigure({
    name: 'risks.item', title: { zh: '一个风险条目的等级', en: 'The grade of a risk' }, formula: { id: 'risk-grade', version: 1, text: { zh: '由人确认并定级，依据见主张', en: 'confirmed and graded by people, on the claims below' } },
    compute: ({ risks }) => itemsOf(risks).map((item) => ({
      scope: String(item.id), title: both((lang) => `${item.title} · ${{ zh: '等级', en: 'grade' }[lang]}`), value: null, unit: null, words: gradeWords(item),
      worked: item.note ? { zh: item.note, en: item.note } : gradeWords(item),
      inputs: [{ ref: `node:${item.nodeId}:state`, title: { zh: item.node, en: item.node }, value: item.state, claims: item.claims }], basis: { ids: item.claims },
    })),
  }),
]

/** All items a report speaks of, each once. */
export function itemsOf({ open, proposed, closed }: Facts['risks']): RiskItem[] {
  return [...new Map([...open, ...proposed, ...closed].map((item) => [item.id, item])).values()]
}

function gradeTitle(grade: RiskGrade | null): Text {
  return grade === null ? { zh: '未定级在册风险数', en: 'Open risks without a grade' } : both((lang) => `${{ zh: '在册风险数', en: 'Open risks' }[lang]} · ${riskGrades[grade][lang]}`)
}

function gradeWords({ grade, proposedGrade }: RiskItem): Text {
  if (grade !== null) return riskGrades[grade]
  return proposedGrade === null ? { zh: '未定级', en: 'no grade' } : { zh: `建议${riskGrades[proposedGrade].zh}`, en: `${riskGrades[proposedGrade].en} proposed` }
}
