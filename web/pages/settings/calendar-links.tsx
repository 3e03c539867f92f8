import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatDateTime } from '../../../src/shared/format.ts'
import { Confirm, FormDialog, Loaded, useAct, useCall, useCan, useWords, type Output } from '../../parts/index.ts'
import { settingsWords } from '../../words/settings.ts'
import { ShownOnce } from './shown-once.tsx'

type Row = Output<'listCalendarLinks'>[number]

/** The person's own secret links at which calendar programs read the dates they see. */
export function CalendarLinks() {
  const t = useWords(settingsWords)
  const isMember = useCan()('member')
  const query = useCall('listCalendarLinks', {}, { enabled: isMember })
  const [isAdding, setAdding] = useState(false)
  const create = useAct('createCalendarLink', { onDone: () => setAdding(false) })
  if (!isMember) return null
  return (
    <section className="stack" style={{ maxWidth: '46rem' }}>
      <h2>{t.calendars}</h2>
      <p className="muted">{t.calendarsWhat}</p>
      <div><Button variant="default" onClick={() => { create.reset(); setAdding(true) }}>{t.makeCalendar}</Button></div>
      <Loaded query={query}>{(rows) => (rows.length === 0 ? <p className="muted">{t.noCalendars}</p> : <Links rows={rows} />)}</Loaded>
      {isAdding && (
        <FormDialog
          title={t.makeCalendar} lead={t.calendarsWhat} fields={[{ key: 'name', kind: 'line', label: t.calendarName, hint: t.calendarNameHint, required: true }]} action={t.makeCalendar}
          pending={create.isPending} error={create.error} onClose={() => setAdding(false)} onSubmit={({ name }) => create.mutate({ body: { name: String(name) } })}
        />
      )}
      {create.data && <ShownOnce title={t.calendarReady(create.data.name)} what={t.calendarOnce} value={create.data.url} onClose={() => create.reset()} />}
    </section>
  )
}

function Links({ rows }: { rows: readonly Row[] }) {
  const t = useWords(settingsWords)
  const [leaving, setLeaving] = useState<Row | null>(null)
  const revoke = useAct('revokeCalendarLink', { onDone: () => setLeaving(null) })
  return (
    <>
      <div className="plain-box" tabIndex={0} role="region" aria-label={t.calendars}>
        <table className="plain">
          <thead><tr><th scope="col">{t.calendarName}</th><th scope="col">{t.madeAt}</th><th scope="col">{t.usedAt}</th><th scope="col">{t.actions}</th></tr></thead>
          <tbody>{rows.map((row) => (
            <tr key={row.link}>
              <th scope="row">{row.name}</th><td className="nowrap">{formatDateTime(row.madeAt)}</td><td className="nowrap">{row.usedAt === null ? t.neverUsed : formatDateTime(row.usedAt)}</td>
              <td><Button size="compact-sm" variant="subtle" aria-label={t.revokeOf(row.name)} onClick={() => { revoke.reset(); setLeaving(row) }}>{t.revoke}</Button></td>
            </tr>
          ))}</tbody>
        </table>
      </div>
      {leaving && <Confirm opened danger onClose={() => setLeaving(null)} title={t.revokeOf(leaving.name)} action={t.revoke} pending={revoke.isPending} error={revoke.error} onConfirm={() => revoke.mutate({ params: { link: leaving.link } })}>{t.revokeWhat}</Confirm>}
    </>
  )
}
