import { formatDate } from '../../../src/shared/format.ts'
import { choices } from '../../../src/shared/governance.ts'
import { actorTypes, type ActorType } from '../../../src/shared/vocabulary.ts'
import { ActorBadge, useText, useWords, type Output } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { motionWords } from '../../words/motions.ts'
import style from '../governance/governance.module.css'

type Motion = Output<'getMotion'>
type Seat = Motion['seats'][number]

/** Who may vote, who has, who declared a conflict, who votes for whom. In a secret ballot only one's own choice is shown. */
export function BallotBlock({ motion }: { motion: Motion }) {
  const t = useWords(motionWords)
  return (
    <section className={style.block}>
      <h2>{t.ballot} {motion.closesOn && <span className="muted">{t.closes} {formatDate(motion.closesOn)}{motion.secret && ` · ${t.isSecret}`}</span>}</h2>
      {motion.conflicts.length > 0 && (
        <><h3>{t.conflicts}</h3><ul>{motion.conflicts.map(({ organisation, text }) => <li key={organisation.id}><strong>{organisation.name}</strong> {text}</li>)}</ul></>
      )}
      {motion.seats.length === 0 ? <p className="muted">{t.noBallot}</p> : <Seats motion={motion} />}
    </section>
  )
}

function Seats({ motion }: { motion: Motion }) {
  const t = useWords(motionWords)
  const g = useWords(governanceWords)
  const vote = useVoteWords(motion)
  return (
    <div className="plain-box" tabIndex={0} role="region" aria-label={t.ballot}>
      <table className="plain">
        <thead><tr><th scope="col">{t.seat}</th><th scope="col">{g.chamber}</th><th scope="col">{g.choice}</th><th scope="col">{g.reason}</th></tr></thead>
        <tbody>{motion.seats.map((seat) => <tr key={seat.organisation.id}><th scope="row">{seat.organisation.name}</th><td><Chamber chamber={seat.chamber} /></td><td>{vote(seat)}</td><td>{seat.reason ?? ''}</td></tr>)}</tbody>
      </table>
    </div>
  )
}

function useVoteWords({ seats, conflicts }: Motion): (seat: Seat) => string {
  const t = useWords(motionWords)
  const say = useText()
  return ({ organisation, choice, voted, delegatedTo }) => {
    if (conflicts.some((one) => one.organisation.id === organisation.id)) return t.conflicted
    if (delegatedTo !== null) return t.delegated(seats.find((one) => one.organisation.id === delegatedTo)?.organisation.name ?? `#${delegatedTo}`)
    if (choice !== null) return say(choices[choice])
    return voted ? t.voted : t.notVoted
  }
}

/** A chamber is an actor type, or has a name of its own. */
function Chamber({ chamber }: { chamber: string }) {
  return chamber in actorTypes ? <ActorBadge type={chamber as ActorType} /> : <>{chamber}</>
}

/** How it came out and why, chamber by chamber; who dissented; the hash of what was decided on. */
export function ResultBlock({ motion, tally }: { motion: Motion; tally: NonNullable<Motion['tally']> }) {
  const t = useWords(motionWords)
  const g = useWords(governanceWords)
  const say = useText()
  return (
    <section className={style.block}>
      <h2>{t.result}</h2>
      <div className={style.result}>
        <p><strong>{say(tally.why)}</strong>{motion.reviewOn && ` · ${t.review(formatDate(motion.reviewOn))}`}</p>
        {motion.frozen && <p className="muted small">{t.frozen} · <code className={style.hash} data-hint={motion.frozen}>{g.hash} {motion.frozen.slice(0, 16)}…</code></p>}
      </div>
      <div className="plain-box" tabIndex={0} role="region" aria-label={t.result}>
        <table className="plain">
          <thead><tr><th scope="col">{g.chamber}</th>{[t.seats, t.present, say(choices.yes), say(choices.no), say(choices.abstain)].map((title) => <th key={title} scope="col" className="number">{title}</th>)}</tr></thead>
          <tbody>{tally.chambers.map(({ chamber, seats, present, yes, no, abstain }) => <tr key={chamber}><th scope="row"><Chamber chamber={chamber} /></th>{[seats, present, yes, no, abstain].map((n, at) => <td key={at} className="number">{n}</td>)}</tr>)}</tbody>
        </table>
      </div>
      {motion.dissents.length > 0 && <><h3>{t.dissents}</h3><ul>{motion.dissents.map(({ organisation, text, at }) => <li key={`${organisation.id} ${at}`}><strong>{organisation.name}</strong> {text}</li>)}</ul></>}
    </section>
  )
}
