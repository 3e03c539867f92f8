import { putNotices, readNotices, sendNow } from '../../notices/settings.ts'
import { createWebhook, deleteWebhook, listWebhooks, restartWebhook } from '../../notices/webhooks.ts'
import type { noticeEndpoints } from '../../shared/contract/notices.ts'
import type { Handlers } from '../handler.ts'

/** What leaves the program by itself: digests for people, signed calls for other systems. */
export const noticeHandlers: Pick<Handlers, keyof typeof noticeEndpoints> = {
  getNotices: ({ viewer, context: { db, mailer } }) => readNotices(db, viewer, mailer),
  putNotices: ({ body, viewer, context: { db, mailer } }) => putNotices(db, viewer, body, mailer),
  sendDigest: ({ viewer, context: { db, mailer, baseUrl, now } }) => sendNow(db, viewer, { mailer, baseUrl, now: now() }),
  listWebhooks: ({ viewer, context: { db } }) => listWebhooks(db, viewer),
  createWebhook: ({ body, viewer, context: { db, now } }) => createWebhook(db, viewer, body, now()),
  restartWebhook: async ({ params, viewer, context: { db, now } }) => { await restartWebhook(db, viewer, params.webhook, now()); return {} },
  deleteWebhook: async ({ params, viewer, context: { db } }) => { await deleteWebhook(db, viewer, params.webhook); return {} },
}
