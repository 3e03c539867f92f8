import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { appealEvents, appealStates, appealSubjects } from '../../src/shared/appeals.ts'
import { formatDate } from '../../src/shared/format.ts'
import { workStates } from '../../src/shared/governance.ts'
import { governanceTasks } from '../../src/shared/vocabulary.ts'
import { Acts, FormDialog, Happened, LightSign, Loaded, PageHead, useAct, useCall, useCan, useText, useWords, type ActForms, type Field, type Output, type PageInput } from '../parts/index.ts'
import { appealWords } from '../words/appeals.ts'
import type { PageProps } from './index.ts'
import style from './appeals/appeal.module.css'

type Appeal = Output<'getAppeal'>

/** One appeal: what was asked, who answers by when, what was answered, how that was rated. */
export default function AppealPage({ params }: PageProps) {
  const t = useWords(appealWords)
  const query = useCall('getAppeal', { params: { appeal: Number(params.appeal) } })
  const back = <Link href="/appeals">{t.title}</Link>
  return <Loaded query={query} head={<PageHead title={t.title} back={back} />}>{(appeal) => (
    <>
      <PageHead title={appeal.title} back={back} action={<NewWork appeal={appeal} />} />
      <Facts appeal={appeal} />
      <Events appeal={appeal} />
      <section className="section"><h2>{t.text}</h2><p className={style.text}>{appeal.text}</p></section>
      <Answers appeal={appeal} />
      <Work appeal={appeal} />
      <Happened events={appeal.events} />
    </>
  )}</Loaded>
}

function Facts({ appeal: { state, light, due, dueAnnounced, task, subject, filer, anonymous, owner, filedAt, score } }: { appeal: Appeal }) {
  const t = useWords(appealWords)
  const say = useText()
  const facts: [string, React.ReactNode][] = [
    [t.state, say(appealStates[state])], [t.light, <LightSign key="light" light={light} />], [t.due, due === null ? '—' : <>{due}{!dueAnnounced && <span className="muted small"> {t.notAnnounced}</span>}</>],
    [t.task, `${task} ${say(governanceTasks[task])}`], [t.subject, say(appealSubjects[subject])],
    [t.filer, <>{filer?.name ?? t.hidden}{anonymous && filer && <span className="muted small"> {t.anonymous}</span>}</>], [t.owner, owner?.name ?? '—'], [t.filedAt, formatDate(filedAt)], [t.score, score === null ? '—' : t.scoreOf(score)],
  ]
  return <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

function Events({ appeal: { appeal, version, may, owner, task, proposed, events } }: { appeal: Appeal }) {
  const t = useWords(appealWords)
  const say = useText()
  const client = useQueryClient()
  const act = useAct('actOnAppeal')
  const reason: Field[] = [{ key: 'reason', kind: 'text', label: t.reason, required: true }]
  const fields: Record<Exclude<keyof typeof appealEvents, 'file'>, Field[]> = {
    triage: [
      { key: 'task', kind: 'choice', label: t.task, initial: task, options: Object.entries(governanceTasks).map(([value, label]) => ({ value, label: `${value} ${say(label)}` })) },
      { key: 'owner', kind: 'organisation', label: t.owner, hint: t.ownerHint, required: true, initial: owner ? [owner] : [], suggested: proposed.organisations },
      { key: 'note', kind: 'text', label: t.note },
    ],
    answer: [{ key: 'text', kind: 'text', label: t.answer, required: true }],
    rate: [{ key: 'score', kind: 'number', label: t.score, hint: t.scoreHint, min: 1, max: 5, required: true }, { key: 'text', kind: 'text', label: t.note }],
    reopen: reason, extend: [{ key: 'due', kind: 'day', label: t.newDue, required: true }, ...reason], withdraw: reason,
  }
  const forms: ActForms = Object.fromEntries(Object.entries(fields).map(([event, list]) => [event, { title: appealEvents[event as keyof typeof fields], fields: list }]))
  return (
    <Acts
      forms={forms} may={may} version={version} log={events} pending={act.isPending} error={act.error} onStart={act.reset}
      onAct={(event, input, done, on) => act.mutate({ params: { appeal }, body: { event, version: on.version, input } } as unknown as PageInput<'actOnAppeal'>, { onSuccess: done, onError: () => void client.invalidateQueries({ queryKey: ['getAppeal'] }) })}
    />
  )
}

function Answers({ appeal: { answers, reopened, rating } }: { appeal: Appeal }) {
  const t = useWords(appealWords)
  return (
    <section className="section">
      <h2>{t.answers}</h2>
      {answers.length === 0 && <p className="muted">{t.noAnswer}</p>}
      {answers.map(({ text, at, by, late }, n) => (
        <article key={at} className={style.answer}>
          <p className="muted small">{by?.name ?? '—'} · {formatDate(at)} · {late ? `● ${t.late}` : `○ ${t.inTime}`}</p>
          <p className={style.text}>{text}</p>
          {reopened[n] && <p className={style.text}><span className="muted">{t.reopened} · {formatDate(reopened[n].at)}</span> {reopened[n].reason}</p>}
        </article>
      ))}
      {rating && <p><span className="muted">{t.score}</span> {t.scoreOf(rating.score)}{rating.text && ` · ${rating.text}`}</p>}
    </section>
  )
}

function Work({ appeal: { workItems } }: { appeal: Appeal }) {
  const t = useWords(appealWords)
  const say = useText()
  if (workItems.length === 0) return null
  return (
    <section className="section">
      <h2>{t.work}</h2>
      <ul>{workItems.map(({ item, title, state }) => <li key={item}><Link href={`/work/${item}`}>{title}</Link> <span className="muted">{say(workStates[state])}</span></li>)}</ul>
    </section>
  )
}

/** Opening work is for who convenes the task; the server says no to others. */
function NewWork({ appeal: { appeal, task, title, owner, may } }: { appeal: Appeal }) {
  const t = useWords(appealWords)
  const can = useCan()
  const [opened, setOpened] = useState(false)
  const open = useAct('createWork', { onDone: () => setOpened(false) })
  const convenes = can('analyst') || may.triage?.allowed || may.extend?.allowed
  if (owner === null || !convenes) return null
  const fields: Field[] = [{ key: 'title', kind: 'line', label: t.name, initial: title, required: true }, { key: 'text', kind: 'text', label: t.text }, { key: 'lead', kind: 'organisation', label: t.workLead, initial: [owner], required: true }, { key: 'due', kind: 'day', label: t.due }]
  return (
    <>
      <Button variant="default" onClick={() => { open.reset(); setOpened(true) }}>{t.toWork}</Button>
      {opened && <FormDialog title={t.toWork} fields={fields} action={t.toWork} pending={open.isPending} error={open.error} onClose={() => setOpened(false)} onSubmit={(filled) => open.mutate({ body: { ...filled, task, appeal } } as unknown as PageInput<'createWork'>)} />}
    </>
  )
}
