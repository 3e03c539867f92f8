import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { chiefs, postKinds, trinity, type PostKind } from '../../src/shared/posts.ts'
import { governanceTasks, keysOf, type GovernanceTask } from '../../src/shared/vocabulary.ts'
import { Empty, FormDialog, Loaded, PageHead, useAct, useCall, useRegion, useText, useWords, type Field, type PageInput } from '../parts/index.ts'
import { postWords } from '../words/posts.ts'
import { postOf, usePostFields } from './posts/fields.ts'
import { Seats, type Post } from './posts/seats.tsx'
import style from './posts/posts.module.css'

const groups: readonly { title: 'chiefs' | 'organisation' | 'committees' | 'teams' | 'others'; kinds: readonly PostKind[] }[] = [
  { title: 'chiefs', kinds: [...chiefs].reverse() }, { title: 'organisation', kinds: ['officer', 'board', 'executive', 'advice'] },
  { title: 'committees', kinds: ['advisory'] }, { title: 'teams', kinds: ['team'] }, { title: 'others', kinds: ['own'] },
]

/** Posts and bodies: who holds which seat until when, and what is vacant. */
export default function PostsPage() {
  const t = useWords(postWords)
  const query = useCall('listPosts', {})
  const tasks = query.data?.mayEstablish ?? []
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={tasks.length > 0 && <Establish tasks={tasks} />} />
      <Loaded query={query} isEmpty={({ posts }) => posts.length === 0} empty={<Empty title={t.emptyTitle}>{t.emptyWhat}</Empty>}>{({ posts }) => <Groups posts={posts} />}</Loaded>
    </>
  )
}

function Groups({ posts }: { posts: readonly Post[] }) {
  const t = useWords(postWords)
  const standing = posts.filter(({ state }) => state === 'standing')
  const seats = standing.flatMap((post) => post.seats)
  const count = (...states: readonly string[]): number => seats.filter(({ state }) => states.includes(state)).length
  const abolished = posts.filter(({ state }) => state === 'abolished')
  return (
    <>
      <p>{t.counts(seats.length, count('vacant', 'lapsed'), count('endsSoon'))}</p>
      {groups.map(({ title, kinds }) => {
        const own = kinds.flatMap((kind) => standing.filter((post) => post.kind === kind))
        return own.length === 0 ? null : <section key={title} className="section"><h2>{t[title]}</h2>{title === 'organisation' && <Trinity posts={own} />}<List posts={own} /></section>
      })}
      {abolished.length > 0 && <section className="section"><h2>{t.abolished}</h2><ul>{abolished.map(({ post, title }) => <li key={post}><Link href={`/posts/${post}`}>{title}</Link></li>)}</ul></section>}
    </>
  )
}

/** Whether all three functions are there, and held. */
function Trinity({ posts }: { posts: readonly Post[] }) {
  const t = useWords(postWords)
  const say = useText()
  const lineOf = (kind: keyof typeof trinity): string => {
    const own = posts.filter((post) => post.kind === kind)
    if (own.length === 0) return t.absent(say(trinity[kind]))
    return own.some(({ seats }) => seats.some(({ term }) => term !== null)) ? t.there(say(trinity[kind])) : t.empty(say(trinity[kind]))
  }
  return <div className="small row"><span className="muted">{t.trinityWhat}</span><ul className={style.functions}>{keysOf(trinity).map((kind) => <li key={kind}>{lineOf(kind)}</li>)}</ul></div>
}

function List({ posts }: { posts: readonly Post[] }) {
  return <ul className={style.posts}>{posts.map((post) => <li key={post.post}><h3><Link href={`/posts/${post.post}`}>{post.title}</Link></h3><About post={post} /><Seats post={post} /></li>)}</ul>
}

function About({ post: { kind, region, above, named } }: { post: Post }) {
  const t = useWords(postWords)
  const say = useText()
  const regionName = useRegion({ codes: true })
  const facts = [say(postKinds[kind]), ...(region === null ? [] : [regionName(region)]), ...(above === null ? [] : [t.above(above.name)]), ...named.map(({ task, part }) => t.named(task, part === 'centre' ? t.centre : t.support))]
  return <p className={`${style.about} muted small`}>{facts.map((fact) => <span key={fact}>{fact}</span>)}</p>
}

/** Whoever administers a task sets one up. */
function Establish({ tasks }: { tasks: readonly GovernanceTask[] }) {
  const t = useWords(postWords)
  const say = useText()
  const [, navigate] = useLocation()
  const [opened, setOpened] = useState(false)
  const fields = usePostFields()
  const create = useAct('createPost', { onDone: ({ post }) => navigate(`/posts/${post}`) })
  const task: Field = { key: 'task', kind: 'choice', label: t.task, options: tasks.map((value) => ({ value, label: `${value} ${say(governanceTasks[value])}` })) }
  return (
    <>
      <Button onClick={() => { create.reset(); setOpened(true) }}>{t.establish}</Button>
      {opened && <FormDialog title={t.establish} lead={t.establishLead} fields={[task, ...fields]} action={t.establish} pending={create.isPending} error={create.error} onClose={() => setOpened(false)} onSubmit={(filled) => create.mutate({ body: postOf(filled) } as unknown as PageInput<'createPost'>)} />}
    </>
  )
}
