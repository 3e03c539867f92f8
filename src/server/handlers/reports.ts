import { asViewer } from '../../access/viewer.ts'
import { downloadReport, layReportPages } from '../../reports/download.ts'
import { issueReport } from '../../reports/issue.ts'
import { placeAnalysis, removeAnalysis } from '../../reports/place.ts'
import { createReport, getReport, listReports, putReportText } from '../../reports/report.ts'
import type { reportEndpoints } from '../../shared/contract/reports.ts'
import type { Handlers } from '../handler.ts'

/** Monthly reports: draft, write, issue, take along. */
export const reportHandlers: Pick<Handlers, keyof typeof reportEndpoints> = {
  listReports: ({ viewer, context: { db } }) => asViewer(db, viewer, (tx) => listReports(tx, viewer), { readOnly: true }),
  createReport: ({ body, viewer, context: { db, now } }) => createReport(db, viewer, body, now()),
  getReport: ({ params, query, viewer, context: { db, now } }) => getReport(db, viewer, params.report, { lang: query.lang, now: now() }),
  putReportText: ({ params, body, viewer, context: { db, now } }) => putReportText(db, viewer, params.report, { key: params.key, ...body }, now()),
  layReportPages: ({ params, body, viewer, context: { db, now } }) => layReportPages(db, viewer, params.report, body, now()),
  placeAnalysis: ({ params, body, viewer, context: { db, now } }) => placeAnalysis(db, viewer, params.report, body, now()),
  removeAnalysis: ({ params, viewer, context: { db, now } }) => removeAnalysis(db, viewer, params.report, params.key, now()),
  issueReport: ({ params, body, viewer, context: { db, now } }) => issueReport(db, viewer, params.report, body, now()),
  downloadReport: ({ params, query, viewer, context: { db, now, baseUrl } }) =>
    downloadReport(db, viewer, params.report, { format: params.format, lang: query.lang, baseUrl }, now()),
}
