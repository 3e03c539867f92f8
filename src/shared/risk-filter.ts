import type { RiskRow } from './contract/chain.ts'
import { formatDate } from './format.ts'
import { riskTitle } from './risk-title.ts'
import type { NodeState, RiskGrade, RiskStatus, Text } from './vocabulary.ts'

/** How a risk stands against its date: the symbols are those of work. */
export const riskLights = {
  overdue: { zh: '逾期', en: 'overdue', symbol: '●' },
  near: { zh: '临期', en: 'near due', symbol: '◐' },
  onTime: { zh: '按期', en: 'on time', symbol: '○' },
  noLight: { zh: '无期限', en: 'no date', symbol: '—' },
  over: { zh: '已了结', en: 'settled', symbol: '✓' },
} satisfies Record<string, Text & { symbol: string }>
export type RiskLight = keyof typeof riskLights

const nearDays = 7

/** How a risk stands against its date, on the calendar of China. */
export function riskLightOf({ status, dueDate }: Pick<RiskRow, 'status' | 'dueDate'>, now: Date): RiskLight {
  if (status === 'closed' || status === 'refused') return 'over'
  if (dueDate === null) return 'noLight'
  const left = Math.round((Date.parse(`${dueDate.slice(0, 10)}T00:00:00Z`) - Date.parse(`${formatDate(now)}T00:00:00Z`)) / 86_400_000)
  return left < 0 ? 'overdue' : left <= nearDays ? 'near' : 'onTime'
}

/** What the list may be narrowed to; `none` is a risk that nobody has graded yet. */
export type RiskFilter = {
  text?: string | undefined; status?: RiskStatus | undefined; grade?: RiskGrade | 'none' | undefined; state?: NodeState | undefined
  owner?: 'yes' | 'no' | undefined; light?: RiskLight | undefined
}

/** Whether a risk stands on the list so narrowed: the page shows and the sheet holds the same ones. */
export function passesRiskFilter(row: RiskRow, { text, status, grade, state, owner, light }: RiskFilter, now: Date): boolean {
  const wanted = text?.toLowerCase()
  return (!wanted || [riskTitle(row.node, row.kind).en, row.title, row.node, row.owner, row.note].some((one) => one?.toLowerCase().includes(wanted)))
    && (!status || row.status === status) && (!grade || (row.grade ?? 'none') === grade) && (!state || row.state === state)
    && (!owner || (row.ownerId === null ? 'no' : 'yes') === owner) && (!light || riskLightOf(row, now) === light)
}
