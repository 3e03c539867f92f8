import { Link } from 'wouter'
import { formatDate } from '../../src/shared/format.ts'
import { postKinds, postStates } from '../../src/shared/posts.ts'
import { governanceTasks } from '../../src/shared/vocabulary.ts'
import { Acts, Happened, Loaded, PageHead, useAct, useCall, useRegion, useText, useWords, type Filled, type Output, type PageInput } from '../parts/index.ts'
import { postWords } from '../words/posts.ts'
import type { PageProps } from './index.ts'
import { postOf } from './posts/fields.ts'
import { usePostForms } from './posts/forms.ts'
import { ProposeForCharter } from './posts/propose.tsx'
import { holderOf, Seats, type Seat } from './posts/seats.tsx'
import style from './posts/posts.module.css'

type Post = Output<'getPost'>

/** One post or body: its seats, its terms, what may be done. */
export default function PostPage({ params }: PageProps) {
  const t = useWords(postWords)
  const query = useCall('getPost', { params: { post: Number(params.post) } })
  const back = <Link href="/posts">{t.title}</Link>
  return <Loaded query={query} head={<PageHead title={t.title} back={back} />}>{(post) => (
    <>
      <PageHead title={post.title} back={back} action={post.state === 'standing' && <ProposeForCharter post={post} />} />
      <Facts post={post} />
      <section className="section"><h2>{t.seats}</h2><Seats post={post} /></section>
      <div className="section"><Events post={post} /></div>
      <Terms post={post} />
      <Conflicts post={post} />
      <Happened events={post.events} />
    </>
  )}</Loaded>
}

function Facts({ post: { task, kind, state, region, above, text, named } }: { post: Post }) {
  const t = useWords(postWords)
  const say = useText()
  const regionName = useRegion({ codes: true })
  return (
    <dl className="facts">
      <div><dt>{t.kind}</dt><dd>{say(postKinds[kind])}</dd></div>
      <div><dt>{t.state}</dt><dd>{say(postStates[state])}</dd></div>
      <div><dt>{t.task}</dt><dd>{task} {say(governanceTasks[task])}</dd></div>
      <div><dt>{t.region}</dt><dd>{region === null ? '—' : regionName(region)}</dd></div>
      <div><dt>{t.aboveName}</dt><dd>{above === null ? t.noAbove : <Link href={`/posts/${above.id}`}>{above.name}</Link>}</dd></div>
      <div><dt>{t.charter}</dt><dd>{named.length === 0 ? t.notNamed : named.map((row) => <span key={row.task}>{t.named(row.task, row.part === 'centre' ? t.centre : t.support)} · {say(row.duty)} </span>)}</dd></div>
      <div><dt>{t.duty}</dt><dd style={{ whiteSpace: 'pre-line' }}>{text || '—'}</dd></div>
    </dl>
  )
}

function Events({ post }: { post: Post }) {
  const act = useAct('actOnPost')
  const forms = usePostForms(post)
  return (
    <Acts
      forms={forms} may={post.may} version={post.version} log={post.events} pending={act.isPending} error={act.error} onStart={act.reset}
      onAct={(event, filled, done, { version, changed }) => act.mutate({ params: { post: post.post }, body: { event, version, input: inputOf(event, event === 'edit' ? changed : filled) } } as unknown as PageInput<'actOnPost'>, { onSuccess: done })}
    />
  )
}

/** Choices are words in a form and numbers in the API. */
function inputOf(event: string, filled: Filled): Filled {
  if (event === 'edit') return { ...postOf(filled), ...(filled.text === null ? { text: '' } : {}) }
  const numbers = ['seat', 'term', 'motion'].filter((key) => filled[key] !== undefined).map((key) => [key, Number(filled[key])] as const)
  return { ...filled, ...Object.fromEntries(numbers) }
}

/** Every term of every seat, the last first. */
function Terms({ post: { seats } }: { post: Post }) {
  const t = useWords(postWords)
  const rows = seats.flatMap((seat) => [...[...seat.next].reverse(), ...(seat.term ? [seat.term] : []), ...seat.past].map((term) => ({ seat, term })))
  return (
    <section className="section">
      <h2>{t.history}</h2>
      {rows.length === 0 ? <p className="muted">{t.noHistory}</p> : (
        <div className="plain-box" tabIndex={0} role="region" aria-label={t.history}>
          <table className={`plain ${style.terms}`}>
            <thead><tr><th scope="col">{t.holder}</th><th scope="col">{t.seat}</th><th scope="col">{t.span}</th><th scope="col">{t.basis}</th><th scope="col">{t.standIns}</th><th scope="col">{t.ended}</th></tr></thead>
            <tbody>{rows.map(({ seat, term }) => <TermRow key={term.term} seat={seat} term={term} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function TermRow({ seat, term }: { seat: Seat; term: NonNullable<Seat['term']> }) {
  const t = useWords(postWords)
  const { motion, text } = term.basis
  return (
    <tr>
      <th scope="row">{holderOf(term)}</th><td className="nowrap">{seat.title}</td><td className="nowrap">{t.term(term.from, term.until)}</td>
      <td>{motion === null ? text : <Link href={`/motions/${motion}`}>{text}</Link>}</td>
      <td>{term.standIns.length === 0 ? '—' : term.standIns.map((one) => <p key={one.from} style={{ margin: 0 }}>{holderOf(one)} · {t.term(one.from, one.until)} · {one.reason}</p>)}</td><td>{term.ended?.reason ?? '—'}</td>
    </tr>
  )
}

function Conflicts({ post: { conflicts } }: { post: Post }) {
  const t = useWords(postWords)
  if (conflicts.length === 0) return null
  return (
    <section className="section">
      <h2>{t.conflicts}</h2>
      <p className="muted small">{t.conflictsWhat}</p>
      <ul>{conflicts.map(({ organisation, motion, text, at }) => <li key={`${organisation.id} ${motion.id}`}>{organisation.name} · <Link href={`/motions/${motion.id}`}>{motion.name}</Link> · {text} <span className="muted">{formatDate(at)}</span></li>)}</ul>
    </section>
  )
}
