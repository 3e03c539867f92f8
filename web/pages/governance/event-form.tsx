import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { OrganisationField, OrganisationsField, suggestedAtMost, useWords, type Named } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { EvidenceField } from './evidence-field.tsx'
import style from './governance.module.css'
import { SharesField, type Share } from './shares-field.tsx'

export type Values = Record<string, unknown>
type Option = { value: string; label: string }

/** A field of an event's form, as data. What it holds when the form opens stands in `initial`. */
export type Field = {
  key: string
  label: string
  kind: 'text' | 'long' | 'date' | 'choice' | 'number' | 'percent' | 'check' | 'organisation' | 'organisations' | 'evidence' | 'evidenceOne' | 'shares'
  required?: boolean
  options?: readonly Option[]
  suggested?: readonly { id: number; name: string }[]
  initial?: unknown
  /** Shown only with these values. */
  shown?: (values: Values) => boolean
  hint?: string
}

type Props = { label: string; fields: readonly Field[]; submit: string; pending: boolean; children?: ReactNode; onSubmit: (values: Values, start: Values) => void; onCancel?: (() => void) | undefined; cancel?: string }

/** Asks for what an event needs; what was typed stays when the server refuses. */
export function EventForm({ label, fields, submit, pending, children, onSubmit, onCancel, cancel }: Props) {
  const t = useWords(governanceWords)
  // What the form opened with stays: a change is what differs from it, whatever others do meanwhile.
  const [start] = useState<Values>(() => Object.fromEntries(fields.map(({ key, kind, initial, options }) => [key, initial ?? blankOf(kind, options)])))
  const [values, setValues] = useState(start)
  const [tried, setTried] = useState(false)
  const shown = fields.filter((field) => field.shown?.(values) ?? true)
  const missing = shown.filter((field) => field.required && isBlank(values[field.key])).map(({ key }) => key)
  const send = () => {
    setTried(true)
    if (missing.length === 0) onSubmit(Object.fromEntries(shown.map(({ key }) => [key, values[key]])), start)
  }
  return (
    <form className={style.form} aria-label={label} noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
      {shown.map((field) => <FieldInput key={field.key} field={field} value={values[field.key]} error={tried && missing.includes(field.key) ? t.needed : undefined} onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))} />)}
      {children}
      <div className="row">
        <Button type="submit" loading={pending}>{submit}</Button>
        {onCancel && <Button variant="default" onClick={onCancel}>{cancel ?? t.cancel}</Button>}
      </div>
    </form>
  )
}

type InputProps = { field: Field; value: unknown; error: string | undefined; onChange: (value: unknown) => void }

const inputs: Record<Field['kind'], (props: InputProps) => ReactNode> = {
  text: ({ field, value, error, onChange }) => <TextInput label={field.label} description={field.hint} withAsterisk={field.required} error={error} value={String(value)} onChange={(event) => onChange(event.currentTarget.value)} />,
  long: ({ field, value, error, onChange }) => <Textarea label={field.label} description={field.hint} withAsterisk={field.required} error={error} autosize minRows={2} value={String(value)} onChange={(event) => onChange(event.currentTarget.value)} />,
  date: ({ field, value, error, onChange }) => <TextInput type="date" label={field.label} withAsterisk={field.required} error={error} value={String(value ?? '')} onChange={(event) => onChange(event.currentTarget.value)} />,
  choice: ({ field, value, error, onChange }) => <NativeSelect label={field.label} description={field.hint} withAsterisk={field.required} error={error} value={String(value)} onChange={(event) => onChange(event.currentTarget.value)} data={[...(field.options ?? [])]} />,
  number: ({ field, value, onChange }) => <NumberInput label={field.label} min={1} max={50} allowDecimal={false} value={Number(value)} onChange={onChange} />,
  percent: ({ field, value, onChange }) => <NumberInput label={field.label} min={0} max={100} suffix=" %" value={Math.round(Number(value) * 100)} onChange={(next) => onChange(Number(next) / 100)} />,
  check: ({ field, value, onChange }) => <Checkbox label={field.label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />,
  organisation: ({ field, value, error, onChange }) => {
    const chosen = value as Named | null
    return <OrganisationField key={chosen?.id ?? 0} label={field.label} required={field.required} error={error} id={chosen?.id ?? null} name={chosen?.name ?? null} suggested={field.suggested ?? []} onChange={(id, name) => onChange(id === null ? null : { id, name })} />
  },
  organisations: ({ field, value, error, onChange }) => <OrganisationsField label={field.label} hint={field.hint} required={field.required} error={error} value={value as Named[]} suggested={field.suggested?.slice(0, suggestedAtMost)} onChange={onChange} />,
  evidence: ({ field, value, error, onChange }) => <EvidenceField label={field.label} required={field.required} error={error} chosen={value as string[]} onChange={onChange} />,
  evidenceOne: ({ field, value, error, onChange }) => <EvidenceField label={field.label} required={field.required} error={error} most={1} chosen={value as string[]} onChange={onChange} />,
  shares: ({ field, value, onChange }) => <SharesField label={field.label} shares={value as Share[]} onChange={onChange} />,
}

function FieldInput(props: InputProps) {
  return <>{inputs[props.field.kind](props)}</>
}

function blankOf(kind: Field['kind'], options: readonly Option[] | undefined): unknown {
  if (kind === 'organisation') return null
  if (kind === 'organisations' || kind === 'evidence' || kind === 'evidenceOne' || kind === 'shares') return []
  if (kind === 'check') return false
  if (kind === 'number') return 1
  if (kind === 'percent') return 0.5
  return kind === 'choice' ? options?.[0]?.value ?? '' : ''
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
}
