import { formatDateTime } from '../../../src/shared/format.ts'
import { partWords } from '../../words/parts.ts'
import type { Output } from '../client.ts'
import { useText, useWords } from '../language.tsx'

/** What happened to an item, oldest first. */
export function Happened({ events }: { events: Output<'getAppeal'>['events'] }) {
  const t = useWords(partWords)
  const say = useText()
  return (
    <section className="section">
      <h2>{t.happened}</h2>
      <div className="plain-box" tabIndex={0} role="region" aria-label={t.happened}>
        <table className="plain">
          <tbody>{events.map(({ event, title, at, by, organisation, version, hash }) => (
            <tr key={version}><td className="nowrap">{formatDateTime(at)}</td><th scope="row">{say(title)}</th><td>{organisation?.name ?? by ?? '—'}</td><td className="muted small"><span data-hint={hash}>{event} · {hash.slice(0, 8)}</span></td></tr>
          ))}</tbody>
        </table>
      </div>
    </section>
  )
}
