import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { formatDateTime } from '../../../src/shared/format.ts'
import { motionStates, workStates } from '../../../src/shared/governance.ts'
import { Failure, FormDialog, useAct, useText, useWords } from '../../parts/index.ts'
import { meetingWords } from '../../words/meetings.ts'
import type { Meeting } from '../meeting.tsx'
import own from './meetings.module.css'
import { ParagraphEditor } from './paragraph-editor.tsx'
import { WorkDialog } from './work-dialog.tsx'

export type Paragraph = Meeting['minutes'][number]
type Open = 'edit' | 'work' | 'decision' | null

/** One paragraph: what it says, what came of it, and what can be made of it. */
export function ParagraphRow({ paragraph, meeting }: { paragraph: Paragraph; meeting: Meeting }) {
  const t = useWords(meetingWords)
  const [open, setOpen] = useState<Open>(null)
  const { paragraph: number, text, item, organisation, at } = paragraph
  const title = meeting.agenda.find(({ key }) => key === item)?.title
  const close = () => setOpen(null)
  return (
    <li id={`p${number}`}>
      <span className={own.mark} aria-label={t.number(number)}>[{number}]</span>
      <div>
        {open === 'edit' ? <ParagraphEditor paragraph={paragraph} meeting={meeting} onEnd={close} /> : <p className={own.text}>{text}</p>}
        <p className="muted small">{[title, organisation?.name, formatDateTime(at)].filter((one) => one !== undefined).join(' · ')}</p>
        <Follows paragraph={paragraph} />
        {open !== 'edit' && <Tools paragraph={paragraph} meeting={meeting} onOpen={setOpen} />}
        {open === 'work' && <WorkDialog paragraph={paragraph} meeting={meeting} onClose={close} />}
        {open === 'decision' && <DecisionDialog paragraph={paragraph} meeting={meeting} onClose={close} />}
      </div>
    </li>
  )
}

const places = { work: '/work', motion: '/motions' }

function Follows({ paragraph: { follows, decision } }: { paragraph: Paragraph }) {
  const t = useWords(meetingWords)
  const say = useText()
  const states = { ...workStates, ...motionStates }
  const names = { work: t.what, motion: t.motion }
  return (
    <>
      {decision && <p className={own.follows}>⚖ <Link href={`${places.motion}/${decision.motion}`}>{t.decision(decision.title, say(motionStates[decision.state]))}</Link></p>}
      {follows.map(({ kind, id, title, state }) => <p key={id} className={own.follows}>→ {names[kind]} <Link href={`${places[kind]}/${id}`}>{title}</Link> <span className="muted small">{say(states[state])}</span></p>)}
    </>
  )
}

function Tools({ paragraph: { paragraph, follows, decision }, meeting: page, onOpen }: { paragraph: Paragraph; meeting: Meeting; onOpen: (open: Open) => void }) {
  const t = useWords(meetingWords)
  const act = useAct('actOnMeeting')
  const { meeting, may, task, version } = page
  const [mayWrite, mayDecide] = [may['write']?.allowed === true, may['decided']?.allowed === true && decidedOf(page).length > 0]
  const mayOpen = may['openWork']?.allowed === true
  const button = { size: 'compact-xs', variant: 'default' } as const
  return (
    <div className="row no-print" style={{ marginTop: '0.3rem' }}>
      {mayWrite && <Button {...button} onClick={() => onOpen('edit')}>{t.edit}</Button>}
      {mayOpen && <Button {...button} onClick={() => onOpen('work')}>{t.toWork}</Button>}
      <Button {...button} component={Link} href={`/motions/new?minutes=${meeting}:${paragraph}&task=${task}`}>{t.toMotion}</Button>
      {mayDecide && <Button {...button} onClick={() => onOpen('decision')}>{t.toDecision}</Button>}
      {mayWrite && follows.length === 0 && decision === null && <Button {...button} loading={act.isPending} onClick={() => act.mutate({ params: { meeting }, body: { event: 'remove', version, input: { paragraph } } })}>{t.remove}</Button>}
      {act.error && <Failure error={act.error} compact />}
    </div>
  )
}

/** The motions of the agenda that a ballot has decided: minutes note no other. */
function decidedOf({ agenda }: Meeting) {
  return agenda.flatMap(({ motion }) => (motion && (motion.state === 'adopted' || motion.state === 'rejected') ? [motion] : []))
}

function DecisionDialog({ paragraph: { paragraph }, meeting: page, onClose }: { paragraph: Paragraph; meeting: Meeting; onClose: () => void }) {
  const t = useWords(meetingWords)
  const say = useText()
  const act = useAct('actOnMeeting', { onDone: onClose })
  const { meeting, version } = page
  const options = decidedOf(page).map(({ motion, title, state }) => ({ value: String(motion), label: `${title} · ${say(motionStates[state])}` }))
  return (
    <FormDialog
      title={t.toDecision} lead={t.decisionLead} fields={[{ key: 'motion', kind: 'choice', label: t.motion, options, required: true }]} action={t.toDecision} pending={act.isPending} error={act.error} onClose={onClose}
      onSubmit={(filled) => act.mutate({ params: { meeting }, body: { event: 'decided', version, input: { paragraph, motion: Number(filled['motion']) } } })}
    />
  )
}
