import { NumberInput, TagsInput } from '@mantine/core'
import type { Thresholds } from '../../../src/shared/contract/clusters.ts'
import { formatPercent, missingMark } from '../../../src/shared/format.ts'
import { useWords } from '../../parts/index.ts'
import { settingsWords } from '../../words/settings.ts'

type Value = Thresholds[keyof Thresholds]
type Props = { name: keyof Thresholds; value: Value; editable: boolean; onChange: (value: Value) => void }

type Bounds = { min: number; max: number; step: number; percent?: true }
/** The same bounds as the contract's, for the arrows of the fields. */
const bounds: Record<Exclude<keyof Thresholds, 'controlledOrigins' | 'homeCountries'>, Bounds> = {
  weakSuppliers: { min: 0, max: 20, step: 1 },
  weakHhi: { min: 0, max: 1, step: 0.05 },
  chokeShare: { min: 0, max: 1, step: 0.05, percent: true },
  chokeSubstitutionDays: { min: 0, max: 3650, step: 30 },
  strengthSuppliers: { min: 1, max: 100, step: 1 },
  evidenceMaxAgeDays: { min: 1, max: 36500, step: 30 },
  minimumShare: { min: 0, max: 1, step: 0.05, percent: true },
}

/** One threshold: a number or a list of countries; plain text for those who may not change it. */
export function ThresholdField({ name, value, editable, onChange }: Props) {
  const t = useWords(settingsWords)
  if (!editable) return <p><span className="muted">{t[name]}</span> <strong>{written(name, value)}</strong></p>
  if (name === 'controlledOrigins' || name === 'homeCountries') return <CountriesField name={name} value={Array.isArray(value) ? value : []} onChange={onChange} />
  const { min, max, step } = bounds[name]
  return (
    <NumberInput
      label={t[name]} value={typeof value === 'number' ? value : ''} min={min} max={max} step={step} clampBehavior="blur" allowNegative={false} allowDecimal={step < 1} w={280} maw="100%"
      onChange={(next) => { if (typeof next === 'number') onChange(next) }}
    />
  )
}

function CountriesField({ name, value, onChange }: { name: 'controlledOrigins' | 'homeCountries'; value: string[]; onChange: (value: string[]) => void }) {
  const t = useWords(settingsWords)
  const wrong = value.some((code) => !/^[A-Z]{3}$/.test(code))
  return <TagsInput label={t[name]} value={value} maw={420} error={wrong ? t.countryWrong : undefined} onChange={(codes) => onChange(codes.map((code) => code.trim().toUpperCase()))} />
}

function written(name: keyof Thresholds, value: Value): string {
  if (Array.isArray(value)) return value.join('、') || missingMark
  const known = name in bounds ? bounds[name as keyof typeof bounds] : undefined
  return known?.percent ? formatPercent(value) : String(value)
}
