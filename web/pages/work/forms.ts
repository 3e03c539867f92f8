import { dayAfter } from '../../../src/shared/calendar.ts'
import { formatDate } from '../../../src/shared/format.ts'
import { useWords, type Named, type Output } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { workWords } from '../../words/work.ts'
import type { Field, Values } from '../governance/event-form.tsx'

type Work = Output<'getWork'>
type Start = { title: string; text: string; lead: Named | null; coOwners: readonly Named[]; due: string | null; region: string | null; department: string | null }

/** The fields of a work item, as they stand or blank. */
export function useItemFields(start: Start): readonly Field[] {
  const t = useWords(workWords)
  const g = useWords(governanceWords)
  return [
    { key: 'title', label: g.title, kind: 'text', required: true, initial: start.title }, { key: 'text', label: g.text, kind: 'long', initial: start.text },
    { key: 'lead', label: t.lead2, kind: 'organisation', required: true, initial: start.lead }, { key: 'coOwners', label: t.coOwners, kind: 'organisations', initial: start.coOwners },
    { key: 'due', label: t.due, kind: 'date', initial: start.due ?? '' }, { key: 'region', label: g.region, kind: 'text', initial: start.region ?? '' }, { key: 'department', label: t.department, kind: 'text', initial: start.department ?? '' },
  ]
}

/** What each event on a work item asks for. */
export function useWorkFields(work: Work): (event: string) => readonly Field[] {
  const t = useWords(workWords)
  const g = useWords(governanceWords)
  // A date that stands is moved by `extend`, with a reason.
  const edit = useItemFields(work).filter(({ key }) => key !== 'due' || work.due === null)
  const today = formatDate(new Date())
  const reason: Field = { key: 'reason', label: g.reason, kind: 'long', required: true }
  const text: Field = { key: 'text', label: g.text, kind: 'long', required: true }
  const forms: Record<string, readonly Field[]> = {
    edit, report: [text, { key: 'evidence', label: g.evidence, kind: 'evidence', required: true }], approve: [{ ...text, required: false }], sendBack: [reason], suspend: [reason], urge: [text],
    escalate: [{ key: 'to', label: t.escalateTo, kind: 'organisation', required: true }, text], extend: [{ key: 'due', label: t.newDue, kind: 'date', required: true, initial: dayAfter(work.due !== null && work.due > today ? work.due : today, 14) }, reason], cancel: [reason],
  }
  return (event) => forms[event] ?? []
}

/** What the form holds, as the event takes it. A change says only what differs, so that what others changed meanwhile stays. */
export function inputOf(event: string, values: Values, start: Values): Values {
  if (event === 'edit') {
    const [before, after] = [plain(start), plain(values)]
    return Object.fromEntries(Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key])))
  }
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === '' ? [] : [[key, key === 'to' ? (value as Named).id : value]])))
}

/** The fields of an item as the API takes them: organisations by number, empty as null. */
export function plain(values: Values): Values {
  const { title, text, lead, coOwners, due, region, department } = values
  const orNull = (value: unknown): unknown => (value === '' ? null : value)
  return {
    title, text, lead: (lead as Named).id, coOwners: (coOwners as Named[]).map(({ id }) => id), due: orNull(due), region: orNull(region), department: orNull(department),
  }
}
