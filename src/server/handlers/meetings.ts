import { asViewer } from '../../access/viewer.ts'
import { readPack } from '../../governance/meeting-pack.ts'
import { listMeetings } from '../../governance/meeting-view.ts'
import { watchMeeting } from '../../governance/meeting-watch.ts'
import { actOnMeeting, createMeeting, openMeeting } from '../../governance/meetings.ts'
import { downloadMeetingPaper } from '../../reports/meeting-download.ts'
import type { meetingEndpoints } from '../../shared/contract/meetings.ts'
import { formatDate } from '../../shared/format.ts'
import type { Handlers } from '../handler.ts'

/** Meetings: agenda, attendance, minutes, and the papers of a meeting. */
export const meetingHandlers: Pick<Handlers, keyof typeof meetingEndpoints> = {
  listMeetings: ({ query, viewer, context: { db } }) => asViewer(db, viewer, (tx) => listMeetings(tx, viewer, query)),
  getMeeting: ({ params, viewer, context: { db, now } }) => openMeeting(db, viewer, params.meeting, now()),
  createMeeting: ({ body, viewer, context: { db, now } }) => createMeeting(db, viewer, body, now()),
  actOnMeeting: ({ params, body, viewer, context: { db, now } }) => actOnMeeting(db, viewer, params.meeting, body, now()),
  watchMeeting: ({ params, viewer, context: { db } }) => watchMeeting(db, viewer, params.meeting),
  getMeetingPack: ({ params, viewer, context: { db, now } }) => asViewer(db, viewer, (tx) => readPack(tx, viewer, params.meeting, formatDate(now()))),
  downloadMeetingPaper: ({ params: { meeting, paper, format }, query: { lang }, viewer, context: { db, now } }) => downloadMeetingPaper(db, viewer, meeting, { paper, format, lang }, now()),
}
