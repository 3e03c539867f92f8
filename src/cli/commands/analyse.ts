import path from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { analyses, fileForms } from '../../analysis/index.ts'
import { runForm, type FileForm } from '../../analysis/file-form.ts'
import { csvOf, xlsxOf } from '../../results/files.ts'
import { readParameters } from '../../results/run.ts'
import { readFormFile } from '../form-files.ts'
import { AppError } from '../../shared/errors.ts'
import type { Result, ResultTable } from '../../shared/results.ts'
import { analysisFamilies, type Text } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, UsageError, type Io, type Outcome } from '../command.ts'
import { finishJob } from '../job.ts'
import type { Operations } from '../operations.ts'
import { writeFileFrom } from '../output.ts'
import { table } from '../table.ts'

const input = z.object({
  id: z.string().optional(),
  cluster: clusterInput.cluster.optional(),
  list: z.boolean().default(false),
  parameter: z.array(z.string()).default([]),
  files: z.array(z.string()).default([]),
  out: z.string().min(1).optional(),
})
type Input = z.output<typeof input>

export const analyse = defineCommand({
  name: 'analyse',
  summary: { zh: '运行分析', en: 'Run an analysis' },
  notes: {
    zh: 'polycenter analyse --list 列出全部；polycenter analyse ID --cluster 集群 计算集群；polycenter analyse ID --files 文件… --out 结果.csv 只用文件，不需要集群。文件按表头分辨；有误的行列出位置，什么也不计算。结果有多张表时，其余的写成 结果.表名.csv。',
    en: 'polycenter analyse --list lists them all; polycenter analyse ID --cluster CLUSTER computes a cluster; polycenter analyse ID --files FILE… --out OUT.csv works on files alone, without any cluster. Files are told apart by their headings; where a row is wrong its place is named and nothing is computed. Further tables of a result go to OUT.TABLE.csv.',
  },
  arguments: [{ name: 'id', optional: true, text: { zh: '分析的名称', en: 'which analysis' } }],
  options: [
    clusterOption,
    { flags: '--list', text: { zh: '列出分析；给出集群时说明各缺什么数据', en: 'list the analyses; with a cluster also what each lacks' } },
    { flags: '--parameter <name=value>', many: true, text: { zh: '参数（可重复）', en: 'a parameter (may be repeated)' } },
    { flags: '--files <files...>', many: true, text: { zh: '只用这些文件（csv、xlsx 等）', en: 'work on these files alone (csv, xlsx, …)' } },
    { flags: '--out <file>', text: { zh: '写入的文件：.csv 或 .xlsx；建立在网络上的结果也可 .graphml', en: 'file to write: .csv or .xlsx; of a result that stands on a network also .graphml' } },
  ],
  input,
  run(io, given) {
    if (given.list) return list(io, given)
    if (given.id === undefined) throw new UsageError('缺少分析的名称；用 --list 查看。 Which analysis? See --list.')
    if (given.files.length > 0) return onFiles(io, given.id, given)
    if (given.cluster === undefined) throw new UsageError('请给出 --cluster 或 --files。 Give --cluster or --files.')
    return onCluster(io, given.id, { ...given, cluster: given.cluster })
  },
})

async function list(io: Io, { cluster }: Input): Promise<Outcome> {
  const { language } = io
  if (cluster !== undefined) {
    const operations = await io.open()
    const found = await operations.call('listAnalyses', { params: { cluster } })
    const lines = found.map(({ id, title, missing }) => [id, title[language], missing.map(({ text }) => text[language]).join(' ')])
    return { json: found, text: table(lines) }
  }
  const json = {
    analyses: analyses.map(({ id, version, family, title, summary, method, needs }) => ({ id, version, family, title, summary, method, needs })),
    files: fileForms.map(({ id, title, summary, method, inputs }) => ({ id, title, summary, method, inputs: Object.entries(inputs).map(([name, { title: what, optional, row }]) => ({ name, title: what, optional: optional ?? false, columns: Object.keys(row.shape) })) })),
  }
  const ofClusters = analyses.map(({ id, family, title }) => [id, analysisFamilies[family][language], title[language]])
  const ofFiles = json.files.map(({ id, inputs }) => [`${id} --files`, inputs.map(({ name, columns, optional }) => `${name}${optional ? '?' : ''}(${columns.join(',')})`).join(' ')])
  return { json, text: [table(ofClusters), table(ofFiles)].join('\n\n') }
}

async function onCluster(io: Io, id: string, { cluster, parameter, out }: Input & { cluster: string }): Promise<Outcome> {
  const operations = await io.open()
  const started = await operations.call('runAnalysis', { params: { cluster, analysis: id }, body: { parameters: parametersOf(parameter) } })
  const result = started.job ? ((await finishJob(io, operations, cluster, started.job)) as { result: number }).result : started.result
  const view = await operations.call('getResult', { params: { cluster, result }, query: { rows: 200_000 } })
  if (out !== undefined) {
    const written = await writeResult(operations, { cluster, result, out, tables: view.tables })
    return { json: { result, snapshot: view.snapshot, files: written }, text: written.map(({ file, bytes }) => `${file} (${bytes})`).join('\n') }
  }
  return { json: view, text: textOf(io, view, view.tables[0]?.total ?? 0) }
}

