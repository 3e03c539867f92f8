import { seatStates } from '../../../src/shared/posts.ts'
import { useText, useWords, type Output } from '../../parts/index.ts'
import { postWords } from '../../words/posts.ts'
import style from './posts.module.css'

export type Post = Output<'listPosts'>['posts'][number]
export type Seat = Post['seats'][number]

/** Who is meant: the organisation, and the person where they are named. */
export function holderOf({ organisation, person }: { organisation: { name: string }; person: string | null }): string {
  return person === null ? organisation.name : `${person} · ${organisation.name}`
}

/** The seats of a post or body: how each stands today, who holds it until when, who comes. */
export function Seats({ post: { title, seats } }: { post: Pick<Post, 'title' | 'seats'> }) {
  const t = useWords(postWords)
  const say = useText()
  return (
    <ul className={style.seats} aria-label={`${title} · ${t.seats}`}>
      {seats.map((seat) => (
        <li key={seat.seat} data-state={seat.state}>
          <span className="muted">{seat.title === title ? t.holder : seat.title}</span>
          <span className={style.state}>{say(seatStates[seat.state])}</span>
          <div><p>{seat.term ? holderOf(seat.term) : t.nobody}</p>{seat.standIn && <p className="small">{t.standsIn(holderOf(seat.standIn), seat.standIn.until)}</p>}</div>
          <Days seat={seat} />
        </li>
      ))}
    </ul>
  )
}

function Days({ seat: { term, next, past } }: { seat: Seat }) {
  const t = useWords(postWords)
  const last = term === null ? past[0] : undefined
  return (
    <div className="small">
      {term && <p>{t.term(term.from, term.until)}</p>}
      {last?.until && <p className="muted">{t.last(holderOf(last), last.until)}</p>}
      {next[0] && <p>{t.comes(holderOf(next[0]), next[0].from)}</p>}
    </div>
  )
}
