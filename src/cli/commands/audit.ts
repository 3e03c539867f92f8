import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { auditActs, auditOutcomes } from '../../shared/governance.ts'
import { keysOf, type Text } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import { table } from '../table.ts'

const most = 1000

export const auditVerify = defineCommand({
  name: 'audit verify',
  summary: { zh: '核验共治事件与审计日志的哈希链，并由事件重算各项状态', en: 'Verify the chains of governance events and of the audit log, and derive every state from its events again' },
  notes: { zh: '有事件缺失、被改动，或状态与事件不符时，命令以失败结束。', en: 'Fails where an event is missing or was changed, or a state does not follow from its events.' },
  options: [clusterOption],
  input: z.object(clusterInput),
  async run(io, { cluster }) {
    const verdict = await (await io.open()).call('verifyEvents', { params: { cluster } })
    if (!verdict.intact) throw broken(verdict)
    const { events, items, audit: { entries } } = verdict
    const text = { zh: `${events} 个事件、${items} 项，哈希链完整，状态与事件一致；审计日志 ${entries} 条，完整。`, en: `${events} events of ${items} items: the chain is whole, and every state follows from its events. The audit log is whole, with ${entries} entries.` }
    return { json: verdict, text: text[io.language] }
  },
})

export const auditList = defineCommand({
  name: 'audit list',
  summary: { zh: '审计日志：谁看了、做了、导出了什么，最新的在前', en: 'The audit log: who saw, did and exported what, newest first' },
  options: [
    clusterOption,
    { flags: '--act <act>', text: { zh: `只列：${Object.keys(auditActs).join('、')}`, en: 'only saw, did or exported' } },
    { flags: '--limit <number>', text: { zh: '最多几条（100）', en: 'how many at most (100)' } },
  ],
  input: z.object({ ...clusterInput, act: z.enum(keysOf(auditActs)).optional(), limit: z.coerce.number().int().min(1).max(most).default(100) }),
  async run(io, { cluster, act, limit }) {
    const { items } = await (await io.open()).call('listAudit', { params: { cluster }, query: { act, limit } })
    const { language } = io
    return { json: items, text: table(items.map(({ entry, at, person, act: what, outcome, title, subject, calls }) => [String(entry), at, person ?? '–', auditActs[what][language], auditOutcomes[outcome][language], title[language], subject, `× ${calls}`])) }
  },
})

type Broken = { brokenAt: number | null; differing: number[]; audit: { brokenAt: number | null } }

function broken({ brokenAt, differing, audit }: Broken): AppError {
  const found: Text[] = []
  if (brokenAt !== null) found.push({ zh: `第 ${brokenAt} 个事件缺失或被改动`, en: `event ${brokenAt} is missing or was changed` })
  if (differing.length > 0) found.push({ zh: `${differing.length} 项的状态与事件不符（${differing.slice(0, 5).join('、')}）`, en: `the state of ${differing.length} items does not follow from their events (${differing.slice(0, 5).join(', ')})` })
  if (audit.brokenAt !== null) found.push({ zh: `审计日志第 ${audit.brokenAt} 条缺失或被改动`, en: `entry ${audit.brokenAt} of the audit log is missing or was changed` })
  return new AppError('audit-broken', {
    zh: `${found.map(({ zh }) => zh).join('；')}。请与备份比较，查明数据库被谁改动。`, en: `${found.map(({ en }) => en).join('; ')}. Compare with a backup and find out who changed the database.`,
  }, { brokenAt, differing, audit: audit.brokenAt })
}
