import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'wouter'
import type { MeetingAct } from '../../src/shared/contract/meetings.ts'
import { formatDate } from '../../src/shared/format.ts'
import { meetingEvents, meetingStates } from '../../src/shared/meetings.ts'
import { governanceTasks } from '../../src/shared/vocabulary.ts'
import { Acts, Happened, Loaded, PageHead, useAct, useCall, useClusterId, useText, useWords, watch, type ActForms, type Field, type Output } from '../parts/index.ts'
import { meetingWords } from '../words/meetings.ts'
import style from './governance/governance.module.css'
import type { PageProps } from './index.ts'
import { AgendaBlock } from './meetings/agenda.tsx'
import { AttendanceBlock } from './meetings/attendance.tsx'
import { EditionsBlock } from './meetings/editions.tsx'
import { MinutesBlock } from './meetings/minutes.tsx'
import { PackBlock, SavePapers } from './meetings/pack.tsx'

export type Meeting = Output<'getMeeting'>

/** The table: agenda, attendance, minutes typed live, the pack, and what may be done now. */
export default function MeetingPage({ params }: PageProps) {
  const t = useWords(meetingWords)
  const meeting = Number(params['meeting'])
  const query = useCall('getMeeting', { params: { meeting } })
  useLive(meeting, query.data?.version)
  return <Loaded query={query} head={<PageHead title={t.meeting} back={<Link href="/meetings">{t.meetings}</Link>} />}>{(page) => <Table key={page.meeting} meeting={page} />}</Loaded>
}

/** What others at the table do shows at once. */
function useLive(meeting: number, shown: number | undefined): void {
  const cluster = useClusterId()
  const client = useQueryClient()
  const there = shown !== undefined
  useEffect(() => {
    if (!there) return
    return watch('watchMeeting', { params: { cluster, meeting } }, ({ version }) => {
      const known = client.getQueriesData<Meeting>({ queryKey: ['getMeeting'] }).some(([, page]) => page?.meeting === meeting && page.version >= version)
      if (!known) void client.invalidateQueries({ queryKey: ['getMeeting'] })
    })
  }, [there, cluster, meeting, client])
}

function Table({ meeting }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const { title, day, mechanism } = meeting
  return (
    <>
      <PageHead title={t.title(title, day)} back={<Link href={`/mechanisms/${mechanism.id}`}>{mechanism.title}</Link>} action={<SavePapers meeting={meeting} />} />
      <Facts meeting={meeting} />
      <div className={style.thread}>
        <div>
          <AgendaBlock meeting={meeting} />
          <MinutesBlock meeting={meeting} />
          <EditionsBlock meeting={meeting} />
          <PackBlock meeting={meeting} />
          <Happened events={meeting.events} />
        </div>
        <aside><MeetingActs meeting={meeting} /><AttendanceBlock meeting={meeting} /></aside>
      </div>
    </>
  )
}

function Facts({ meeting: { state, task, convenor, day, heldOn, edition, correcting } }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const say = useText()
  const facts: [string, string][] = [
    [t.state, say(meetingStates[state])], [t.task, `${task} ${say(governanceTasks[task])}`], [t.convenor, convenor.name], [t.day, day],
    ...(heldOn === null ? [] : [[t.heldOn, heldOn] as [string, string]]), ...(edition === 0 ? [] : [[t.edition, String(edition)] as [string, string]]), ...(correcting === null ? [] : [[t.correcting, correcting] as [string, string]]),
  ]
  return <dl className={style.meta}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

function MeetingActs({ meeting: { meeting, may, version, events } }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const client = useQueryClient()
  const act = useAct('actOnMeeting')
  const reason: Field = { key: 'reason', kind: 'text', label: t.reason, required: true }
  const fields: Partial<Record<keyof typeof meetingEvents, Field[]>> = {
    open: [{ key: 'heldOn', kind: 'day', label: t.heldOn, required: true, initial: formatDate(new Date()) }], rise: [], approve: [], correct: [reason],
    propose: [{ key: 'title', kind: 'line', label: t.itemTitle, required: true }, { key: 'text', kind: 'text', label: t.notes }], invite: [], cancel: [reason],
  }
  const forms: ActForms = Object.fromEntries(Object.entries(fields).map(([event, list]) => [event, { title: meetingEvents[event as keyof typeof meetingEvents], fields: list }]))
  return (
    <Acts
      forms={forms} may={may} version={version} log={events} waits={['open', 'rise', 'approve']} pending={act.isPending} error={act.error} onStart={act.reset}
      onAct={(event, input, done, { version: read }) => act.mutate({ params: { meeting }, body: { event, version: read, input } as unknown as MeetingAct }, { onSuccess: done, onError: () => void client.invalidateQueries({ queryKey: ['getMeeting'] }) })}
    />
  )
}
