import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Text } from '../../../src/shared/vocabulary.ts'
import { partWords } from '../../words/parts.ts'
import type { ApiError } from '../client.ts'
import { useText, useWords } from '../language.tsx'
import type { Field, Filled } from './fields.tsx'
import { Form } from './form.tsx'
import style from './form.module.css'
import { EventLines, type EventRow } from './happened.tsx'

/** What can be done on an item, as data, in the order in which it is offered: the fields each event asks for. */
export type ActForms = Record<string, { title: Text; fields: readonly Field[] }>

type Act = { event: string; version: number | undefined }

type Props = {
  forms: ActForms
  /** What the viewer may do now, and why not. Events that are not in it are not spoken of. */
  may: Record<string, { allowed: boolean; reason: Text | null }>
  /** Events that come first: what the item waits for from whoever looks. */
  waits?: readonly string[]
  /** The version that is on screen, and the log: with them, what others did while a form was open is shown before it is sent again. */
  version?: number
  log?: readonly EventRow[]
  pending: boolean; error: ApiError | null
  /** `done` closes the form; `act.version` is the one to decide on, `act.changed` only what differs from what the form opened with. */
  onAct: (event: string, input: Filled, done: () => void, act: { version: number | undefined; changed: Filled }) => void
  onStart: () => void
}

/**
 * What a person may do on an item now, and why not the rest. An event is decided on the version that was on screen when its form was
 * opened: if somebody was quicker, what was typed stays and what they did is shown before it is sent again.
 */
export function Acts({ forms, may, waits = [], version, log = [], pending, error, onAct, onStart }: Props) {
  const t = useWords(partWords)
  const say = useText()
  const [open, setOpen] = useState<Act | null>(null)
  const [said, setSaid] = useState('')
  const offered = Object.keys(forms).filter((event) => may[event])
  const allowed = offered.filter((event) => may[event]!.allowed).sort((a, b) => Number(waits.includes(b)) - Number(waits.includes(a)))
  const stale = version !== undefined && error?.code === 'changed-meanwhile'
  const start = (event: string) => { onStart(); setSaid(''); setOpen({ event, version }) }
  const send = ({ event, version: opened }: Act, filled: Filled, changed: Filled) => {
    const done = () => { setSaid(t.done(say(forms[event]!.title))); setOpen(null) }
    // Sent again after others were quicker, it is decided on what stands now.
    onAct(event, filled, done, { version: stale ? version : opened, changed })
  }
  const title = open && say(forms[open.event]!.title)
  return (
    <section className={`${style.acts} no-print`} aria-labelledby="may-now">
      <h2 id="may-now">{t.mayNow}</h2>
      {allowed.length === 0 && <p className="muted">{t.mayNothing}</p>}
      <div className="row">{allowed.map((event) => <Button key={event} size="xs" variant={waits.includes(event) ? 'filled' : 'default'} aria-pressed={open?.event === event} onClick={() => start(event)}>{say(forms[event]!.title)}</Button>)}</div>
      <p role="status" className="muted small">{said}</p>
      {open && title && (
        <Form
          key={open.event} label={title} fields={forms[open.event]!.fields} action={stale ? t.sendMine : t.send(title)} pending={pending} error={stale ? null : error} cancel={stale ? t.dropMine : undefined}
          onSubmit={(filled, changed) => send(open, filled, changed)} onCancel={() => { setOpen(null); onStart() }}
        >{stale && <Meanwhile log={log.filter((one) => one.version > (open.version ?? 0))} />}</Form>
      )}
      <Refused forms={forms} may={may} events={offered.filter((event) => !may[event]!.allowed)} />
    </section>
  )
}

function Refused({ forms, may, events }: Pick<Props, 'forms' | 'may'> & { events: readonly string[] }) {
  const t = useWords(partWords)
  const say = useText()
  if (events.length === 0) return null
  return (
    <details className={style.refused}>
      <summary>{t.mayNot(events.length)}</summary>
      <dl>{events.map((event) => <div key={event}><dt>{say(forms[event]!.title)}</dt><dd>{may[event]!.reason && say(may[event]!.reason)}</dd></div>)}</dl>
    </details>
  )
}

/** What others did while this person was typing. */
function Meanwhile({ log }: { log: readonly EventRow[] }) {
  const t = useWords(partWords)
  return (
    <div className={style.conflict} role="alert">
      <p><strong>{t.conflictTitle}</strong></p>
      <p>{t.conflictWhat}</p>
      <EventLines events={log} />
    </div>
  )
}
