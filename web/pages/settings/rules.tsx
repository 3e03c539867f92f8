import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Thresholds } from '../../../src/shared/contract/clusters.ts'
import { Failure, Loaded, StateBadge, useAct, useCall, useCan, useText, useWords, type Output } from '../../parts/index.ts'
import { settingsWords } from '../../words/settings.ts'
import style from './settings.module.css'
import { ThresholdField } from './threshold-field.tsx'

type Rule = Output<'listRules'>[number]

/** Every rule in words, its thresholds beside it. */
export function RulesPart() {
  const cluster = useCall('getCluster', {})
  const rules = useCall('listRules', {}, { staleTime: Number.POSITIVE_INFINITY })
  // Held here, since the form starts anew with what has been saved.
  const save = useAct('updateThresholds')
  return (
    <Loaded query={cluster}>
      {({ thresholds }) => <Loaded query={rules}>{(list) => <RulesForm key={JSON.stringify(thresholds)} saved={thresholds} rules={list} save={save} />}</Loaded>}
    </Loaded>
  )
}

function RulesForm({ saved, rules, save }: { saved: Thresholds; rules: readonly Rule[]; save: ReturnType<typeof useAct<'updateThresholds'>> }) {
  const t = useWords(settingsWords)
  const can = useCan()
  const editable = can('administrator')
  const [form, setForm] = useState(saved)
  const keys = Object.keys(saved) as (keyof Thresholds)[]
  const changed = keys.filter((key) => JSON.stringify(form[key]) !== JSON.stringify(saved[key])).length
  const groups = groupsOf(rules, keys)
  const set = (key: keyof Thresholds, value: Thresholds[keyof Thresholds]) => setForm({ ...form, [key]: value })
  return (
    <form onSubmit={(event) => { event.preventDefault(); save.mutate({ body: form }) }}>
      {!editable && <p className="muted">{t.readOnly}</p>}
      {groups.map(({ rule, uses }) => (
        <section key={rule?.id ?? 'stress'} className={style.rule}>
          <RuleText rule={rule} />
          <div className={style.fields}>{uses.map((key) => <ThresholdField key={key} name={key} value={form[key]} editable={editable} onChange={(value) => set(key, value)} />)}</div>
        </section>
      ))}
      {editable && (
        <div className={style.saveBar}>
          <Button type="submit" disabled={changed === 0} loading={save.isPending}>{t.save}</Button>
          {changed > 0 && <Button variant="default" onClick={() => setForm(saved)}>{t.reset}</Button>}
          <span role="status" className="muted">{changed > 0 ? t.changed(changed) : save.isSuccess ? t.saved : ''}</span>
        </div>
      )}
      {save.error && <Failure error={save.error} />}
    </form>
  )
}

/** Each threshold stands beside the first rule that uses it; what no rule uses belongs to the stress test. */
function groupsOf(rules: readonly Rule[], keys: readonly (keyof Thresholds)[]): { rule: Rule | null; uses: (keyof Thresholds)[] }[] {
  const placed = new Set<string>()
  const groups: { rule: Rule | null; uses: (keyof Thresholds)[] }[] = rules.map((rule) => {
    const uses = keys.filter((key) => rule.uses.includes(key) && !placed.has(key))
    for (const key of uses) placed.add(key)
    return { rule, uses }
  })
  const rest = keys.filter((key) => !placed.has(key))
  return rest.length > 0 ? [...groups, { rule: null, uses: rest }] : groups
}

function RuleText({ rule }: { rule: Rule | null }) {
  const t = useWords(settingsWords)
  const say = useText()
  if (!rule) return <div><h2>{t.stress}</h2><p>{t.stressWhat}</p></div>
  return (
    <div>
      <h2 className="row"><StateBadge state={rule.state} short />{say(rule.title)}</h2>
      <p>{say(rule.text)}</p>
      <p className="muted small">{t.ruleVersion(rule.id, rule.version)}</p>
    </div>
  )
}
