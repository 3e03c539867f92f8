import { z } from 'zod'
import type { WorkImportResult } from '../../shared/contract/work-sheet.ts'
import { workEvents, workStates } from '../../shared/governance.ts'
import { keysOf } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, type Io } from '../command.ts'
import { finishJob } from '../job.ts'
import { localFiles } from '../local-files.ts'
import { writeFileFrom } from '../output.ts'
import { table } from '../table.ts'

export const workExport = defineCommand({
  name: 'work export',
  summary: { zh: '导出事项表（xlsx），修改后可再导入', en: 'Save the work items as a sheet (xlsx), to be changed and imported again' },
  options: [
    clusterOption,
    { flags: '--out <file>', text: { zh: '写入此 xlsx 文件', en: 'the xlsx file to write' } },
    { flags: '--state <state>', text: { zh: `只导出此状态：${Object.keys(workStates).join('、')}`, en: 'only items in this state' } },
    { flags: '--light <light>', text: { zh: '只导出逾期（overdue）或临期（near）的', en: 'only what is overdue or near due' } },
  ],
  input: z.object({ ...clusterInput, out: z.string().min(1), state: z.enum(keysOf(workStates)).optional(), light: z.enum(['overdue', 'near']).optional() }),
  async run(io, { cluster, out, ...filter }) {
    const operations = await io.open()
    const { file, bytes } = await writeFileFrom(out, await operations.download('exportWork', { params: { cluster }, query: { ...filter, lang: io.language } }))
    return { json: { cluster, file, bytes }, text: io.language === 'zh' ? `事项表已写入 ${file}（${bytes} 字节）。` : `The work items are in ${file} (${bytes} bytes).` }
  },
})

export const workImport = defineCommand({
  name: 'work import',
  summary: { zh: '导入改过的事项表', en: 'Import a changed sheet of work items' },
  notes: {
    zh: '只作出表中的改动，每一项都与在页面上操作走同样的步骤、受同样的权限约束，全部在一个事务中完成；没有编号的行立为新事项。导出之后他人改动过的、不能改的，逐行说明理由，不影响其他行。',
    en: 'Exactly the changes of the sheet are made, each through the same steps and rights as by hand, all in one transaction; rows without a number open new items. What others changed after the export, and what may not be changed, is told row by row and keeps the other rows not back.',
  },
  arguments: [{ name: 'file', text: { zh: 'work export 导出的 xlsx 文件', en: 'an xlsx file that work export wrote' } }],
  options: [
    clusterOption,
    { flags: '--dry-run', text: { zh: '试做一遍，不留下任何改动', en: 'do everything and take it back' } },
    { flags: '--problems <file>', text: { zh: '把未能改动的行连同原因写入此 xlsx 文件', en: 'write the rows that were not changed, with reasons, to this xlsx file' } },
  ],
  input: z.object({ ...clusterInput, file: z.string().min(1), dryRun: z.boolean().default(false), problems: z.string().min(1).optional() }),
  async run(io, { cluster, file, dryRun, problems }) {
    const files = await localFiles([file])
    const operations = await io.open()
    const job = await operations.upload('importWork', { params: { cluster }, query: { dryRun: `${dryRun}` } }, files)
    const result = await finishJob(io, operations, cluster, job) as WorkImportResult
    if (problems !== undefined && result.problems.length > 0) await writeFileFrom(problems, await operations.download('getWorkImportProblems', { params: { cluster, job: job.job }, query: { lang: io.language } }))
    return { json: result, text: textOf(io, result) }
  },
})

function textOf({ language }: Pick<Io, 'language'>, { rows, unchanged, changed, created, events, conflicts, refused, changes, problems, dryRun }: WorkImportResult): string {
  const zh = language === 'zh'
  const sum = zh
    ? `${rows} 行：${unchanged} 行没有改动，改动 ${changed} 项，新增 ${created} 项（共 ${events} 个事件）；${conflicts} 行在此期间被他人改动，${refused} 行不能改动。`
    : `${rows} rows: ${unchanged} unchanged, ${changed} items changed, ${created} opened (${events} events); ${conflicts} were changed by others meanwhile, ${refused} refused.`
  const lines = [table(changes.map(({ row, item, title, events: done }) => [String(row), `#${item}`, done.map((event) => workEvents[event][language]).join(zh ? '、' : ', '), title])), sum]
  if (dryRun) lines.push(zh ? '这是试做，没有留下任何改动。' : 'This was a trial; nothing was kept.')
  return [...lines.filter((one) => one !== ''), ...problems.map(({ row, title, reason }) => (zh ? `第 ${row} 行“${title}”：${reason.zh}` : `Row ${row} “${title}”: ${reason.en}`))].join('\n')
}
