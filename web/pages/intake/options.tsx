import { NativeSelect, Select, Switch } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { grades, keysOf, rights, type Grade, type Right } from '../../../src/shared/vocabulary.ts'
import { intakeWords } from '../../words/intake.ts'
import { useCall, useText, useWords } from '../../parts/index.ts'
import type { Options as Chosen } from './draft.ts'
import style from './intake.module.css'
import type { Intake } from './work.ts'

/** How good the data is, who may use it, who gave it, and whether it replaces an earlier version. Defaults say what they are. */
export function Options({ intake }: { intake: Intake }) {
  const t = useWords(intakeWords)
  const say = useText()
  const { grade, right, supersede } = intake.draft.options
  const set = (next: Partial<Chosen>) => intake.change((draft) => ({ ...draft, options: { ...draft.options, ...next } }))
  return (
    <fieldset className={style.options}>
      <legend>{t.options}</legend>
      <NativeSelect size="sm" label={t.grade} value={grade ?? ''} onChange={(event) => set({ grade: (event.currentTarget.value || null) as Grade | null })} data={[{ value: '', label: t.gradeDefault }, ...keysOf(grades).map((value) => ({ value, label: `${value} ${say(grades[value])}` }))]} />
      <NativeSelect size="sm" label={t.right} description={t.rightWhat} value={right ?? ''} onChange={(event) => set({ right: (event.currentTarget.value || null) as Right | null })} data={[{ value: '', label: t.rightDefault }, ...keysOf(rights).map((value) => ({ value, label: say(rights[value]) }))]} inputWrapperOrder={['label', 'input', 'description']} />
      <Giver chosen={intake.draft.options.giver} onChoose={(giver) => set({ giver })} />
      <Switch size="sm" label={t.supersede} description={t.supersedeWhat} checked={supersede} onChange={(event) => set({ supersede: event.currentTarget.checked })} />
    </fieldset>
  )
}

function Giver({ chosen, onChoose }: { chosen: Chosen['giver']; onChoose: (giver: Chosen['giver']) => void }) {
  const t = useWords(intakeWords)
  const [typed, setTyped] = useState(chosen?.name ?? '')
  const [asked] = useDebouncedValue(typed, 200)
  const { data = [] } = useCall('search', { query: { text: asked, kind: 'organisation', limit: 20 } }, { enabled: asked.length > 0, keepPrevious: true })
  const options = new Map([...(chosen ? [chosen] : []), ...data.map(({ id, label }) => ({ id, name: label }))].map((item) => [String(item.id), item.name]))
  return (
    <Select
      size="sm" label={t.giver} description={t.giverWhat} placeholder={t.giverDefault} searchable clearable nothingFoundMessage={asked ? t.giverNone : null} filter={({ options: found }) => found} inputWrapperOrder={['label', 'input', 'description']}
      value={chosen ? String(chosen.id) : null} searchValue={typed} onSearchChange={setTyped} data={[...options].map(([value, label]) => ({ value, label }))}
      onChange={(value) => onChoose(value === null ? null : { id: Number(value), name: options.get(value) ?? '' })}
    />
  )
}
