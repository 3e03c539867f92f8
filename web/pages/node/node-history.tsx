import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatCount, formatDate } from '../../../src/shared/format.ts'
import { useEvidence, useText, useWords } from '../../parts/index.ts'
import { nodeWords } from '../../words/node.ts'
import type { NodePage } from './node-view.tsx'
import style from './node.module.css'

const step = 12

/** What happened to the node, newest first; what was said opens to its evidence. */
export function NodeHistory({ history }: { history: NodePage['history'] }) {
  const t = useWords(nodeWords)
  const say = useText()
  const { open } = useEvidence()
  const [shown, setShown] = useState(step)
  const days = byDay(history.slice(0, shown))
  const more = Math.min(step * 3, history.length - shown)
  return (
    <section className={style.section}>
      <h2>{t.history}</h2>
      {history.length === 0 && <p className="muted">{t.noHistory}</p>}
      <ol className={style.timeline}>
        {days.map(({ day, events }) => (
          <li key={day}>
            <time dateTime={day}>{day}</time>
            <ul>
              {events.map(({ at, text, ref }, i) => (
                <li key={`${at} ${i}`}>{ref ? <button type="button" className={style.event} data-hint={t.openEvidence} onClick={() => open(ref)}>{say(text)}</button> : say(text)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {more > 0 && <Button size="compact-sm" variant="subtle" onClick={() => setShown(shown + step * 3)}>{t.more(formatCount(more))}</Button>}
    </section>
  )
}

function byDay(history: NodePage['history']): { day: string; events: NodePage['history'] }[] {
  const days: { day: string; events: NodePage['history'] }[] = []
  for (const event of history) {
    const day = formatDate(event.at)
    const last = days.at(-1)
    if (last?.day === day) last.events.push(event)
    else days.push({ day, events: [event] })
  }
  return days
}
