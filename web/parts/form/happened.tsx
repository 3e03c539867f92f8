import { formatDateTime } from '../../../src/shared/format.ts'
import { choices, methods, stances } from '../../../src/shared/governance.ts'
import type { Text } from '../../../src/shared/vocabulary.ts'
import type { Output } from '../client.ts'
import { useText, useWords } from '../language.tsx'
import { useRegion } from '../region.ts'
import { governanceWords } from '../../words/governance.ts'
import style from './form.module.css'

export type EventRow = Output<'getMotion'>['events'][number]

/** Everything that happened to an item, with the hash by which it can be checked. */
export function Happened({ events }: { events: readonly EventRow[] }) {
  const t = useWords(governanceWords)
  return (
    <details className={style.log}>
      <summary><h2>{t.log} <span className="muted">{events.length}</span></h2></summary>
      <p className="muted small">{t.logWhat}</p>
      <EventLines events={events} withHash />
    </details>
  )
}

export function EventLines({ events, withHash = false }: { events: readonly EventRow[]; withHash?: boolean }) {
  const t = useWords(governanceWords)
  const say = useText()
  const describe = useDescription()
  return (
    <ol className={style.events}>
      {events.map((event) => (
        <li key={event.version}>
          <time dateTime={event.at}>{formatDateTime(event.at)}</time>
          <div>
            <strong>{say(event.title)}</strong> <span className="muted">{[event.by, event.organisation?.name].filter(Boolean).join(' · ') || t.program}</span>
            {describe(event.payload).map((line) => <p key={line}>{line}</p>)}
            {withHash && <code className={style.hash} data-hint={event.hash}>{t.hash} {event.hash.slice(0, 12)}…</code>}
          </div>
        </li>
      ))}
    </ol>
  )
}

const wordKeys = ['title', 'text', 'reason', 'stance', 'choice', 'adopted', 'method', 'consultUntil', 'closesOn', 'reviewOn', 'due', 'before', 'after', 'region', 'department', 'threshold', 'person', 'from', 'until', 'on', 'heldAt', 'heldOn', 'basis', 'post'] as const
type WordKey = (typeof wordKeys)[number]

/** What an event says of itself, in words: its dates, reasons, choices. Numbers of organisations stand on the page, by name. */
function useDescription(): (payload: Record<string, unknown>) => string[] {
  const t = useWords(governanceWords)
  const region = useRegion({ codes: true })
  const say = useText()
  const spoken: Partial<Record<WordKey, (value: unknown) => string>> = {
    stance: (value) => wordOf(stances, value, say),
    region: (value) => region(String(value)), choice: (value) => wordOf(choices, value, say), method: (value) => wordOf(methods, value, say), adopted: (value) => (value === true ? t.yes : t.no),
    basis: (value) => String((value as { text?: string }).text ?? value), post: (value) => String((value as { title?: string }).title ?? value), heldAt: (value) => { const { title, day } = value as { title: string; day: string }; return `${title} ${day}` },
  }
  return (payload) => wordKeys.filter((key) => payload[key] !== undefined && payload[key] !== null && payload[key] !== '').map((key) => `${t[key === 'from' ? 'since' : key]}：${spoken[key]?.(payload[key]) ?? String(payload[key])}`)
}

function wordOf(vocabulary: Record<string, Text>, value: unknown, say: (text: Text) => string): string {
  const found = vocabulary[String(value)]
  return found ? say(found) : String(value)
}
