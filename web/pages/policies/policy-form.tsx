import { Button, MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { instruments, policyLevels } from '../../../src/shared/policies.ts'
import { actorTypes, governanceTasks, type ActorType, type GovernanceTask, type Text } from '../../../src/shared/vocabulary.ts'
import { Failure, useCall, useText, useWords, type ApiError, type Output } from '../../parts/index.ts'
import { policyWords } from '../../words/policies.ts'
import { NodesField, type NodeNames } from './nodes-field.tsx'
import style from './policies.module.css'
import { RuleBuilder } from './rule-builder.tsx'
import { tidy, unfilled, type LineIn } from './rule-state.ts'

type Row = Output<'listPolicies'>['items'][number]
/** A policy as it is being written. */
export type Draft = Pick<Row, 'task' | 'tasks' | 'title' | 'instrument' | 'level' | 'issuer' | 'documentNumber' | 'url' | 'validFrom' | 'validTo' | 'actorTypes' | 'amount'> & { nodes: number[]; indicators: number[]; text: string; rules: LineIn[]; reason: string }

type Props = {
  draft: Draft; /** The tasks in which the person records; an amendment keeps its own. */ tasks?: readonly GovernanceTask[]; mentioned?: Output<'getPolicy'>['mentioned']; amends?: boolean
  submit: string; pending: boolean; error: ApiError | null; onSubmit: (draft: Draft) => void; onCancel: () => void
}
type Set = <K extends keyof Draft>(key: K, value: Draft[K]) => void

/** The form of a policy; what was typed stays when the server refuses. */
export function PolicyForm({ draft, tasks, mentioned, amends = false, submit, pending, error, onSubmit, onCancel }: Props) {
  const t = useWords(policyWords)
  const [values, setValues] = useState(draft)
  const [names, setNames] = useState<NodeNames>(() => new Map(mentioned?.nodes.map(({ id, name }) => [id, name])))
  const [tried, setTried] = useState(false)
  const indicators = useCall('listIndicators', {})
  const set: Set = (key, value) => setValues((before) => ({ ...before, [key]: value }))
  const missing = (key: keyof Draft): string | undefined => (tried && String(values[key]).trim() === '' ? t.needed : undefined)
  const send = () => {
    setTried(true)
    const rules = tidy(values.rules)
    const whole = values.title.trim() !== '' && values.issuer.trim() !== '' && (!amends || values.reason.trim() !== '') && unfilled(rules) === 0
    if (whole) onSubmit({ ...values, rules })
  }
  return (
    <form className={style.form} noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
      <Basics values={values} tasks={tasks} missing={missing} set={set} />
      <Reach values={values} names={names} indicators={indicators.data ?? []} onNames={setNames} set={set} />
      <fieldset className={style.fieldset}>
        <legend>{t.conditions}</legend>
        <p className="muted small">{t.conditionsLead}</p>
        <RuleBuilder lines={values.rules} around={{ names, onNames: setNames, indicators: indicators.data ?? [], tried }} onChange={(rules) => set('rules', rules)} />
      </fieldset>
      {amends && <Textarea label={t.reason} required autosize minRows={2} error={missing('reason')} value={values.reason} onChange={(event) => set('reason', event.currentTarget.value)} />}
      {error && <Failure error={error} compact />}
      <div className="row"><Button type="submit" loading={pending}>{submit}</Button><Button variant="default" onClick={onCancel}>{t.cancel}</Button></div>
    </form>
  )
}

type Part = { values: Draft; set: Set }

function Basics({ values, tasks, missing, set }: Part & { tasks: readonly GovernanceTask[] | undefined; missing: (key: keyof Draft) => string | undefined }) {
  const t = useWords(policyWords)
  const say = useText()
  const options = (terms: Record<string, Text>) => Object.entries(terms).map(([value, label]) => ({ value, label: say(label) }))
  const blankless = (text: string): string | null => (text.trim() === '' ? null : text)
  return (
    <fieldset className={style.fieldset}>
      <legend>{t.basics}</legend>
      <TextInput label={t.name} required maxLength={200} error={missing('title')} value={values.title} onChange={(event) => set('title', event.currentTarget.value)} />
      <div className={style.pair}>
        <NativeSelect label={t.instrument} value={values.instrument} onChange={(event) => set('instrument', event.currentTarget.value as Draft['instrument'])} data={options(instruments)} />
        <TextInput label={t.amount} maxLength={300} value={values.amount ?? ''} onChange={(event) => set('amount', blankless(event.currentTarget.value))} />
        <TextInput label={t.issuer} required maxLength={200} error={missing('issuer')} value={values.issuer} onChange={(event) => set('issuer', event.currentTarget.value)} />
        <NativeSelect label={t.level} value={values.level} onChange={(event) => set('level', event.currentTarget.value as Draft['level'])} data={options(policyLevels)} />
        <TextInput label={t.documentNumber} maxLength={100} value={values.documentNumber ?? ''} onChange={(event) => set('documentNumber', blankless(event.currentTarget.value))} />
        <TextInput label={t.url} type="url" maxLength={1000} placeholder="https://" value={values.url ?? ''} onChange={(event) => set('url', blankless(event.currentTarget.value))} />
        <TextInput label={t.validFrom} type="date" value={values.validFrom ?? ''} onChange={(event) => set('validFrom', blankless(event.currentTarget.value))} />
        <TextInput label={t.validTo} type="date" value={values.validTo ?? ''} onChange={(event) => set('validTo', blankless(event.currentTarget.value))} />
        {tasks && <NativeSelect label={t.task} value={values.task} onChange={(event) => set('task', event.currentTarget.value as GovernanceTask)} data={tasks.map((value) => ({ value, label: `${value} ${say(governanceTasks[value])}` }))} />}
        <MultiSelect label={t.tasks} searchable hidePickedOptions data={Object.entries(governanceTasks).filter(([value]) => value !== values.task).map(([value, label]) => ({ value, label: `${value} ${say(label)}` }))} value={values.tasks} onChange={(chosen) => set('tasks', chosen as GovernanceTask[])} />
      </div>
      <Textarea label={t.text} autosize minRows={3} maxLength={8000} value={values.text} onChange={(event) => set('text', event.currentTarget.value)} />
    </fieldset>
  )
}

function Reach({ values, names, indicators, onNames, set }: Part & { names: NodeNames; indicators: readonly { id: number; name: string }[]; onNames: (names: NodeNames) => void }) {
  const t = useWords(policyWords)
  const say = useText()
  return (
    <fieldset className={style.fieldset}>
      <legend>{t.reach}</legend>
      <MultiSelect label={t.actorTypes} description={t.everybodyHint} searchable hidePickedOptions data={Object.entries(actorTypes).map(([value, label]) => ({ value, label: say(label) }))} value={values.actorTypes} onChange={(chosen) => set('actorTypes', chosen as ActorType[])} />
      <NodesField label={t.nodes} hint={t.nodesHint} value={values.nodes} names={names} onNames={onNames} onChange={(nodes) => set('nodes', nodes)} />
      <MultiSelect label={t.indicators} searchable data={indicators.map(({ id, name }) => ({ value: String(id), label: name }))} value={values.indicators.map(String)} onChange={(chosen) => set('indicators', chosen.map(Number))} />
    </fieldset>
  )
}
