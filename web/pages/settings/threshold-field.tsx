import { NativeSelect, NumberInput, TagsInput } from '@mantine/core'
import type { Thresholds } from '../../../src/shared/contract/clusters.ts'
import { formatPercent, missingMark } from '../../../src/shared/format.ts'
import { supplyScopes, type SupplyScope } from '../../../src/shared/vocabulary.ts'
import { useText, useWords } from '../../parts/index.ts'
import { settingsWords } from '../../words/settings.ts'

type Value = Thresholds[keyof Thresholds]
type ListName = 'controlledOrigins' | 'homeCountries' | 'homeRegions'
type Props = { name: keyof Thresholds; value: Value; editable: boolean; onChange: (value: Value) => void }

type Bounds = { min: number; max: number; step: number; percent?: true }
/** The same bounds as the contract's, for the arrows of the fields. */
const bounds: Record<Exclude<keyof Thresholds, ListName | 'scope'>, Bounds> = {
  weakSuppliers: { min: 0, max: 20, step: 1 },
  weakHhi: { min: 0, max: 1, step: 0.05 },
  chokeShare: { min: 0, max: 1, step: 0.05, percent: true },
  chokeSubstitutionDays: { min: 0, max: 3650, step: 30 },
  strengthSuppliers: { min: 1, max: 100, step: 1 },
  strengthHomeShare: { min: 0, max: 1, step: 0.05, percent: true },
  evidenceMaxAgeDays: { min: 1, max: 36500, step: 30 },
  minimumShare: { min: 0, max: 1, step: 0.05, percent: true },
  riskDependants: { min: 1, max: 1000, step: 1 },
}

/** One threshold: a number, a choice or a list of codes; plain text for those who may not change it. */
export function ThresholdField({ name, value, editable, onChange }: Props) {
  const t = useWords(settingsWords)
  const say = useText()
  const written = useWritten()
  if (!editable) return <p><span className="muted">{t[name]}</span> <strong>{written(name, value)}</strong></p>
  if (name === 'controlledOrigins' || name === 'homeCountries' || name === 'homeRegions') return <CodesField name={name} value={Array.isArray(value) ? value : []} onChange={onChange} />
  if (name === 'scope') {
    const choices = Object.entries(supplyScopes).map(([key, label]) => ({ value: key, label: say(label) }))
    return <NativeSelect label={t.scope} value={String(value)} data={choices} w={280} maw="100%" onChange={(event) => onChange(event.currentTarget.value as SupplyScope)} />
  }
  const { min, max, step } = bounds[name]
  return (
    <NumberInput
      label={t[name]} value={typeof value === 'number' ? value : ''} min={min} max={max} step={step} clampBehavior="blur" allowNegative={false} allowDecimal={step < 1} w={280} maw="100%"
      onChange={(next) => { if (typeof next === 'number') onChange(next) }}
    />
  )
}

function CodesField({ name, value, onChange }: { name: ListName; value: string[]; onChange: (value: string[]) => void }) {
  const t = useWords(settingsWords)
  const { form, words } = name === 'homeRegions' ? { form: /^\d{2}(\d{2}){0,2}$/, words: t.regionWrong } : { form: /^[A-Z]{3}$/, words: t.countryWrong }
  const wrong = value.some((code) => !form.test(code))
  return <TagsInput label={t[name]} value={value} maw={420} error={wrong ? words : undefined} onChange={(codes) => onChange(codes.map((code) => code.trim().toUpperCase()))} />
}

/** Writes a threshold as text. */
export function useWritten(): (name: keyof Thresholds, value: Value) => string {
  const say = useText()
  return (name, value) => {
    if (Array.isArray(value)) return value.join(', ') || missingMark
    if (typeof value === 'string') return say(supplyScopes[value])
    const known = name in bounds ? bounds[name as keyof typeof bounds] : undefined
    return known?.percent ? formatPercent(value) : String(value)
  }
}
