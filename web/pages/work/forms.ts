import { dayAfter } from '../../../src/shared/calendar.ts'
import { formatDate } from '../../../src/shared/format.ts'
import { workEvents } from '../../../src/shared/governance.ts'
import { useWords, type ActForms, type Field, type Named, type Output } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { workWords } from '../../words/work.ts'

type Work = Output<'getWork'>
type Start = { title: string; text: string; lead: Named | null; coOwners: readonly Named[]; due: string | null; region: string | null; department: string | null }

/** The fields of a work item, as they stand or blank. */
export function useItemFields(start: Start): readonly Field[] {
  const t = useWords(workWords)
  const g = useWords(governanceWords)
  return [
    { key: 'title', label: g.title, kind: 'line', required: true, initial: start.title }, { key: 'text', label: g.text, kind: 'text', initial: start.text },
    { key: 'lead', label: t.lead2, kind: 'organisation', required: true, initial: start.lead ? [start.lead] : [] }, { key: 'coOwners', label: t.coOwners, kind: 'organisations', initial: start.coOwners },
    { key: 'due', label: t.due, kind: 'day', initial: start.due ?? '' }, { key: 'region', label: g.region, kind: 'region', initial: start.region ?? '' }, { key: 'department', label: t.department, kind: 'line', initial: start.department ?? '' },
  ]
}

/** What each event on a work item asks for. */
export function useWorkForms(work: Work): ActForms {
  const t = useWords(workWords)
  const g = useWords(governanceWords)
  // A date that stands is moved by `extend`, with a reason.
  const edit = useItemFields(work).filter(({ key }) => key !== 'due' || work.due === null)
  const today = formatDate(new Date())
  const reason: Field = { key: 'reason', label: g.reason, kind: 'text', required: true }
  const text: Field = { key: 'text', label: g.text, kind: 'text', required: true }
  const forms: Record<string, readonly Field[]> = {
    edit, report: [text, { key: 'evidence', label: g.evidence, kind: 'evidence', required: true }], approve: [{ ...text, required: false }], sendBack: [reason], suspend: [reason], urge: [text],
    escalate: [{ key: 'to', label: t.escalateTo, kind: 'organisation', required: work.above === null, ...(work.above === null ? {} : { hint: t.escalateAbove(work.above.post.name, work.above.holder.name) }) }, text], extend: [{ key: 'due', label: t.newDue, kind: 'day', required: true, initial: dayAfter(work.due !== null && work.due > today ? work.due : today, 14) }, reason], cancel: [reason],
  }
  const { open: _, ...events } = workEvents
  return Object.fromEntries(Object.entries(events).map(([event, title]) => [event, { title, fields: forms[event] ?? [] }]))
}
