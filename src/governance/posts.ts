import { asProgram, asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import type { PostAct, postEndpoints } from '../shared/contract/posts.ts'
import { formatDate } from '../shared/format.ts'
import { readActorTypes, readBodies } from './bodies.ts'
import { readCharter } from './charter.ts'
import { stampOf } from './motion-world.ts'
import { getPost } from './post-view.ts'
import type { Stamp } from './rules/machine.ts'
import { noPost, postMachine, spansOf, type Post, type PostWorld } from './rules/post.ts'
import { rightsIn } from './rules/rights.ts'
import { changedMeanwhile, lockChain, newItem, readState, type Stored } from './store.ts'
import { plainFace, takeStep, type Thread } from './thread.ts'

type Page = Answer<typeof postEndpoints.getPost>
type NewPost = Checked<typeof postEndpoints.createPost>['body']
type Asked = { stamp: Stamp; organisations: readonly number[]; motion?: number | undefined }

/** What stands above is the parent of a post. */
const thread: Thread<Post, PostWorld> = {
  kind: 'post', machine: postMachine, faceOf: ({ task, title, state, above, region }) => ({ ...plainFace, task, title, state, parent: above, region }),
}

/** Sets up a post or a body; nobody holds it yet. */
export function createPost(db: Db, viewer: Viewer, input: NewPost, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const nothing: Stored<Post> = { item: await newItem(tx), version: 0, state: { ...noPost, task: input.task } }
    const world = await worldOf(tx, viewer, nothing, { stamp: stampOf(viewer, now), organisations: [] })
    await take(tx, viewer, { stored: nothing, act: { event: 'establish', input }, world })
    return getPost(tx, viewer, nothing.item, world)
  })
}

/** One event on a post, decided on the version that was read. */
export function actOnPost(db: Db, viewer: Viewer, item: number, act: PostAct, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stored = await readState<Post>(tx, viewer, 'post', item)
    if (stored.version !== act.version) throw changedMeanwhile(stored, act)
    const organisations = 'organisation' in act.input ? [act.input.organisation] : []
    const world = await worldOf(tx, viewer, stored, { stamp: stampOf(viewer, now), organisations, motion: act.event === 'appoint' ? act.input.motion : undefined })
    await take(tx, viewer, { stored, act, world })
    return getPost(tx, viewer, item, world)
  })
}

export function openPost(db: Db, viewer: Viewer, item: number, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    const stored = await readState<Post>(tx, viewer, 'post', item)
    return getPost(tx, viewer, item, await worldOf(tx, viewer, stored, { stamp: stampOf(viewer, now), organisations: [] }))
  })
}

/** Writes the event and, with it, who acts when. */
async function take(tx: Tx, viewer: Viewer, step: Parameters<typeof takeStep<Post, PostWorld>>[3]): Promise<void> {
  const { item } = step.stored
  const spans = spansOf(await takeStep(tx, viewer, thread, step))
  await asProgram(tx, viewer, async () => {
    await tx.query(sql`delete from post_span where cluster_id = ${viewer.cluster} and item_id = ${item}`)
    await tx.query(sql`
      insert into post_span (cluster_id, item_id, seat, from_date, until_date, organisation_id)
      select ${viewer.cluster}, ${item}::bigint, seat, "from", until, organisation from jsonb_to_recordset(${json(spans)}) as made(seat integer, "from" date, until date, organisation bigint)`)
  })
}

async function worldOf(tx: Tx, viewer: Viewer, { item, version, state: { task } }: Stored<Post>, { stamp, organisations, motion }: Asked): Promise<PostWorld> {
  const today = formatDate(stamp.at)
  const { assignments } = await readCharter(tx, viewer, today)
  const known = organisations.length === 0 ? [] : [...(await readActorTypes(tx, viewer, organisations)).keys(), ...(await readBodies(tx, viewer)).map(({ organisation }) => organisation)]
  const decisions = motion === undefined ? [] : await tx.query<NonNullable<PostWorld['decision']>>(sql`select title, state, task from governance_item where cluster_id = ${viewer.cluster} and item_id = ${motion} and kind = 'motion'`)
  const standing = await tx.query<{ post: number; above: number | null }>(sql`select item_id as post, parent_id as above from governance_item where cluster_id = ${viewer.cluster} and kind = 'post' and state = 'standing'`)
  return {
    ...stamp, today, rights: rightsIn(assignments, task, viewer), isKnown: (organisation) => known.includes(organisation), decision: decisions[0] ?? null,
    above: new Map(standing.map(({ post, above }) => [post, above])), self: version === 0 ? null : item, named: assignments.filter(({ postId }) => postId === item).map((row) => row.task),
  }
}
