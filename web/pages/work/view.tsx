import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { WorkAct } from '../../../src/shared/contract/governance.ts'
import { formatDate, formatPercent } from '../../../src/shared/format.ts'
import { workStates } from '../../../src/shared/governance.ts'
import { governanceTasks } from '../../../src/shared/vocabulary.ts'
import { Acts, EventLines, Happened, LightSign, useAct, useRegion, useText, useWords, type Output } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { workWords } from '../../words/work.ts'
import { EvidenceList } from '../governance/evidence-list.tsx'
import style from '../governance/governance.module.css'
import { useWorkForms } from './forms.ts'
import { WorkLine } from './work-line.tsx'

export type Work = Output<'getWork'>

/** A work item: what, by whom, until when, what it was broken into, what came of it. */
export function WorkView({ work }: { work: Work }) {
  const t = useWords(workWords)
  return (
    <>
      <Facts work={work} />
      {work.text !== '' && <p className={style.prose}>{work.text}</p>}
      <section className={style.block}>
        <h2>{t.children} <span className="muted">{work.children.length}</span></h2>
        <ul className={style.tree}>{work.children.map((child) => <li key={child.item}><WorkLine item={child} /></li>)}</ul>
        {work.may['open']?.allowed && <Button component={Link} href={`/work/new?parent=${work.item}`} size="xs" variant="default" mt="sm" className="no-print">{t.openChild}</Button>}
      </section>
      <section className={style.block}>
        <h2>{t.reports} <span className="muted">{work.reports.length}</span></h2>
        {work.reports.length === 0 && <p className="muted">{t.noReports}</p>}
        {work.reports.map(({ text, at, evidence }) => <div key={at}><p><span className="muted">{formatDate(at)}</span> {text}</p><EvidenceList evidence={evidence} /></div>)}
      </section>
      <Pressed work={work} />
      <Happened events={work.events} />
    </>
  )
}

const pressing = ['sendBack', 'urge', 'escalate', 'extend', 'suspend']

/** What the convenor said to the lead, latest first: who has to do the work over reads why without opening the whole log. */
function Pressed({ work: { events } }: { work: Work }) {
  const t = useWords(workWords)
  const pressed = events.filter(({ event }) => pressing.includes(event)).toReversed()
  if (pressed.length === 0) return null
  return <section className={style.block}><h2>{t.pressed} <span className="muted">{pressed.length}</span></h2><EventLines events={pressed} /></section>
}

function Facts({ work }: { work: Work }) {
  const t = useWords(workWords)
  const g = useWords(governanceWords)
  const say = useText()
  const place = useRegion({ codes: true })
  const { kind, id, title, paragraph } = work.origin
  const origins = { motion: { href: `/motions/${id}`, from: t.fromMotion }, risk: { href: `/risks?risk=${id}`, from: t.fromRisk }, appeal: { href: `/appeals/${id}`, from: t.fromAppeal }, meeting: { href: `/meetings/${id}#p${paragraph}`, from: t.fromMeeting }, hand: null }
  const origin = origins[kind]
  const facts = [
    [t.state, say(workStates[work.state])], [t.light, <LightSign key="light" light={work.light} />], [t.due, <span key="due" data-hint={work.dueAnnounced ? undefined : t.notAnnounced}>{work.due ?? '—'}{!work.dueAnnounced && ' *'}</span>],
    [t.progress, `${formatPercent(work.progress, 0)} · ${work.children.length > 0 ? t.progressWhy : t.progressState}`], [t.lead2, work.lead?.name ?? '—'],
    ...(work.coOwners.length > 0 ? [[t.coOwners, work.coOwners.map(({ name }) => name).join(say({ zh: '、', en: ', ' }))]] : []),
    ...(work.escalations.length > 0 ? [[t.escalatedTo, work.escalations.map(({ to, post, at }) => [post, to.name, formatDate(at)].filter(Boolean).join(' · ')).join(say({ zh: '；', en: '; ' }))]] : []),
    [g.task, `${work.task} ${say(governanceTasks[work.task])}`], ...(work.region ? [[t.region, place(work.region)]] : []), ...(work.department ? [[t.department, work.department]] : []),
    [t.origin, origin ? <Link key="origin" href={origin.href}>{origin.from} · {title}{paragraph !== undefined && ` · ${t.paragraph(paragraph)}`}</Link> : t.fromHand],
    ...(work.parent ? [[t.parent, <Link key="parent" href={`/work/${work.parent}`}>#{work.parent}</Link>]] : []),
  ] as const
  return <dl className={style.meta}>{facts.map(([title, value]) => <div key={String(title)}><dt>{title}</dt><dd>{value}</dd></div>)}</dl>
}

/** What may be done on it now. A change says only what differs, so that what others changed meanwhile stays. */
export function WorkActs({ work }: { work: Work }) {
  const client = useQueryClient()
  const forms = useWorkForms(work)
  const act = useAct('actOnWork')
  return (
    <Acts
      forms={forms} may={work.may} version={work.version} log={work.events} waits={work.waits} pending={act.isPending} error={act.error} onStart={act.reset}
      onAct={(event, input, done, { version, changed }) => act.mutate({ params: { item: work.item }, body: { event, version, input: event === 'edit' ? changed : input } as WorkAct }, { onSuccess: done, onError: () => void client.invalidateQueries({ queryKey: ['getWork'] }) })}
    />
  )
}
