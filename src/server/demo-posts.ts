import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { asViewer, type Viewer } from '../access/viewer.ts'
import { listPosts } from '../governance/post-view.ts'
import { actOnPost, createPost } from '../governance/posts.ts'
import { dayAfter } from '../shared/calendar.ts'
import type { Answer } from '../shared/contract/index.ts'
import { postEndpoints, type PostAct } from '../shared/contract/posts.ts'
import { formatDate } from '../shared/format.ts'
import type { Context } from './handler.ts'

const days = { from: z.number().int().describe('days after the day of loading'), until: z.number().int().nullable() }
const person = z.string().nullable()
const demoPosts = z.array(z.strictObject({
  post: postEndpoints.createPost.body, under: z.string().nullable().describe('title of the post above, which comes first'),
  terms: z.array(z.strictObject({ seat: z.number().int(), code: z.string(), person, ...days, basis: z.string(), standIn: z.strictObject({ code: z.string(), person, from: z.number().int(), until: z.number().int(), reason: z.string() }).optional() })),
}))
type DemoPost = z.output<typeof demoPosts>[number]
type Page = Answer<typeof postEndpoints.getPost>

type Loading = { file: string; organisationOf: (creditCode: string) => Promise<number> }

/** Sets up the posts and bodies of the demo and appoints who holds them. Where there are any already, they stay as they are. */
export async function loadPosts(context: Context, viewer: Viewer, { file, organisationOf }: Loading): Promise<void> {
  const { db, now } = context
  const { posts } = await asViewer(db, viewer, (tx) => listPosts(tx, viewer, formatDate(now())))
  if (posts.length > 0) return
  const made = new Map<string, number>()
  for (const demo of demoPosts.parse(JSON.parse(await readFile(file, 'utf8')))) {
    const page = await createPost(db, viewer, { ...demo.post, above: demo.under === null ? null : made.get(demo.under) ?? null }, now())
    made.set(demo.post.title, page.post)
    await appointAll(context, viewer, { page, demo, organisationOf })
  }
}

async function appointAll({ db, now }: Context, viewer: Viewer, { page, demo, organisationOf }: { page: Page; demo: DemoPost } & Pick<Loading, 'organisationOf'>): Promise<void> {
  const on = (offset: number): string => dayAfter(formatDate(now()), offset)
  let { version } = page
  const act = async (event: PostAct['event'], input: object): Promise<void> => {
    version = (await actOnPost(db, viewer, page.post, { event, version, input } as PostAct, now())).version
  }
  for (const { seat, code, person: name, from, until, basis, standIn } of demo.terms) {
    await act('appoint', { seat, organisation: await organisationOf(code), person: name, from: on(from), until: until === null ? null : on(until), basis })
    if (standIn) await act('substitute', { seat, organisation: await organisationOf(standIn.code), person: standIn.person, from: on(standIn.from), until: on(standIn.until), reason: standIn.reason })
  }
}
