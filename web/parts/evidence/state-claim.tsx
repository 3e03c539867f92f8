import { Button, Checkbox, Group, Modal, Select, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { grades, keysOf, type Grade } from '../../../src/shared/vocabulary.ts'
import { evidenceWords } from '../../words/evidence.ts'
import { partWords } from '../../words/parts.ts'
import { useText, useWords } from '../language.tsx'
import { useAct } from '../queries.ts'
import { Failure } from '../states.tsx'
import { readTyped } from './typed.ts'

/** The analyst's own claim, by form: a value (or that it is missing), a grade, and on what grounds. */
export function StateClaim({ at }: { at: string }) {
  const t = useWords(evidenceWords)
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" size="compact-sm" mt="md" onClick={() => setOpened(true)}>{t.state}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t.stateTitle} closeButtonProps={{ 'aria-label': t.close }}>
        {opened && <ClaimForm at={at} onDone={() => setOpened(false)} />}
      </Modal>
    </>
  )
}

function ClaimForm({ at, onDone }: { at: string; onDone: () => void }) {
  const t = useWords(evidenceWords)
  const p = useWords(partWords)
  const say = useText()
  const state = useAct('stateClaim', { onDone })
  const [value, setValue] = useState('')
  const [missing, setMissing] = useState(false)
  const [grade, setGrade] = useState<Grade>('C')
  const [reason, setReason] = useState('')
  const [url, setUrl] = useState('')
  const ready = reason.trim().length >= 2 && (missing || value.trim() !== '')
  const submit = () => state.mutate({ body: { ref: at, value: missing ? null : readTyped(at, value), reason: reason.trim(), grade, ...(url.trim() ? { url: url.trim() } : {}) } })
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); if (ready) submit() }}>
      <p className="muted">{t.stateWhat}</p>
      <TextInput label={t.stateValue} value={value} disabled={missing} maxLength={2000} data-autofocus onChange={(event) => setValue(event.currentTarget.value)} />
      <Checkbox label={t.stateMissing} checked={missing} onChange={(event) => setMissing(event.currentTarget.checked)} />
      <Select label={t.stateGrade} allowDeselect={false} value={grade} onChange={(next) => next && setGrade(next as Grade)} data={keysOf(grades).map((key) => ({ value: key, label: `${key} · ${say(grades[key])}` }))} />
      <Textarea label={t.stateReason} required autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <TextInput label={t.stateUrl} type="url" value={url} onChange={(event) => setUrl(event.currentTarget.value)} />
      {state.error && <Failure error={state.error} compact />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>{p.cancel}</Button>
        <Button type="submit" disabled={!ready} loading={state.isPending}>{t.record}</Button>
      </Group>
    </form>
  )
}
