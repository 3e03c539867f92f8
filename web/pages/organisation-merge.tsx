import { Button, Group, Modal, Radio, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { Failure, useAct, useCall, useWords } from '../parts/index.ts'
import { partWords } from '../words/parts.ts'
import { registryWords } from '../words/registry.ts'

type Body = { id: number; name: string }

/** Joins another entry for the same body into this one. */
export function MergeButton({ into }: { into: Body }) {
  const t = useWords(registryWords)
  const p = useWords(partWords)
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>{t.merge}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t.merge} closeButtonProps={{ 'aria-label': p.close }}>
        {opened && <MergeForm into={into} onDone={() => setOpened(false)} />}
      </Modal>
    </>
  )
}

function MergeForm({ into, onDone }: { into: Body; onDone: () => void }) {
  const t = useWords(registryWords)
  const p = useWords(partWords)
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const [chosen, setChosen] = useState<Body | null>(null)
  const found = useCall('search', { query: { text: asked, kind: 'organisation' } }, { enabled: asked !== '', keepPrevious: true })
  const merge = useAct('mergeOrganisations', { onDone })
  const others = (asked === '' ? [] : found.data ?? []).filter(({ id }) => id !== into.id)
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); if (chosen) merge.mutate({ params: { organisation: into.id }, body: { other: chosen.id } }) }}>
      <p className="muted">{t.mergeWhat}</p>
      <TextInput label={t.mergeSearch} value={text} maxLength={100} data-autofocus onChange={(event) => { setText(event.currentTarget.value); setChosen(null) }} />
      {others.length > 0 && (
        <Radio.Group aria-label={t.mergeSearch} value={chosen ? String(chosen.id) : null} onChange={(value) => { const other = others.find(({ id }) => String(id) === value); setChosen(other ? { id: other.id, name: other.label } : null) }}>
          <div className="stack" style={{ gap: '0.4rem' }}>{others.map(({ id, label, detail }) => <Radio key={id} value={String(id)} label={label} description={detail} />)}</div>
        </Radio.Group>
      )}
      {merge.error && <Failure error={merge.error} compact />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>{p.cancel}</Button>
        <Button type="submit" disabled={!chosen} loading={merge.isPending}>{chosen ? t.mergeAction(chosen.name) : t.merge}</Button>
      </Group>
    </form>
  )
}
