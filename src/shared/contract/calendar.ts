import { z } from 'zod'
import { cluster, id, moment, type Endpoint } from './endpoint.ts'
import { words } from './governance.ts'

const linkShape = { link: z.number(), name: z.string(), madeAt: moment, usedAt: moment.nullable().describe('when a calendar program last read it') }
const link = z.object(linkShape)
const calendar = ['text/calendar'] as const

export const calendarEndpoints = {
  exportCalendar: { method: 'GET', path: '/api/clusters/:cluster/calendar', access: 'member', params: cluster, file: calendar, summary: { zh: '下载机制和会议的日程（iCalendar）', en: 'Save the dates of mechanisms and meetings (iCalendar)' } },
  listCalendarLinks: { method: 'GET', path: '/api/clusters/:cluster/calendar/links', access: 'member', params: cluster, response: z.array(link), summary: { zh: '我的日历链接', en: 'My calendar links' } },
  createCalendarLink: {
    method: 'POST', path: '/api/clusters/:cluster/calendar/links', access: 'member', params: cluster, body: z.strictObject({ name: words(100).describe('for which device or program') }),
    response: z.object({ ...linkShape, url: z.string().describe('shown this once') }), summary: { zh: '生成日历链接', en: 'Make a calendar link' },
  },
  revokeCalendarLink: { method: 'DELETE', path: '/api/clusters/:cluster/calendar/links/:link', access: 'member', params: cluster.extend({ link: id }), response: z.object({}), summary: { zh: '撤销日历链接', en: 'Revoke a calendar link' } },
  readCalendarFeed: {
    method: 'GET', path: '/api/clusters/:cluster/calendar/feed/:token', access: 'anyone', params: cluster.extend({ token: z.string().min(1).max(200) }), file: calendar,
    summary: { zh: '由日历链接读取日程：所见与链接的主人相同', en: 'The dates at a calendar link, as its owner sees them' },
  },
} satisfies Record<string, Endpoint>
