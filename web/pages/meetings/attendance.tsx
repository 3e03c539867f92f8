import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { keysOf } from '../../../src/shared/vocabulary.ts'
import { presences, type Presence } from '../../../src/shared/meetings.ts'
import { Failure, useAct, useText, useWords } from '../../parts/index.ts'
import { meetingWords } from '../../words/meetings.ts'
import type { Meeting } from '../meeting.tsx'
import own from './meetings.module.css'

type Seat = Meeting['attendance'][number]

/** Who was invited, and who came. Members note themselves, the convenor anybody. */
export function AttendanceBlock({ meeting }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const noted = meeting.attendance.filter(({ presence }) => presence !== null).length
  return (
    <section className={own.attendance} aria-labelledby="attendance">
      <h2 id="attendance">{t.attendance} <span className="muted">{noted}/{meeting.attendance.length}</span></h2>
      <ul>{meeting.attendance.map((seat) => <SeatRow key={seat.organisation.id} seat={seat} meeting={meeting} />)}</ul>
    </section>
  )
}

function SeatRow({ seat: { organisation, presence, people, mayNote }, meeting: { meeting, version } }: { seat: Seat; meeting: Meeting }) {
  const t = useWords(meetingWords)
  const say = useText()
  const act = useAct('actOnMeeting')
  const [typed, setTyped] = useState<string | null>(null)
  const note = (next: Presence | null, who = people) => act.mutate({ params: { meeting }, body: { event: 'attend', version, input: { organisation: organisation.id, presence: next, people: who } } })
  return (
    <li>
      <p>{organisation.name} {!mayNote && <span className="muted small">{presence === null ? t.notNoted : say(presences[presence])}{people !== '' && ` · ${people}`}</span>}</p>
      {mayNote && (
        <div role="group" aria-label={t.presenceOf(organisation.name)} className="row">
          {keysOf(presences).map((key) => <Button key={key} size="compact-xs" variant={presence === key ? 'filled' : 'default'} aria-pressed={presence === key} disabled={act.isPending} onClick={() => note(key)}>{say(presences[key])}</Button>)}
          <TextInput size="xs" aria-label={`${t.people} · ${organisation.name}`} placeholder={t.people} maxLength={500} value={typed ?? people} onChange={(event) => setTyped(event.currentTarget.value)} onBlur={() => { if (typed !== null && typed.trim() !== people) note(presence, typed.trim()); setTyped(null) }} />
        </div>
      )}
      {act.error && <Failure error={act.error} compact />}
    </li>
  )
}
