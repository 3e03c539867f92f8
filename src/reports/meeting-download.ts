import { asViewer, type Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { readPack } from '../governance/meeting-pack.ts'
import { openMeeting } from '../governance/meetings.ts'
import { hashOf } from '../ledger/canonical.ts'
import { formatDate, formatLongDate, type Lang } from '../shared/format.ts'
import { meetingPapers, type MeetingPaper } from '../shared/meetings.ts'
import { readClusterMeta } from './audience.ts'
import { demoLine } from './document.ts'
import type { ReportFile } from './download.ts'
import { paperSections, type Told } from './meeting-paper.ts'
import type { ReportDocument } from './render/document.ts'
import { formats, renderReport, type ReportFormat } from './render-report.ts'

export type PaperRequest = { paper: MeetingPaper; format: Exclude<ReportFormat, 'xlsx'>; lang?: Lang | undefined }

/** A paper of a meeting as a file, with what its reader may see and no more; set like a report. */
export async function downloadMeetingPaper(db: Db, viewer: Viewer, meeting: number, { paper, format, lang = 'zh' }: PaperRequest, now: Date): Promise<ReportFile> {
  const page = await openMeeting(db, viewer, meeting, now)
  const { pack, meta } = await asViewer(db, viewer, async (tx) => ({ pack: await readPack(tx, viewer, meeting, formatDate(now)), meta: await readClusterMeta(tx, viewer) }), { readOnly: true })
  const document = paperOf({ page, pack, lang }, { paper, demo: meta.demo, now })
  const content = Buffer.from(await renderReport(document, format))
  return { name: `${document.title.replace(/[\\/:*?"<>|\s]+/g, '-')}-${page.day}.${format}`, type: formats[format].type, content }
}

/** A paper as the renderers take it. Approved minutes carry the hash by which they were frozen, all else that of what is printed. */
export function paperOf(told: Told, { paper, demo, now }: { paper: MeetingPaper; demo: boolean; now: Date }): ReportDocument {
  const { page, lang } = told
  const standing = paper === 'minutes' && page.state === 'approved' ? page.editions.at(-1) : undefined
  const blocks = paperSections[paper].flatMap((section) => section(told))
  const draft = paper === 'minutes' && standing === undefined ? { zh: ' · 草稿', en: ' · draft' }[lang] : ''
  return {
    lang, title: { zh: `${page.title}${meetingPapers[paper].zh}`, en: `${page.title}: ${meetingPapers[paper].en}` }[lang], period: `${formatLongDate(page.heldOn ?? page.day, lang)}${draft}`, issuer: page.convenor.name,
    issuedAt: standing?.at ?? now.toISOString(), hash: standing?.sha256 ?? hashOf(blocks), ...(demo ? { demo: demoLine[lang] } : {}), blocks, annexes: [], figures: [],
  }
}
