import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { partWords } from '../../words/parts.ts'
import type { ApiError } from '../client.ts'
import { useWords } from '../language.tsx'
import { Failure } from '../states.tsx'
import { FieldInput, firstOf, handedIn, isEmpty, type Field, type Filled } from './fields.tsx'
import style from './form.module.css'

type Props = {
  label: string; fields: readonly Field[]; action: string; pending: boolean; error: ApiError | null
  /** `filled`: what stands there, a field left empty is not in it; `changed`: only what differs from what the form opened with, null where it was emptied. */
  onSubmit: (filled: Filled, changed: Filled) => void
  onCancel: () => void; cancel?: string | undefined
  /** Between the fields and the buttons. */
  children?: ReactNode
}

/** A form made of its fields; what was typed stays when the server refuses. */
export function Form({ label, fields, action, pending, error, onSubmit, onCancel, cancel, children }: Props) {
  const t = useWords(partWords)
  // What the form opened with stays: a change is what differs from it, whatever others do meanwhile.
  const [start] = useState<Filled>(() => Object.fromEntries(fields.map((field) => [field.key, firstOf(field)])))
  const [values, setValues] = useState(start)
  const [tried, setTried] = useState(false)
  const shown = fields.filter((field) => field.shown?.(values) ?? true)
  const missing = shown.filter((field) => field.required && isEmpty(values[field.key]))
  const submit = () => {
    setTried(true)
    if (missing.length > 0) return
    const said = (from: Filled) => shown.map((field) => [field.key, handedIn(field, from[field.key])] as const)
    const before = new Map(said(start))
    onSubmit(
      Object.fromEntries(said(values).filter(([key]) => !isEmpty(values[key]))),
      Object.fromEntries(said(values).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before.get(key)))),
    )
  }
  return (
    <form className={style.form} aria-label={label} noValidate onSubmit={(event) => { event.preventDefault(); submit() }}>
      {shown.map((field) => (
        <FieldInput key={field.key} field={field} value={values[field.key]} error={tried && missing.includes(field) ? t.needed : undefined} onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))} />
      ))}
      {children}
      {error && <Failure error={error} compact />}
      <div className="row">
        <Button type="submit" loading={pending}>{action}</Button>
        <Button variant="default" onClick={onCancel}>{cancel ?? t.cancel}</Button>
      </div>
    </form>
  )
}
