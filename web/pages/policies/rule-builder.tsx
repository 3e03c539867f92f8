import { Button, MultiSelect, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core'
import { eligibilityFacts, operators, type EligibilityFact, type Operator } from '../../../src/shared/policies.ts'
import { actorTypes, circles, nodeStates, tiers, type Text } from '../../../src/shared/vocabulary.ts'
import { useText, useWords } from '../../parts/index.ts'
import { policyWords } from '../../words/policies.ts'
import { NodesField, type NodeNames } from './nodes-field.tsx'
import style from './policies.module.css'
import { freshCondition, replaced, type ConditionIn, type LineIn, type PartIn } from './rule-state.ts'

export type Around = { names: NodeNames; onNames: (names: NodeNames) => void; indicators: readonly { id: number; name: string }[]; /** Whether somebody tried to send it: then what is missing is marked. */ tried: boolean }
type Props<T> = { value: T; label: string; around: Around; onChange: (value: T | null) => void }

/** Rules of eligibility as a form: lines that must all hold, each a condition or a group of which any must hold. */
export function RuleBuilder({ lines, around, onChange }: { lines: readonly LineIn[]; around: Around; onChange: (lines: LineIn[]) => void }) {
  const t = useWords(policyWords)
  return (
    <div>
      {lines.map((line, n) => {
        const change = (next: LineIn | null) => onChange(replaced(lines, n, next))
        return 'any' in line ? <AnyGroup key={n} value={line} label={t.groupN(n + 1)} around={around} onChange={change} /> : <ConditionFields key={n} value={line} label={t.conditionN(n + 1)} around={around} onChange={change} />
      })}
      <Adders onCondition={() => onChange([...lines, freshCondition()])} more={[t.addAny, () => onChange([...lines, { any: [freshCondition(), freshCondition()] }])]} />
    </div>
  )
}

function Adders({ onCondition, more }: { onCondition: () => void; more?: [label: string, add: () => void] }) {
  const t = useWords(policyWords)
  return (
    <div className="row" style={{ marginTop: '0.6rem' }}>
      <Button size="xs" variant="default" onClick={onCondition}>{t.addCondition}</Button>
      {more && <Button size="xs" variant="default" onClick={more[1]}>{more[0]}</Button>}
    </div>
  )
}

function AnyGroup({ value: { any }, label, around, onChange }: Props<Extract<LineIn, { any: unknown }>>) {
  const t = useWords(policyWords)
  const change = (n: number, part: PartIn | null) => { const next = replaced(any, n, part); onChange(next.length === 0 ? null : { any: next }) }
  return (
    <fieldset className={style.group}>
      <legend>{label}</legend>
      {any.map((part, n) => ('all' in part
        ? <AllGroup key={n} value={part} label={t.togetherN(n + 1)} around={around} onChange={(next) => change(n, next)} />
        : <ConditionFields key={n} value={part} label={`${label} ${t.conditionN(n + 1)}`} around={around} onChange={(next) => change(n, next)} />))}
      <Adders onCondition={() => onChange({ any: [...any, freshCondition()] })} more={[t.addAll, () => onChange({ any: [...any, { all: [freshCondition(), freshCondition()] }] })]} />
    </fieldset>
  )
}

function AllGroup({ value: { all }, label, around, onChange }: Props<Extract<PartIn, { all: unknown }>>) {
  const t = useWords(policyWords)
  const change = (n: number, one: ConditionIn | null) => { const next = replaced(all, n, one); onChange(next.length === 0 ? null : { all: next }) }
  return (
    <fieldset className={style.group}>
      <legend>{label}</legend>
      {all.map((one, n) => <ConditionFields key={n} value={one} label={`${label} ${t.conditionN(n + 1)}`} around={around} onChange={(next) => change(n, next)} />)}
      <Adders onCondition={() => onChange({ all: [...all, freshCondition()] })} />
    </fieldset>
  )
}

function ConditionFields({ value: condition, label, around, onChange }: Props<ConditionIn>) {
  const t = useWords(policyWords)
  const say = useText()
  const { operators: known } = eligibilityFacts[condition.fact]
  const observed = condition.fact === 'observation'
  return (
    <div className={style.condition} role="group" aria-label={label} data-indicator={observed || undefined}>
      <NativeSelect label={t.fact} value={condition.fact} onChange={(event) => onChange(freshCondition(event.currentTarget.value as EligibilityFact))} data={Object.entries(eligibilityFacts).map(([value, words]) => ({ value, label: say(words) }))} />
      {observed && <NativeSelect label={t.which} value={String(condition.indicator ?? '')} error={around.tried && condition.indicator === undefined ? t.needed : undefined} onChange={(event) => onChange({ ...condition, indicator: event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value) })} data={[{ value: '', label: '—' }, ...around.indicators.map(({ id, name }) => ({ value: String(id), label: name }))]} />}
      <NativeSelect label={t.operator} value={condition.operator} onChange={(event) => onChange({ ...condition, operator: event.currentTarget.value as Operator })} data={known.map((value) => ({ value, label: say(operators[value]) }))} />
      <ValueField condition={condition} around={around} onChange={(values) => onChange({ ...condition, values })} />
      <Button size="xs" variant="subtle" color="gray" aria-label={`${t.remove} ${label}`} onClick={() => onChange(null)}>{t.remove}</Button>
    </div>
  )
}

const choices: Partial<Record<string, Record<string, Text>>> = { actorType: actorTypes, tier: tiers, circle: circles, states: nodeStates }
type Values = ConditionIn['values']

function ValueField({ condition: { fact, values }, around, onChange }: { condition: ConditionIn; around: Around; onChange: (values: Values) => void }) {
  const t = useWords(policyWords)
  const say = useText()
  const { kind } = eligibilityFacts[fact]
  const error = around.tried && values.length === 0 ? t.needed : undefined
  const terms = choices[kind]
  if (terms) return <MultiSelect label={t.values} error={error} searchable hidePickedOptions data={Object.entries(terms).map(([value, label]) => ({ value, label: say(label) }))} value={values.map(String)} onChange={onChange} />
  if (kind === 'nodes') return <NodesField label={t.values} error={error} value={values.map(Number)} names={around.names} onNames={around.onNames} onChange={onChange} />
  if (kind === 'region' || kind === 'industry') return <TagsInput label={t.values} placeholder={values.length > 0 ? '' : kind === 'region' ? t.regionHint : t.industryHint} error={error} value={values.map(String)} onChange={onChange} acceptValueOnBlur />
  if (kind === 'day') return <TextInput type="date" label={t.values} error={error} value={String(values[0] ?? '')} onChange={(event) => onChange(event.currentTarget.value === '' ? [] : [event.currentTarget.value])} />
  const factor = kind === 'ratio' ? 100 : 1
  const shown = typeof values[0] === 'number' ? Number((values[0] * factor).toPrecision(12)) : ''
  return <NumberInput label={kind === 'ratio' ? t.percent : kind === 'money' ? t.yuan : t.values} error={error} thousandSeparator="," value={shown} onChange={(next) => onChange(typeof next === 'number' ? [next / factor] : [])} />
}
