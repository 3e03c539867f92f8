import { Button } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { occurrenceStates } from '../../../src/shared/mechanisms.ts'
import { Failure, useAct, useText, useWords, type Output } from '../../parts/index.ts'
import { mechanismWords } from '../../words/mechanisms.ts'
import { meetingWords } from '../../words/meetings.ts'

type Mechanism = Output<'listMechanisms'>[number]

/** The dates of a mechanism: what was held and delivered, and what comes. */
export function Occurrences({ mechanism: { mechanism, title, occurrences, next }, mayCall = false }: { mechanism: Pick<Mechanism, 'mechanism' | 'title' | 'occurrences' | 'next'>; mayCall?: boolean }) {
  const t = useWords(mechanismWords)
  const m = useWords(meetingWords)
  const [, navigate] = useLocation()
  const call = useAct('createMeeting', { onDone: ({ meeting }) => navigate(`/meetings/${meeting}`) })
  const say = useText()
  return (
    <>
      <Health occurrences={occurrences} />
      {call.error && <Failure error={call.error} compact />}
      <div className="plain-box" tabIndex={0} role="region" aria-label={title}>
        <table className="plain">
          <thead><tr><th scope="col">{t.day}</th><th scope="col">{t.state}</th><th scope="col">{t.attended}</th><th scope="col">{t.noted}</th><th scope="col">{t.outputs}</th><th scope="col">{m.meeting}</th></tr></thead>
          <tbody>
            {occurrences.map(({ day, announced, state, attended, text, outputs, meeting }) => (
              <tr key={day}>
                <th scope="row" className="nowrap">{day}{!announced && <span className="muted small"> {t.unannounced}</span>}</th><td className="nowrap">{say(occurrenceStates[state])}</td>
                <td>{attended.map(({ name }) => name).join('、') || '—'}</td><td>{text || '—'}</td><td>{outputs.map((one) => one.title).join('；') || '—'}</td>
                <td className="nowrap">
                  {meeting !== null && <Link href={`/meetings/${meeting}`}>{m.toMeeting}</Link>}
                  {meeting === null && mayCall && (state === 'overdue' || day === next) && <Button size="compact-xs" variant="default" loading={call.isPending} onClick={() => call.mutate({ body: { mechanism, day } })}>{m.call}</Button>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** What was due within the days shown, how much of it was held, and how much delivered; and what the mark of a year not announced means. */
function Health({ occurrences }: Pick<Mechanism, 'occurrences'>) {
  const t = useWords(mechanismWords)
  const count = (...states: readonly string[]): number => occurrences.filter(({ state }) => states.includes(state)).length
  const due = count('overdue', 'skipped', 'held', 'delivered')
  return (
    <>
      <p className="small">{due === 0 ? t.noneDue : `${t.due} ${due} · ${t.held} ${count('held', 'delivered')} · ${t.delivered} ${count('delivered')}${count('skipped') > 0 ? ` · ${t.notHeld} ${count('skipped')}` : ''}`}</p>
      {occurrences.some(({ announced }) => !announced) && <p className="muted small">{t.unannouncedWhat}</p>}
    </>
  )
}
