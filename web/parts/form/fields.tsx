import { Checkbox, MultiSelect, NativeSelect, NumberInput, Textarea, TextInput, type MultiSelectProps } from '@mantine/core'
import { OrganisationsField, type Named } from '../organisation-field.tsx'
import { RegionField } from '../region-field.tsx'
import { useClosingList } from '../use-closing-list.ts'
import { EvidenceField } from './evidence-field.tsx'
import { SharesField, type Share } from './shares-field.tsx'

type Choice = { value: string; label: string }
type Common = { key: string; label: string; hint?: string; required?: boolean; /** Shown only with these values. */ shown?: (values: Filled) => boolean }

/** A field of a form, as data. `choice` and `choices` have options; organisations, regions and evidence are found by name. */
export type Field = Common & (
  | { kind: 'line' | 'text' | 'day' | 'region'; initial?: string }
  | { kind: 'number'; initial?: number; min?: number; max?: number }
  | { kind: 'percent'; initial: number }
  | { kind: 'yes'; initial?: boolean }
  | { kind: 'choice'; options: readonly Choice[]; initial?: string | undefined }
  | { kind: 'choices'; options: readonly Choice[]; initial?: readonly string[] }
  | { kind: 'organisation' | 'organisations'; initial?: readonly Named[]; suggested?: readonly Named[] }
  | { kind: 'evidence'; initial?: readonly string[]; most?: number }
  | { kind: 'shares'; initial?: readonly Share[] })

/** What stands in the fields, by their keys. */
export type Filled = Record<string, unknown>

type Props = { field: Field; value: unknown; error: string | undefined; onChange: (value: unknown) => void }

/** One field with what stands in it. */
export function FieldInput({ field, value, error, onChange }: Props) {
  const { kind, label, hint, required = false } = field
  const common = { label, description: hint, required, error }
  const typed = { ...common, value: String(value ?? ''), onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value) }
  switch (kind) {
    case 'text': return <Textarea autosize minRows={3} maxLength={4000} {...typed} />
    case 'line': return <TextInput maxLength={300} {...typed} />
    case 'day': return <TextInput type="date" {...typed} />
    case 'number': return <NumberInput {...common} value={value as number | string} onChange={onChange} {...(field.min === undefined ? {} : { min: field.min })} {...(field.max === undefined ? {} : { max: field.max })} />
    case 'percent': return <NumberInput {...common} min={0} max={100} suffix=" %" value={Math.round(Number(value) * 100)} onChange={(next) => onChange(Number(next) / 100)} />
    case 'yes': return <Checkbox label={label} description={hint} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
    case 'choice': return <NativeSelect {...typed} data={[...field.options]} />
    case 'choices': return <Choices {...common} data={[...field.options]} value={[...(value as string[])]} onChange={onChange} />
    case 'region': return <RegionField label={label} hint={hint} required={required} error={error} code={String(value ?? '')} onChange={onChange} />
    case 'evidence': return <EvidenceField label={label} required={required} error={error} chosen={value as string[]} onChange={onChange} {...(field.most === undefined ? {} : { most: field.most })} />
    case 'shares': return <SharesField label={label} error={error} shares={value as Share[]} onChange={onChange} />
    default: return <OrganisationsField label={label} hint={hint} required={required} error={error} suggested={field.suggested} most={kind === 'organisation' ? 1 : undefined} value={value as Named[]} onChange={onChange} />
  }
}

function Choices(props: MultiSelectProps) {
  return <MultiSelect {...useClosingList()} {...props} />
}

const lists: readonly Field['kind'][] = ['choices', 'organisation', 'organisations', 'evidence', 'shares']

/** What stands in a field when its form opens. */
export function firstOf(field: Field): unknown {
  if (field.initial !== undefined) return field.initial
  if (field.kind === 'choice') return field.options[0]?.value ?? ''
  if (field.kind === 'yes') return false
  return lists.includes(field.kind) ? [] : ''
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
}

/** What a field says, as the API takes it: organisations by number, texts without the blanks around them; null where nothing stands in it. */
export function handedIn({ kind }: Field, value: unknown): unknown {
  if (kind === 'organisations') return (value as Named[]).map(({ id }) => id)
  if (kind === 'shares') return (value as Share[]).map(({ organisation, share }) => ({ organisation, share }))
  if (kind === 'choices' || kind === 'evidence') return value
  if (isEmpty(value)) return null
  if (kind === 'organisation') return (value as Named[])[0]!.id
  return typeof value === 'string' ? value.trim() : value
}
