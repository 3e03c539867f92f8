import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { Link } from 'wouter'
import { motionStates } from '../../../src/shared/governance.ts'
import { Failure, useAct, useText, useWords } from '../../parts/index.ts'
import { meetingWords } from '../../words/meetings.ts'
import style from '../governance/governance.module.css'
import type { Meeting } from '../meeting.tsx'
import own from './meetings.module.css'

type Item = Meeting['agenda'][number]

/** The agenda in its order. The convenor orders it by hand and puts waiting motions on it. */
export function AgendaBlock({ meeting }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const say = useText()
  const act = useAct('actOnMeeting')
  const { agenda, waiting, may, version } = meeting
  const mayArrange = may['arrange']?.allowed === true
  const arrange = (items: { key?: number; title: string; text: string; motion: number | null }[]) => act.mutate({ params: { meeting: meeting.meeting }, body: { event: 'arrange', version, input: { items } } })
  const kept = agenda.map(({ key, title, text, motion }) => ({ key, title, text, motion: motion?.motion ?? null }))
  const move = (from: number, by: number) => {
    const items = [...kept]
    items.splice(from + by, 0, ...items.splice(from, 1))
    arrange(items)
  }
  return (
    <section className={style.block}>
      <h2>{t.agenda} <span className="muted">{agenda.length}</span></h2>
      {agenda.length === 0 && <p className="muted">{t.agendaEmpty}</p>}
      <ol className={own.agenda}>
        {agenda.map((item, n) => (
          <li key={item.key}>
            <ItemText item={item} />
            {mayArrange && (
              <span className={`${own.tools} no-print`}>
                <ActionIcon size="sm" variant="subtle" aria-label={t.up(item.title)} disabled={n === 0 || act.isPending} onClick={() => move(n, -1)}><IconArrowUp size={14} /></ActionIcon>
                <ActionIcon size="sm" variant="subtle" aria-label={t.down(item.title)} disabled={n === agenda.length - 1 || act.isPending} onClick={() => move(n, 1)}><IconArrowDown size={14} /></ActionIcon>
                <ActionIcon size="sm" variant="subtle" aria-label={t.dropItem(item.title)} disabled={act.isPending} onClick={() => arrange(kept.filter(({ key }) => key !== item.key))}><IconX size={14} /></ActionIcon>
              </span>
            )}
          </li>
        ))}
      </ol>
      {mayArrange && waiting.length > 0 && (
        <div className="no-print">
          <h3>{t.waiting}</h3>
          <ul className={style.tree}>{waiting.map(({ motion, title, state }) => <li key={motion}><div><Link href={`/motions/${motion}`}>{title}</Link><span className="muted">{say(motionStates[state])}</span><Button size="compact-xs" variant="default" loading={act.isPending} onClick={() => arrange([...kept, { title, text: '', motion }])}>{t.take}</Button></div></li>)}</ul>
        </div>
      )}
      {act.error && <Failure error={act.error} compact />}
    </section>
  )
}

function ItemText({ item: { title, text, motion } }: { item: Item }) {
  const t = useWords(meetingWords)
  const say = useText()
  return (
    <span>
      {motion === null ? title : <Link href={`/motions/${motion.motion}`}>{title}</Link>}
      {motion !== null && <span className="muted small"> {t.motion} · {say(motionStates[motion.state])}{motion.here && ` · ${t.here}`}</span>}
      {motion?.here && motion.state === 'deliberating' && <Link className="small no-print" href={`/motions/${motion.motion}`}> {t.noteOpinions}</Link>}
      {text !== '' && <span className="muted small"> {text}</span>}
    </span>
  )
}
