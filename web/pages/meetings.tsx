import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { meetingStates, type MeetingState } from '../../src/shared/meetings.ts'
import { governanceTasks } from '../../src/shared/vocabulary.ts'
import { Empty, Loaded, PageHead, useCall, useText, useWords, type Output } from '../parts/index.ts'
import { mechanismWords } from '../words/mechanisms.ts'
import { meetingWords } from '../words/meetings.ts'

type Row = Output<'listMeetings'>[number]
const coming: readonly MeetingState[] = ['planned', 'sitting']

/** The meetings at whose table the viewer sits: those that come, the nearest first, then those that were. */
export default function MeetingsPage() {
  const t = useWords(meetingWords)
  const m = useWords(mechanismWords)
  const query = useCall('listMeetings', {})
  const links = <div className="row"><Button component={Link} variant="default" href="/settings?part=account">{m.follow}</Button><Button component={Link} variant="default" href="/mechanisms">{t.back}</Button></div>
  return (
    <>
      <PageHead title={t.meetings} lead={t.meetingsLead} action={links} />
      <Loaded query={query} isEmpty={(rows) => rows.length === 0} empty={<Empty title={t.meetingsEmpty}>{t.meetingsEmptyWhat}</Empty>}>
        {(rows) => (
          <>
            <Meetings title={t.coming} rows={rows.filter(({ state }) => coming.includes(state)).reverse()} />
            <Meetings title={t.past} rows={rows.filter(({ state }) => !coming.includes(state))} />
          </>
        )}
      </Loaded>
    </>
  )
}

function Meetings({ title, rows }: { title: string; rows: readonly Row[] }) {
  const t = useWords(meetingWords)
  const say = useText()
  return (
    <section className="section">
      <h2>{title} <span className="muted">{rows.length}</span></h2>
      {rows.length === 0 ? <p className="muted">{t.none}</p> : (
        <div className="plain-box" tabIndex={0} role="region" aria-label={title}>
          <table className="plain">
            <thead><tr><th scope="col">{t.date}</th><th scope="col">{t.meeting}</th><th scope="col">{t.state}</th><th scope="col">{t.task}</th><th scope="col">{t.convenor}</th><th scope="col" className="number">{t.agenda}</th><th scope="col" className="number">{t.minutes}</th></tr></thead>
            <tbody>{rows.map((row) => (
              <tr key={row.meeting}>
                <th scope="row" className="nowrap">{row.heldOn ?? row.day}</th><td style={{ minWidth: '9rem' }}><Link href={`/meetings/${row.meeting}`}>{row.title}</Link></td><td className="nowrap">{say(meetingStates[row.state])}</td>
                <td className="nowrap"><span data-hint={say(governanceTasks[row.task])} tabIndex={0}>{row.task}</span></td><td>{row.convenor.name}</td><td className="number">{row.items}</td><td className="number">{row.paragraphs}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}
