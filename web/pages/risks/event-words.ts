import { formatDate } from '../../../src/shared/format.ts'
import { riskGrades, riskStatuses, type RiskGrade, type RiskStatus } from '../../../src/shared/vocabulary.ts'
import { useText, useWords, type Output } from '../../parts/index.ts'
import { riskWords } from '../../words/risks.ts'

export type RiskEvent = Output<'listRiskEvents'>[number]
type Pair = { before: unknown; after: unknown }

/** An event of the list as sentences. */
export function useEventWords(ownerName: (id: number) => string | undefined): (event: RiskEvent) => string[] {
  const t = useWords(riskWords)
  const say = useText()
  const valueOf: Record<string, (value: unknown) => string> = {
    status: (value) => (isKey(riskStatuses, value) ? say(riskStatuses[value as RiskStatus]) : t.none),
    grade: (value) => (isKey(riskGrades, value) ? say(riskGrades[value as RiskGrade]) : t.noGrade),
    owner: (value) => (typeof value === 'number' ? ownerName(value) ?? t.organisationNumber(value) : t.noOwner),
    dueDate: (value) => (typeof value === 'string' ? formatDate(value) : t.noDue),
    note: (value) => (typeof value === 'string' && value !== '' ? `“${value}”` : t.none),
  }
  const titles: Record<string, string> = { status: t.status, grade: t.grade, owner: t.owner, dueDate: t.due, note: t.note }
  const proposals: Record<string, string> = { proposed: t.eventProposed, withdrawn: t.eventWithdrawn, resolved: t.eventResolved }
  return ({ change }) => {
    const proposal = proposals[String(change['proposal'])]
    const grade = change['grade']
    const first = proposal ? [isKey(riskGrades, grade) ? `${proposal} · ${t.proposedGrade(say(riskGrades[grade as RiskGrade]))}` : proposal] : []
    const fields = Object.entries(change).flatMap(([key, value]) => (titles[key] && valueOf[key] && isPair(value) && !(proposal && key === 'status') ? [t.changed(titles[key], valueOf[key](value.before), valueOf[key](value.after))] : []))
    return [...first, ...fields]
  }
}

export function isPair(value: unknown): value is Pair {
  return typeof value === 'object' && value !== null && 'before' in value && 'after' in value
}

function isKey(vocabulary: object, value: unknown): boolean {
  return typeof value === 'string' && value in vocabulary
}
