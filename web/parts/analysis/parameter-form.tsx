import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import type { AnalysisInfo } from '../../../src/shared/contract/analyses.ts'
import type { Text } from '../../../src/shared/vocabulary.ts'
import { useText } from '../language.tsx'
import type { Parameters } from './use-analysis.ts'

/** A parameter as its JSON Schema says it; one that also takes the words of a command line is any of several types. */
type Property = { type?: string; anyOf?: { type?: string }[]; enum?: (string | number)[]; minimum?: number; maximum?: number; default?: unknown; titles?: Text; hints?: Text; terms?: Record<string, Text> }

type Props = {
  info: Pick<AnalysisInfo, 'parameters'>
  choices: Record<string, readonly { value: string; title: Text }[]>
  values: Parameters
  onChange: (values: Parameters) => void
  /** Only these, where a page has its own controls for others. */
  only?: readonly string[]
}

/** The parameters of an analysis as fields, made from its schema. */
export function ParameterForm({ info, choices, values, onChange, only }: Props) {
  const properties = Object.entries((info.parameters['properties'] ?? {}) as Record<string, Property>).filter(([name]) => !only || only.includes(name))
  if (properties.length === 0) return null
  return (
    <div className="row" style={{ alignItems: 'end', flexWrap: 'wrap' }}>
      {properties.map(([name, property]) => (
        <Field key={name} name={name} property={property} choices={choices[name]} value={values[name] ?? property.default} onChange={(value) => onChange({ ...values, [name]: value })} />
      ))}
    </div>
  )
}

type FieldProps = { name: string; property: Property; choices: readonly { value: string; title: Text }[] | undefined; value: unknown; onChange: (value: string | number | boolean) => void }

function Field({ name, property, choices, value, onChange }: FieldProps) {
  const say = useText()
  const label = property.titles ? say(property.titles) : name
  const hint = property.hints ? { description: say(property.hints) } : {}
  const data = choices?.map((choice) => ({ value: choice.value, label: say(choice.title) })) ?? property.enum?.map((one) => ({ value: String(one), label: property.terms?.[one] ? say(property.terms[one]) : String(one) }))
  if (data) return <Select label={label} {...hint} data={data} value={value === undefined ? null : String(value)} searchable={data.length > 10} allowDeselect={false} onChange={(next) => next !== null && onChange(next)} />
  if (isYesNo(property)) return <Checkbox label={label} {...hint} checked={value === true || value === 'true'} onChange={(event) => onChange(event.currentTarget.checked)} />
  if (property.type === 'number' || property.type === 'integer') {
    const bounds = { ...(bounded(property.minimum) ? { min: property.minimum } : {}), ...(bounded(property.maximum) ? { max: property.maximum } : {}) }
    return <NumberInput label={label} {...hint} {...bounds} allowDecimal={property.type === 'number'} value={value === undefined ? '' : Number(value)} onChange={(next) => next !== '' && onChange(Number(next))} w={160} />
  }
  return <TextInput label={label} {...hint} value={value === undefined ? '' : String(value)} onChange={(event) => onChange(event.currentTarget.value)} />
}

function isYesNo({ type, anyOf }: Property): boolean {
  return type === 'boolean' || (anyOf?.some((one) => one.type === 'boolean') ?? false)
}

/** Whole numbers have the bounds of their type where no others are set: those are not worth a word. */
function bounded(bound: number | undefined): boolean {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
}
