import { createCalendarLink, listCalendarLinks, openCalendarLink, revokeCalendarLink } from '../../access/calendar-links.ts'
import type { Viewer } from '../../access/viewer.ts'
import { exportCalendar } from '../../governance/calendar.ts'
import type { calendarEndpoints } from '../../shared/contract/calendar.ts'
import type { Context, FileAnswer, Handlers } from '../handler.ts'

/** The dates of mechanisms and meetings as iCalendar: saved by who is signed in, or read by a calendar program at a secret address. */
export const calendarHandlers: Pick<Handlers, keyof typeof calendarEndpoints> = {
  exportCalendar: ({ viewer, context }) => calendarOf(viewer, context),
  listCalendarLinks: ({ viewer, context: { db } }) => listCalendarLinks(db, viewer),
  createCalendarLink: async ({ body, viewer, context: { db, baseUrl } }) => {
    const { token, ...link } = await createCalendarLink(db, viewer, body.name)
    return { ...link, url: `${baseUrl}/api/clusters/${viewer.cluster}/calendar/feed/${token}` }
  },
  revokeCalendarLink: async ({ params, viewer, context: { db } }) => { await revokeCalendarLink(db, viewer, params.link); return {} },
  readCalendarFeed: async ({ params, context, actsFor }) => {
    const { viewer, link } = await openCalendarLink(context.db, params, context.now())
    actsFor(viewer, { link })
    return calendarOf(viewer, context)
  },
}

async function calendarOf(viewer: Viewer, { db, baseUrl, now }: Context): Promise<FileAnswer> {
  return { name: `${viewer.cluster}.ics`, type: 'text/calendar', content: await exportCalendar(db, viewer, { baseUrl, now: now() }) }
}
