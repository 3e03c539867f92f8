import { asViewer } from '../../access/viewer.ts'
import { actOnPost, createPost, openPost } from '../../governance/posts.ts'
import { listPosts } from '../../governance/post-view.ts'
import type { postEndpoints } from '../../shared/contract/posts.ts'
import { formatDate } from '../../shared/format.ts'
import type { Handlers } from '../handler.ts'

/** Posts and bodies: who holds which seat, since when and until when. */
export const postHandlers: Pick<Handlers, keyof typeof postEndpoints> = {
  listPosts: ({ viewer, context: { db, now } }) => asViewer(db, viewer, (tx) => listPosts(tx, viewer, formatDate(now()))),
  getPost: ({ params, viewer, context: { db, now } }) => openPost(db, viewer, params.post, now()),
  createPost: ({ body, viewer, context: { db, now } }) => createPost(db, viewer, body, now()),
  actOnPost: ({ params, body, viewer, context: { db, now } }) => actOnPost(db, viewer, params.post, body, now()),
}
