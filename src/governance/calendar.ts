import { asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { formatDate, type Lang } from '../shared/format.ts'
import { mechanismKinds, occurrenceStates } from '../shared/mechanisms.ts'
import { meetingStates } from '../shared/meetings.ts'
import { icalendar, type CalendarEvent } from './icalendar.ts'
import { listMechanisms } from './mechanisms.ts'
import type { Meeting } from './rules/meeting.ts'
import { readStates, type Stored } from './store.ts'

type Row = Awaited<ReturnType<typeof listMechanisms>>[number]
type Place = { baseUrl: string; cluster: string; lang: Lang; now: Date; meetings: ReadonlyMap<number, Stored<Meeting>> }

/** The dates of the mechanisms as a calendar file, in the viewer's language; a date whose meeting they sit at says how it stands and what is on its agenda. */
export function exportCalendar(db: Db, viewer: Viewer, { baseUrl, now }: { baseUrl: string; now: Date }): Promise<string> {
  return asViewer(db, viewer, async (tx) => {
    const rows = await listMechanisms(tx, viewer, formatDate(now))
    const meetings = await readStates<Meeting>(tx, viewer, rows.flatMap(({ occurrences }) => occurrences.flatMap(({ meeting }) => meeting ?? [])))
    const { lang, name } = await headOf(tx, viewer)
    const place = { baseUrl, cluster: viewer.cluster, lang, now, meetings }
    return icalendar(name, rows.flatMap((row) => row.occurrences.map((occurrence) => eventOf(row, occurrence, place))))
  }, { readOnly: true })
}

function eventOf({ mechanism, title, kind, inputs, outputs }: Row, { day, state, meeting }: Row['occurrences'][number], { baseUrl, cluster, lang, now, meetings }: Place): CalendarEvent {
  const called = meeting === null ? undefined : meetings.get(meeting)?.state
  const agenda = called?.agenda.items.map((item, n) => `${n + 1}. ${item.title}`) ?? []
  const stands = called && called.state !== 'none' ? meetingStates[called.state][lang] : occurrenceStates[state][lang]
  return {
    uid: `${mechanism}-${day}@${cluster}.polycenter`, day: called?.heldOn ?? day, title: `${title} · ${mechanismKinds[kind][lang]}`, text: [stands, ...agenda, inputs, outputs].filter((one) => one !== '').join('\n'),
    changed: now.toISOString(), cancelled: state === 'skipped', url: `${baseUrl}/c/${cluster}${meeting === null ? `/mechanisms/${mechanism}` : `/meetings/${meeting}`}`,
  }
}

/** The viewer's language, and what the cluster is called in it: that is what a calendar program shows beside the others of its owner. */
async function headOf(tx: Tx, { account, cluster }: Viewer): Promise<{ lang: Lang; name: string }> {
  const [row] = await tx.query<{ name: string; nameEn: string | null; language: Lang | null }>(sql`
    select cluster.name, cluster.name_en as "nameEn", account.language from cluster left join account on account_id = ${account} where cluster_id = ${cluster}`)
  const lang = row?.language ?? 'zh'
  return { lang, name: (lang === 'en' ? row?.nameEn : null) ?? row?.name ?? cluster }
}
