import { writeXlsx } from 'hucre'
import type { RiskRow } from '../shared/contract/chain.ts'
import { formatDate } from '../shared/format.ts'
import { riskLightOf, riskLights } from '../shared/risk-filter.ts'
import { riskTitle } from '../shared/risk-title.ts'
import { actorTypes, governanceTasks, nodeStates, riskGrades, riskStatuses, type ActorType, type GovernanceTask, type Text } from '../shared/vocabulary.ts'

type Language = keyof Text
type Column = { title: Text; cell: (row: RiskRow, language: Language, now: Date) => string | number | null }

const roleOf = (kind: 'convene' | 'own' | 'consult', title: Text): Column => ({
  title, cell: (row, language) => row[kind].actorTypes.map((type) => actorTypes[type as ActorType][language]).join(language === 'zh' ? '、' : ', '),
})

/** What the page and its panel say of a risk, a column each; the claims are those that the evidence drawer opens. */
const columns: readonly Column[] = [
  { title: { zh: '编号', en: 'Number' }, cell: ({ risk }) => risk },
  { title: { zh: '风险', en: 'Risk' }, cell: (row, language) => riskTitle(row.node, row.kind)[language] },
  { title: { zh: '环节', en: 'Node' }, cell: ({ node }) => node },
  { title: { zh: '环节现状', en: 'State now' }, cell: ({ state }, language) => nodeStates[state][language] },
  { title: { zh: '状态', en: 'Status' }, cell: ({ status }, language) => riskStatuses[status][language] },
  { title: { zh: '等级', en: 'Grade' }, cell: ({ grade }, language) => grade && riskGrades[grade][language] },
  { title: { zh: '提议等级', en: 'Proposed grade' }, cell: ({ proposedGrade }, language) => proposedGrade && riskGrades[proposedGrade][language] },
  { title: { zh: '责任方', en: 'Owner' }, cell: ({ owner }) => owner },
  { title: { zh: '期限', en: 'Due' }, cell: ({ dueDate }) => dueDate && formatDate(dueDate) },
  { title: { zh: '进度', en: 'Progress' }, cell: (row, language, now) => riskLights[riskLightOf(row, now)][language] },
  { title: { zh: '共治任务', en: 'Governance task' }, cell: ({ task }, language) => governanceTasks[task as GovernanceTask][language] },
  roleOf('convene', { zh: '牵头', en: 'Convenes' }),
  roleOf('own', { zh: '可负责', en: 'May own' }),
  roleOf('consult', { zh: '须征询', en: 'Must be consulted' }),
  { title: { zh: '理由', en: 'Why' }, cell: ({ reasons }, language) => reasons.map((reason) => reason[language]).join('\n') },
  { title: { zh: '所据主张', en: 'Claims' }, cell: ({ reasons }) => [...new Set(reasons.flatMap(({ claimIds }) => claimIds))].join(' ') },
  { title: { zh: '备注', en: 'Note' }, cell: ({ note }) => note },
  { title: { zh: '提出日期', en: 'Proposed' }, cell: ({ proposedAt }) => formatDate(proposedAt) },
  { title: { zh: '最近变动', en: 'Changed' }, cell: ({ changedAt }) => formatDate(changedAt) },
]

/** The supply-risk list as a sheet, in the language of who reads it. */
export function writeRiskSheet(rows: readonly RiskRow[], language: Language, now: Date): Promise<Uint8Array> {
  const lines = rows.map((row) => columns.map(({ cell }) => cell(row, language, now)))
  return writeXlsx({ sheets: [{ name: language === 'zh' ? '断链断供风险清单' : 'Supply-risk list', rows: [columns.map(({ title }) => title[language]), ...lines] }] })
}
