import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from 'wouter'
import { formatDate } from '../../../src/shared/format.ts'
import { motionStates, workStates } from '../../../src/shared/governance.ts'
import { meetingPapers } from '../../../src/shared/meetings.ts'
import { keysOf } from '../../../src/shared/vocabulary.ts'
import { addressOf, Loaded, useCall, useClusterId, useLanguage, useText, useWords, withCluster, type Output } from '../../parts/index.ts'
import { meetingWords } from '../../words/meetings.ts'
import { EvidenceList } from '../governance/evidence-list.tsx'
import style from '../governance/governance.module.css'
import type { Meeting } from '../meeting.tsx'
import own from './meetings.module.css'

type Pack = Output<'getMeetingPack'>
const formats = [['docx', 'Word'], ['pdf', 'PDF'], ['html', 'HTML']] as const
const places = { work: '/work', motion: '/motions' }

/** The pack and the minutes as files, in the language of the page. */
export function SavePapers({ meeting: { meeting } }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const say = useText()
  const { lang } = useLanguage()
  const cluster = useClusterId()
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button variant="default" leftSection={<IconDownload size={15} />}>{t.save}</Button></Menu.Target>
      <Menu.Dropdown>
        {keysOf(meetingPapers).map((paper) => [
          <Menu.Label key={paper}>{say(meetingPapers[paper])}</Menu.Label>,
          ...formats.map(([format, name]) => <Menu.Item key={`${paper} ${format}`} component="a" download href={addressOf('downloadMeetingPaper', withCluster<'downloadMeetingPaper'>(cluster, { params: { meeting, paper, format }, query: { lang } }))} aria-label={`${say(meetingPapers[paper])} ${name}`}>{name}</Menu.Item>),
        ])}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What is laid before the meeting, as whoever looks may see it. */
export function PackBlock({ meeting: { meeting } }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const query = useCall('getMeetingPack', { params: { meeting } })
  return (
    <section className={`${style.block} ${own.pack}`}>
      <h2>{t.pack}</h2>
      <p className="muted small">{t.packLead}</p>
      <Loaded query={query}>{(pack) => <><Evidence pack={pack} /><Work pack={pack} /><Decisions pack={pack} /></>}</Loaded>
    </section>
  )
}

function Evidence({ pack: { motions } }: { pack: Pack }) {
  const t = useWords(meetingWords)
  return <>{motions.map(({ motion, title, evidence }) => <section key={motion}><h3>{t.evidenceOf(title)}</h3>{evidence.length === 0 ? <p className="muted">{t.none}</p> : <EvidenceList evidence={evidence} />}</section>)}</>
}

function Work({ pack: { work, moreWork } }: { pack: Pack }) {
  const t = useWords(meetingWords)
  const say = useText()
  if (work.length === 0) return <section><h3>{t.openWork}</h3><p className="muted">{t.none}</p></section>
  return (
    <section>
      <h3>{t.openWork} <span className="muted">{work.length + moreWork}</span></h3>
      <div className="plain-box" tabIndex={0} role="region" aria-label={t.openWork}>
        <table className="plain">
          <thead><tr><th scope="col">{t.what}</th><th scope="col">{t.lead}</th><th scope="col">{t.due}</th><th scope="col">{t.state}</th></tr></thead>
          <tbody>
            {work.map(({ item, title, lead, due, overdue, state, fromHere }) => (
              <tr key={item}><td><Link href={`${places.work}/${item}`}>{title}</Link>{fromHere && <span className="muted small"> {t.fromHere}</span>}</td><td>{lead?.name ?? '—'}</td><td className="nowrap">{due ?? '—'}{overdue && ` ${t.overdue}`}</td><td className="nowrap">{say(workStates[state])}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      {moreWork > 0 && <p className="muted small">{t.more(moreWork)}</p>}
    </section>
  )
}

function Decisions({ pack: { decisions } }: { pack: Pack }) {
  const t = useWords(meetingWords)
  const say = useText()
  return (
    <section>
      <h3>{t.decisions}</h3>
      {decisions.length === 0 && <p className="muted">{t.none}</p>}
      <ul className={style.tree}>{decisions.map(({ motion, title, state, decidedAt }) => <li key={motion}><div><Link href={`${places.motion}/${motion}`}>{title}</Link><span className="muted">{say(motionStates[state])} · {formatDate(decidedAt)}</span></div></li>)}</ul>
    </section>
  )
}
