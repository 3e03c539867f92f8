import { Button, Checkbox, Group, Modal, MultiSelect, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { partWords } from '../../words/parts.ts'
import type { ApiError } from '../client.ts'
import { useWords } from '../language.tsx'
import { Failure } from '../states.tsx'
import { OrganisationsField, type Named } from '../organisation-field.tsx'

type Choice = { value: string; label: string }
type Common = { key: string; label: string; hint?: string; required?: boolean }

/** A field of a form, as data. `choice` and `choices` have options; `organisation` and `organisations` are found in the registry. */
export type Field = Common & (
  | { kind: 'line' | 'text' | 'day'; initial?: string }
  | { kind: 'number'; initial?: number; min?: number; max?: number }
  | { kind: 'yes'; initial?: boolean }
  | { kind: 'choice'; options: readonly Choice[]; initial?: string }
  | { kind: 'choices'; options: readonly Choice[]; initial?: readonly string[] }
  | { kind: 'organisation' | 'organisations'; initial?: readonly Named[]; suggested?: readonly Named[] })

/** What was filled in; a field left empty is not there. */
export type Filled = Record<string, unknown>

type Props = { title: string; lead?: string | undefined; fields: readonly Field[]; action: string; pending: boolean; error: ApiError | null; onClose: () => void; onSubmit: (filled: Filled) => void }

/** A form in a dialog, made of its fields; what was typed stays when the server refuses. */
export function FormDialog({ title, lead, fields, action, pending, error, onClose, onSubmit }: Props) {
  const t = useWords(partWords)
  const [values, setValues] = useState<Filled>(() => Object.fromEntries(fields.map((field) => [field.key, field.initial ?? firstOf(field)])))
  const [tried, setTried] = useState(false)
  const missing = fields.filter((field) => field.required && isEmpty(values[field.key]))
  const submit = () => {
    setTried(true)
    if (missing.length === 0) onSubmit(Object.fromEntries(fields.filter(({ key }) => !isEmpty(values[key])).map((field) => [field.key, handedIn(field, values[field.key])])))
  }
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': t.close }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit() }}>
        {lead && <p className="muted small">{lead}</p>}
        {fields.map((field) => (
          <OneField key={field.key} field={field} value={values[field.key]} error={tried && missing.includes(field) ? t.needed : undefined}
            onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))} />
        ))}
        {error && <Failure error={error} compact />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" loading={pending}>{action}</Button>
        </Group>
      </form>
    </Modal>
  )
}

type OneProps = { field: Field; value: unknown; error: string | undefined; onChange: (value: unknown) => void }

function OneField({ field, value, error, onChange }: OneProps) {
  const { kind, label, hint, required } = field
  const common = { label, description: hint, required: required ?? false, error }
  const typed = { ...common, value: String(value ?? ''), onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value) }
  switch (kind) {
    case 'text': return <Textarea autosize minRows={3} maxLength={4000} {...typed} />
    case 'line': return <TextInput maxLength={300} {...typed} />
    case 'day': return <TextInput type="date" {...typed} />
    case 'number': return <NumberInput {...common} value={value as number | string} onChange={onChange} {...(field.min === undefined ? {} : { min: field.min })} {...(field.max === undefined ? {} : { max: field.max })} />
    case 'yes': return <Checkbox label={label} description={hint} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
    case 'choice': return <NativeSelect {...typed} data={[...field.options]} />
    case 'choices': return <MultiSelect {...common} data={[...field.options]} value={[...(value as string[])]} onChange={onChange} />
    default: return <OrganisationsField label={label} hint={hint} required={required} error={error} suggested={field.suggested} most={kind === 'organisation' ? 1 : undefined} value={value as Named[]} onChange={onChange} />
  }
}

function firstOf(field: Field): unknown {
  if (field.kind === 'choice') return field.options[0]?.value ?? ''
  if (field.kind === 'yes') return false
  return ['choices', 'organisation', 'organisations'].includes(field.kind) ? [] : ''
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
}

function handedIn({ kind }: Field, value: unknown): unknown {
  if (kind === 'organisation') return (value as Named[])[0]!.id
  if (kind === 'organisations') return (value as Named[]).map(({ id }) => id)
  return typeof value === 'string' ? value.trim() : value
}
