import { FormDialog, useAct, useWords, type Input } from '../../parts/index.ts'
import { meetingWords } from '../../words/meetings.ts'
import { useItemFields } from '../work/forms.ts'
import type { Meeting } from '../meeting.tsx'
import type { Paragraph } from './paragraph.tsx'

/** A paragraph becomes work without leaving the table. */
export function WorkDialog({ paragraph: { paragraph, text }, meeting: { meeting, task }, onClose }: { paragraph: Paragraph; meeting: Meeting; onClose: () => void }) {
  const t = useWords(meetingWords)
  const fields = useItemFields({ title: text.split(/[。；;.\n]/)[0]!.slice(0, 60), text, lead: null, coOwners: [], due: null, region: null, department: null })
  const create = useAct('createWork', { onDone: onClose })
  return (
    <FormDialog
      title={t.toWork} lead={t.workLead(paragraph)} fields={fields} action={t.toWork} pending={create.isPending} error={create.error} onClose={onClose}
      onSubmit={(filled) => create.mutate({ body: { ...filled, task, meeting: { meeting, paragraph } } as unknown as Input<'createWork'>['body'] })}
    />
  )
}