type Target = { cluster: string; result: number; out: string; tables: readonly { id: string }[] }

async function writeResult(operations: Operations, { cluster, result, out, tables }: Target): Promise<{ file: string; bytes: number }[]> {
  const params = { cluster, result }
  const format = formatOf(out)
  if (format !== 'csv') return [await writeFileFrom(out, await operations.download('exportResult', { params: { ...params, format } }))]
  const written = []
  for (const [n, { id }] of tables.entries()) written.push(await writeFileFrom(n === 0 ? out : beside(out, id), await operations.download('exportResult', { params: { ...params, format: 'csv' }, query: { table: id } })))
  return written
}

/** The stand-alone form: files in, files out, no database. */
async function onFiles(io: Io, id: string, { files, parameter, out }: Input): Promise<Outcome> {
  if (out !== undefined && formatOf(out) === 'graphml') throw new UsageError('由文件算出的结果写为 .csv 或 .xlsx。 A result computed from files is written as .csv or .xlsx.')
  const form = formOf(id)
  const parameters = readParameters(form, parametersOf(parameter))
  const read = []
  for (const file of files) read.push(await readFormFile(file, io.signal))
  const { result, problems } = runForm(form, read, parameters)
  if (result === null) {
    throw new AppError('import-has-problems', { zh: '文件中有误，未作计算。', en: 'The files have errors; nothing was computed.' }, { problems: problems.slice(0, 2000), problemsTotal: problems.length })
  }
  if (out === undefined) return { json: { analysis: id, parameters, ...result }, text: textOf(io, result, result.tables[0]?.rows.length ?? 0) }
  const about = { title: form.title, method: form.method, lines: [[{ zh: '参数', en: 'Parameters' }, JSON.stringify(parameters)]] as const }
  const parts = formatOf(out) === 'xlsx' ? [[out, await xlsxOf(result, about, io.language)] as const] : result.tables.map((one, n) => [n === 0 ? out : beside(out, one.id), csvOf(one)] as const)
  const written = []
  for (const [file, content] of parts) written.push(await writeFileFrom(file, Readable.from([content])))
  const { notes, cautions } = result
  return { json: { analysis: id, parameters, files: written, notes, cautions }, text: [...written.map(({ file, bytes }) => `${file} (${bytes})`), ...said(io, { notes, cautions })].join('\n') }
}

function formOf(id: string): FileForm {
  const form = fileForms.find((one) => one.id === id)
  if (form) return form
  throw new AppError('not-found', { zh: `“${id}”不能只用文件计算。可用的有：${fileForms.map((one) => one.id).join('、')}。`, en: `“${id}” can not be computed from files alone. There are: ${fileForms.map((one) => one.id).join(', ')}.` })
}

/** `k=v` as typed; what looks like a list or an object is read as JSON. */
function parametersOf(typed: readonly string[]): Record<string, string> {
  return Object.fromEntries(typed.map((one) => {
    const at = one.indexOf('=')
    if (at < 1) throw new UsageError(`--parameter ${one}: 应为 名称=值 expected name=value`)
    const value = one.slice(at + 1)
    return [one.slice(0, at), /^[[{]/.test(value) ? readJson(one, value) : value]
  }))
}

function readJson(typed: string, value: string): string {
  try {
    return JSON.parse(value) as string
  } catch {
    throw new UsageError(`--parameter ${typed}: 不是有效的 JSON not valid JSON`)
  }
}

const shownRows = 20

function textOf(io: Io, { tables, notes, cautions }: Pick<Result, 'tables' | 'notes' | 'cautions'>, total: number): string {
  const { language } = io
  const [first] = tables
  const shown = first ? shownTable(first, language) : ''
  const rest = total - Math.min(total, shownRows)
  const more = rest > 0 ? [language === 'zh' ? `……另有 ${rest} 行；用 --out 写成文件，或用 --json。` : `…and ${rest} more rows; write them with --out, or use --json.`] : []
  return [shown, ...more, ...said(io, { notes, cautions })].join('\n')
}

function shownTable({ columns, rows }: ResultTable, language: keyof Text): string {
  const cell = (value: string | number | boolean | null): string => (value === null ? '—' : typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value))
  return table([columns.map(({ title }) => title[language]), ...rows.slice(0, shownRows).map((row) => row.cells.map(cell))])
}

function said({ language }: Io, { notes, cautions }: Pick<Result, 'notes' | 'cautions'>): string[] {
  return [...notes.map((note) => note[language]), ...cautions.map((caution) => `${language === 'zh' ? '注意：' : 'Caution: '}${caution[language]}`)]
}

function formatOf(out: string): 'csv' | 'xlsx' | 'graphml' {
  const ending = path.extname(out).toLowerCase()
  return ending === '.xlsx' ? 'xlsx' : ending === '.graphml' ? 'graphml' : 'csv'
}

/** `out.csv` and a table → `out.table.csv`. */
function beside(out: string, id: string): string {
  const { dir, name, ext } = path.parse(out)
  return path.join(dir, `${name}.${id}${ext}`)
}
