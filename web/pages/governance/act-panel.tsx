import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Text } from '../../../src/shared/vocabulary.ts'
import { Failure, useText, useWords, type ApiError } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { EventForm, type Field, type Values } from './event-form.tsx'
import { EventLines, type EventRow } from './event-log.tsx'
import style from './governance.module.css'

type May = Record<string, { allowed: boolean; reason: Text | null }>

type Props = {
  /** Their titles, in the order in which they are offered. */
  events: Record<string, Text>
  may: May
  version: number
  log: readonly EventRow[]
  fieldsOf: (event: string) => readonly Field[]
  /** Events that come first: what the item waits for from whoever looks. */
  waits: readonly string[]
  /** Resolves once it is done. */
  send: (act: { event: string; version: number }, values: Values, start: Values) => Promise<unknown>
  pending: boolean
  error: ApiError | null
  reset: () => void
}

/**
 * What a person may do on an item now, and why not the rest. An event is decided on the version that was on screen when its form was
 * opened: if somebody was quicker, what was typed stays and what they did is shown before it is sent again.
 */
export function ActPanel(props: Props) {
  const { events, may, version, log, waits, error, reset } = props
  const t = useWords(governanceWords)
  const say = useText()
  const [open, setOpen] = useState<{ event: string; version: number } | null>(null)
  const [said, setSaid] = useState('')
  const offered = Object.keys(events).filter((event) => may[event])
  const allowed = offered.filter((event) => may[event]!.allowed).sort((a, b) => Number(waits.includes(b)) - Number(waits.includes(a)))
  const refused = offered.filter((event) => !may[event]!.allowed)
  const stale = error?.code === 'changed-meanwhile'
  const close = () => { setOpen(null); reset() }
  const send = async (values: Values, start: Values) => {
    if (!open) return
    // Sent again after others were quicker, it is decided on what stands now.
    await props.send({ event: open.event, version: stale ? version : open.version }, values, start).then(() => { setSaid(t.done(say(events[open.event]!))); setOpen(null) }, () => undefined)
  }
  return (
    <section className={style.panel} aria-labelledby="may-now">
      <h2 id="may-now">{t.mayNow}</h2>
      {allowed.length === 0 && <p className="muted">{t.mayNothing}</p>}
      <div className="row">{allowed.map((event) => (
        <Button key={event} size="xs" variant={waits.includes(event) ? 'filled' : 'default'} aria-pressed={open?.event === event} onClick={() => { reset(); setSaid(''); setOpen({ event, version }) }}>{say(events[event]!)}</Button>
      ))}</div>
      <p role="status" className="muted small">{said}</p>
      {open && (
        <EventForm key={open.event} label={say(events[open.event]!)} fields={props.fieldsOf(open.event)} submit={stale ? t.sendMine : t.send(say(events[open.event]!))} pending={props.pending} onSubmit={(values, start) => void send(values, start)} onCancel={close} cancel={stale ? t.dropMine : t.cancel}>
          {stale && <Meanwhile log={log.filter((one) => one.version > open.version)} />}
          {error && !stale && <Failure error={error} compact />}
        </EventForm>
      )}
      {refused.length > 0 && (
        <details className={style.refused}>
          <summary>{t.mayNot(refused.length)}</summary>
          <dl>{refused.map((event) => <div key={event}><dt>{say(events[event]!)}</dt><dd>{may[event]!.reason && say(may[event]!.reason)}</dd></div>)}</dl>
        </details>
      )}
    </section>
  )
}

/** What others did while this person was typing. */
function Meanwhile({ log }: { log: readonly EventRow[] }) {
  const t = useWords(governanceWords)
  return (
    <div className={style.conflict} role="alert">
      <p><strong>{t.conflictTitle}</strong></p>
      <p>{t.conflictWhat}</p>
      <EventLines events={log} />
    </div>
  )
}
