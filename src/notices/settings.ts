import { asViewer, type Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { noticeEndpoints } from '../shared/contract/notices.ts'
import type { Answer } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import type { NoticeRule, Pace } from '../shared/notices.ts'
import { letterOf } from './digest.ts'
import type { Mailer } from './mailer.ts'
import { digestFor, personIn } from './readers.ts'

type Settings = Answer<typeof noticeEndpoints.getNotices>
type Row = { pace: Pace; hour: number; quietFrom: number | null; quietTo: number | null; failure: string | null }

const usual = { pace: 'none', hour: 8, quiet: null, failure: null } as const satisfies NoticeRule & { failure: null }

/** By what rule the viewer is written to in this cluster; nobody is until they ask for it. */
export function readNotices(db: Db, viewer: Viewer, mailer: Mailer | undefined): Promise<Settings> {
  return asViewer(db, viewer, async (tx) => {
    const [row] = await tx.query<Row>(sql`
      select pace, hour, quiet_from as "quietFrom", quiet_to as "quietTo", failure from notice_setting where cluster_id = ${viewer.cluster} and account_id = ${viewer.account}`)
    const { email } = await personIn(tx, viewer.cluster, viewer.account!)
    return { ...(row ? { pace: row.pace, hour: row.hour, quiet: quietOf(row), failure: row.failure } : usual), email, canMail: mailer !== undefined }
  })
}

export function quietOf({ quietFrom, quietTo }: { quietFrom: number | null; quietTo: number | null }): NoticeRule['quiet'] {
  return quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo }
}

/** Sets the rule. What waits now counts as said only when a digest says it. */
export async function putNotices(db: Db, viewer: Viewer, { pace, hour, quiet }: NoticeRule, mailer: Mailer | undefined): Promise<Settings> {
  await asViewer(db, viewer, (tx) => tx.query(sql`
    insert into notice_setting (cluster_id, account_id, pace, hour, quiet_from, quiet_to)
    values (${viewer.cluster}, ${viewer.account}, ${pace}, ${hour}, ${quiet?.from ?? null}, ${quiet?.to ?? null})
    on conflict (cluster_id, account_id) do update set pace = excluded.pace, hour = excluded.hour, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, failure = null`))
  return readNotices(db, viewer, mailer)
}

/** Writes the viewer's digest to them at once, whatever their rule. */
export async function sendNow(db: Db, viewer: Viewer, { mailer, baseUrl, now }: { mailer: Mailer | undefined; baseUrl: string; now: Date }): Promise<{ email: string }> {
  if (!mailer) throw noMailServer()
  const person = await asViewer(db, viewer, (tx) => personIn(tx, viewer.cluster, viewer.account!))
  const letter = letterOf(await digestFor(db, viewer, now), { ...person, cluster: viewer.cluster, baseUrl })
  await mailer.send(person.email, letter).catch((error: unknown) => { throw notSent(person.email, error) })
  return { email: person.email }
}

function noMailServer(): AppError {
  return new AppError('mail-unavailable', {
    zh: '没有设置邮件服务器。请由维护服务器的人设置环境变量 POLYCENTER_SMTP_URL 和 POLYCENTER_MAIL_FROM 后重新启动。', en: 'No mail server is set. Whoever runs the server sets POLYCENTER_SMTP_URL and POLYCENTER_MAIL_FROM and starts it again.',
  })
}

function notSent(email: string, error: unknown): AppError {
  const why = error instanceof Error ? error.message.slice(0, 200) : String(error)
  return new AppError('mail-unavailable', { zh: `发往 ${email} 的邮件没有发出：${why}。请核对邮箱和邮件服务器的设置。`, en: `The letter to ${email} was not sent: ${why}. Check the address and the settings of the mail server.` })
}
