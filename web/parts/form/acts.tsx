import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Text } from '../../../src/shared/vocabulary.ts'
import { partWords } from '../../words/parts.ts'
import type { ApiError } from '../client.ts'
import { useText, useWords } from '../language.tsx'
import { FormDialog, type Field, type Filled } from './form-dialog.tsx'

/** What can be done on an item, as data: the fields each event asks for. */
export type ActForms = Record<string, { title: Text; fields: readonly Field[] }>

type Props = {
  forms: ActForms
  /** What the viewer may do now, and why not. */
  may: Record<string, { allowed: boolean; reason: Text | null }>
  pending: boolean; error: ApiError | null
  /** `done` closes the dialog. */
  onAct: (event: string, input: Filled, done: () => void) => void
  onStart: () => void
}

/** A button for each event that is possible now; what is not possible can be looked up, with the reason. */
export function Acts({ forms, may, pending, error, onAct, onStart }: Props) {
  const t = useWords(partWords)
  const say = useText()
  const [open, setOpen] = useState<string | null>(null)
  const [possible, barred] = [true, false].map((allowed) => Object.keys(forms).filter((event) => (may[event]?.allowed ?? false) === allowed))
  const form = open === null ? undefined : forms[open]
  return (
    <div className="stack no-print" style={{ gap: '0.4rem' }}>
      <Group gap="xs">{possible!.map((event, n) => <Button key={event} size="xs" variant={n === 0 ? 'filled' : 'default'} onClick={() => { onStart(); setOpen(event) }}>{say(forms[event]!.title)}</Button>)}</Group>
      {barred!.length > 0 && (
        <details className="small muted">
          <summary>{t.notNow}</summary>
          <ul>{barred!.map((event) => <li key={event}>{say(forms[event]!.title)}：{may[event]?.reason ? say(may[event].reason) : ''}</li>)}</ul>
        </details>
      )}
      {form && open !== null && <FormDialog title={say(form.title)} fields={form.fields} action={say(form.title)} pending={pending} error={error} onClose={() => setOpen(null)} onSubmit={(filled) => onAct(open, filled, () => setOpen(null))} />}
    </div>
  )
}
