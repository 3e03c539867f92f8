import path from 'node:path'
import { z } from 'zod'
import type { ReportView } from '../../shared/contract/reports.ts'
import { contract } from '../../shared/contract/index.ts'
import { clusterInput, clusterOption, defineCommand, listInput } from '../command.ts'
import type { Operations } from '../operations.ts'
import { writeFileFrom } from '../output.ts'

const formats = contract.downloadReport.params.shape.format

export const report = defineCommand({
  name: 'report',
  summary: { zh: '生成集群工作月报', en: 'Make the monthly report' },
  notes: {
    zh: '该月已有定稿的取定稿，已有草稿的取草稿，否则新建草稿。--issue 把草稿定稿：数据随之冻结。',
    en: 'Takes the issued report of the month, else its draft, else makes one. --issue issues the draft: its data is frozen.',
  },
  options: [
    clusterOption,
    { flags: '--period <month>', text: { zh: '月份，如 2026-10', en: 'month, such as 2026-10' } },
    { flags: '--out <dir>', text: { zh: '写入的文件夹', en: 'folder to write to' } },
    { flags: '--formats <list>', many: true, text: { zh: `格式，逗号分隔（默认全部：${formats.options.join(',')}）`, en: 'formats, separated by commas (default: all)' } },
    { flags: '--audience <who>', text: { zh: '给谁看：team（默认）、centres、cluster 或 public；报告只据其可见的数据计算', en: 'for whom: team (default), centres, cluster or public; computed from what they may see' } },
    { flags: '--issue', text: { zh: '定稿', en: 'issue it' } },
    { flags: '--lang <language>', text: { zh: '报告语言 zh 或 en（默认 zh）', en: 'language of the report, zh or en (default zh)' } },
  ],
  input: z.object({
    ...clusterInput, period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'YYYY-MM'), out: z.string().min(1),
    formats: listInput.pipe(z.array(formats)), audience: contract.createReport.body.shape.audience, issue: z.boolean().default(false), lang: z.enum(['zh', 'en']).default('zh'),
  }),
  async run(io, { cluster, period, out, formats: wanted, audience, issue, lang }) {
    const operations = await io.open()
    const draft = await findReport(operations, { cluster, period, audience })
    const made = issue && draft.status === 'draft'
      ? await operations.call('issueReport', { params: { cluster, report: draft.report }, body: { edition: draft.edition } })
      : draft
    const files: { format: string; file: string; bytes: number }[] = []
    for (const format of wanted.length > 0 ? wanted : formats.options) {
      io.progress(files.length, wanted.length || formats.options.length, { zh: `正在排版 ${format}`, en: `Laying out ${format}` })
      const content = await operations.download('downloadReport', { params: { cluster, report: made.report, format }, query: { lang } })
      files.push({ format, ...(await writeFileFrom(path.join(out, `${cluster}-${period}.${format}`), content)) })
    }
    const { report: number, title, status, hash } = made
    const json = { report: number, period, title, status, hash, figures: made.figures.map(({ figure, name, value, unit }) => ({ figure, name, value, unit })), files }
    const zh = io.language === 'zh'
    const head = status === 'issued' ? (zh ? `定稿，校验值 ${hash}` : `issued, hash ${hash}`) : (zh ? '草稿' : 'draft')
    return { json, text: [`${title} – ${head}`, ...files.map(({ file, bytes }) => `${file} (${bytes})`)].join('\n') }
  },
})

type Wanted = { cluster: string; period: string; audience: 'team' | 'centres' | 'cluster' | 'public' }

async function findReport(operations: Operations, { cluster, period, audience }: Wanted): Promise<ReportView> {
  const known = (await operations.call('listReports', { params: { cluster } })).filter((one) => one.period === period && one.audience === audience)
  const found = known.find((one) => one.status === 'issued') ?? known[0]
  if (!found) return operations.call('createReport', { params: { cluster }, body: { period, audience } })
  return operations.call('getReport', { params: { cluster, report: found.report }, query: {} })
}
