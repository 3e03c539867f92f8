import { Link } from 'wouter'
import { formatDate, formatPercent } from '../../../src/shared/format.ts'
import { methods, stances } from '../../../src/shared/governance.ts'
import { meetingStates } from '../../../src/shared/meetings.ts'
import { actorTypes } from '../../../src/shared/vocabulary.ts'
import { ActorBadge, useText, useWords, type Output } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { meetingWords } from '../../words/meetings.ts'
import { motionWords } from '../../words/motions.ts'
import style from '../governance/governance.module.css'

type Motion = Output<'getMotion'>

/** Who must be consulted, and what came of it: an answer, or silence on record. */
export function Consultation({ motion }: { motion: Motion }) {
  const t = useWords(motionWords)
  const g = useWords(governanceWords)
  const say = useText()
  const terms = motion.method === null ? [] : [say(methods[motion.method]), `${g.quorum} ${formatPercent(motion.quorum, 0)}`, motion.secret ? t.isSecret : t.isOpen]
  return (
    <section className={style.block}>
      <h2>{t.consultation} {motion.consultUntil && <span className="muted">{t.until(formatDate(motion.consultUntil))}</span>}</h2>
      {motion.method === null ? <p className="muted">{t.notConsulted}</p> : <p className="muted"><Form heldAt={motion.heldAt} /> · {terms.join(' · ')}</p>}
      {motion.consulted.length > 0 && (
        <table className="plain"><tbody>{motion.consulted.map(({ actorType, title, answered, lapsed }) => (
          <tr key={title.zh}><th scope="row"><ActorBadge type={actorType} />{title.zh !== actorTypes[actorType].zh && ` ${say(title)}`}</th><td>{answered ? `✓ ${t.answered}` : lapsed ? `— ${t.lapsed}` : `… ${t.awaited}`}</td></tr>
        ))}</tbody></table>
      )}
    </section>
  )
}

/** In writing, or at which meeting and whether it was held. */
function Form({ heldAt }: Pick<Motion, 'heldAt'>) {
  const say = useText()
  const t = useWords(motionWords)
  const m = useWords(meetingWords)
  if (heldAt === null) return <>{t.inWriting}</>
  const title = m.title(heldAt.title, heldAt.day)
  return <>{t.atMeeting} {heldAt.seen ? <Link href={`/meetings/${heldAt.meeting}`}>{title}</Link> : title}{say({ zh: '，', en: ', ' })}{heldAt.heldOn === null ? t.notHeld : t.heldOn(heldAt.heldOn)}</>
}

/** The meetings on whose agenda it stands or stood, of those whoever looks sits at. */
export function MeetingsBlock({ motion: { meetings } }: { motion: Motion }) {
  const t = useWords(motionWords)
  const m = useWords(meetingWords)
  const say = useText()
  if (meetings.length === 0) return null
  return (
    <section className={style.block}>
      <h2>{t.meetings} <span className="muted">{meetings.length}</span></h2>
      <ul className={style.tree}>{meetings.map(({ meeting, title, day, heldOn, state, stands }) => (
        <li key={meeting}><div><Link href={`/meetings/${meeting}`}>{m.title(title, heldOn ?? day)}</Link><span className="muted">{say(meetingStates[state])}{!stands && ` · ${t.offAgenda}`}</span></div></li>
      ))}</ul>
    </section>
  )
}

/** Opinions, each with its answer: adopted or not, and why. */
export function Opinions({ motion: { opinions, method } }: { motion: Motion }) {
  const t = useWords(motionWords)
  const g = useWords(governanceWords)
  if (method === null) return null
  const say = useText()
  return (
    <section className={style.block}>
      <h2>{t.opinions} <span className="muted">{opinions.length}</span></h2>
      {opinions.length === 0 && <p className="muted">{t.noOpinions}</p>}
      <ol className={style.opinions}>{opinions.map(({ opinion, organisation, stance, text, at, meeting, answer }) => (
        <li key={opinion}>
          <p><strong>{t.opinionNumber(opinion, organisation.name)}</strong> <span className="muted">{say(stances[stance])} · {formatDate(at)}{meeting !== null && ` · ${t.saidAt}`}</span></p>
          <p className={style.prose}>{text}</p>
          {answer ? <p className={style.answer} data-adopted={answer.adopted}><strong>{answer.adopted ? `✓ ${g.adopted}` : `× ${g.notAdopted}`}</strong> {answer.reason}</p> : <p className="muted">{t.unanswered}</p>}
        </li>
      ))}</ol>
    </section>
  )
}
