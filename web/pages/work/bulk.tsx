import { Button, Modal, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { Input } from '../../parts/index.ts'
import { workEvents } from '../../../src/shared/governance.ts'
import { Form, useAct, useText, useWords, type Field, type Filled } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { partWords } from '../../words/parts.ts'
import { workWords } from '../../words/work.ts'

type Chosen = { item: number; version: number }
type Act = Input<'actOnManyWork'>['body']['act']
type Kind = { title: string; fields: readonly Field[]; act: (filled: Filled) => Act }

/** The same on all chosen rows; what one refuses does not keep the others back. */
export function BulkAction({ items, onDone }: { items: readonly Chosen[]; onDone: () => void }) {
  const t = useWords(workWords)
  const p = useWords(partWords)
  const say = useText()
  const [opened, setOpened] = useState(false)
  const kinds = useKinds()
  const [key, setKey] = useState(Object.keys(kinds)[0]!)
  const act = useAct('actOnManyWork')
  const close = () => { setOpened(false); if (act.data) onDone(); act.reset() }
  const kind = kinds[key]!
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpened(true)}>{t.bulk(items.length)}</Button>
      <Modal opened={opened} onClose={close} title={t.bulkTitle(items.length)} closeButtonProps={{ 'aria-label': p.close }}>
        {act.data ? (
          <div className="stack" role="status">
            <p>{t.bulkDone(act.data.done)}</p>
            {act.data.refused.length > 0 && <><p>{t.bulkRefused(act.data.refused.length)}</p><ul>{act.data.refused.map(({ item, title, reason }) => <li key={item}><strong>{title}</strong> {say(reason)}</li>)}</ul></>}
            <Button onClick={close}>{p.close}</Button>
          </div>
        ) : (
          <>
            <NativeSelect label={t.bulkWhat} value={key} onChange={(event) => setKey(event.currentTarget.value)} data={Object.entries(kinds).map(([value, { title }]) => ({ value, label: title }))} data-autofocus />
            <Form key={key} label={kind.title} fields={kind.fields} action={t.bulk(items.length)} pending={act.isPending} error={act.error} onSubmit={(filled) => act.mutate({ body: { items: [...items], act: kind.act(filled) } })} onCancel={close} />
          </>
        )}
      </Modal>
    </>
  )
}

function useKinds(): Record<string, Kind> {
  const t = useWords(workWords)
  const g = useWords(governanceWords)
  const say = useText()
  const reason: Field = { key: 'reason', label: g.reason, kind: 'text', required: true }
  const plain = (event: 'accept' | 'start' | 'close' | 'resume'): Kind => ({ title: say(workEvents[event]), fields: [], act: () => ({ event, input: {} }) })
  return {
    due: { title: t.setDue, fields: [{ key: 'due', label: t.due, kind: 'day', required: true }], act: ({ due }) => ({ event: 'edit', input: { due: String(due) } }) },
    lead: { title: t.setLead, fields: [{ key: 'lead', label: t.lead2, kind: 'organisation', required: true }], act: ({ lead }) => ({ event: 'edit', input: { lead: Number(lead) } }) },
    region: { title: t.setRegion, fields: [{ key: 'region', label: g.region, kind: 'region', required: true }], act: ({ region }) => ({ event: 'edit', input: { region: String(region) } }) },
    urge: { title: say(workEvents.urge), fields: [{ key: 'text', label: g.text, kind: 'text', required: true }], act: ({ text }) => ({ event: 'urge', input: { text: String(text) } }) },
    extend: { title: say(workEvents.extend), fields: [{ key: 'due', label: t.newDue, kind: 'day', required: true }, reason], act: (values) => ({ event: 'extend', input: { due: String(values['due']), reason: String(values['reason']) } }) },
    suspend: { title: say(workEvents.suspend), fields: [reason], act: (values) => ({ event: 'suspend', input: { reason: String(values['reason']) } }) },
    resume: plain('resume'), accept: plain('accept'), start: plain('start'),
    approve: { title: say(workEvents.approve), fields: [], act: () => ({ event: 'approve', input: {} }) },
    close: plain('close'),
  }
}
