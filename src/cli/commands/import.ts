import { z } from 'zod'
import type { Answer, Contract } from '../../shared/contract/index.ts'
import type { ImportResult } from '../../shared/contract/intake.ts'
import { AppError } from '../../shared/errors.ts'
import { grades, keysOf, rights, sheetKinds } from '../../shared/vocabulary.ts'
import { chooseSheets, type ChosenFile } from '../choose.ts'
import { clusterInput, clusterOption, defineCommand, type Io, type Outcome } from '../command.ts'
import { problemLines } from '../failure.ts'
import { finishJob } from '../job.ts'
import { localFiles } from '../local-files.ts'
import type { Operations } from '../operations.ts'
import { findOrganisation } from '../organisations.ts'
import { writeProblems } from '../problems.ts'
import { findRecipes, recipesBeside } from '../recipes.ts'
import { table } from '../table.ts'
import { findExport, takeFound } from '../take.ts'

const input = z.object({
  ...clusterInput,
  files: z.array(z.string()).min(1).max(50),
  as: z.enum(keysOf(sheetKinds)).optional(),
  recipe: z.array(z.string()).default([]),
  goodRows: z.boolean().default(false),
  supersede: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  grade: z.enum(keysOf(grades)).optional(),
  right: z.enum(keysOf(rights)).optional(),
  giver: z.string().optional(),
  problems: z.string().optional(),
})
type Input = z.output<typeof input>

export const importCommand = defineCommand({
  name: 'import',
  summary: { zh: '导入表格', en: 'Import sheets' },
  notes: {
    zh: 'xlsx、xls、csv、tsv、json、jsonl；一次命令的全部文件在一个事务中导入。表头先按已知方案、再按文件旁 recipes 文件夹中的方案识别，否则按表头猜测，并在标准错误输出中说明。默认任何一行有误则什么也不导入。',
    en: 'xlsx, xls, csv, tsv, json, jsonl; all files of a command are loaded in one transaction. Headings are recognised by a known recipe, then by one in a folder recipes beside the file, else guessed, and standard error says how. By default nothing is loaded when any row is wrong.',
  },
  arguments: [{ name: 'files', many: true, text: { zh: '文件', en: 'files' } }],
  options: [
    clusterOption,
    { flags: '--as <kind>', text: { zh: `表格类别：${Object.keys(sheetKinds).join('、')}`, en: 'what the sheets hold' } },
    { flags: '--recipe <name|file>', many: true, text: { zh: '导入方案的名称或文件（可重复）', en: 'a recipe by name or as a file (may be repeated)' } },
    { flags: '--good-rows', text: { zh: '只导入正确的行', en: 'load the good rows, leave out the others' } },
    { flags: '--supersede', text: { zh: '文件是先前同一名单的完整新版：未再列出的停用', en: 'the file is the new full version of an earlier one: what it no longer lists is retired' } },
    { flags: '--dry-run', text: { zh: '试做一遍，不留下任何改动', en: 'do everything and take it back' } },
    { flags: '--grade <grade>', text: { zh: '证据等级 A–D', en: 'grade of the claims, A to D' } },
    { flags: '--right <right>', text: { zh: `使用权：${Object.keys(rights).join('、')}`, en: 'right of use' } },
    { flags: '--giver <code>', text: { zh: '数据提供方（信用代码、证券代码、编码或名称）', en: 'the organisation that gave the data (credit code, stock code, code or name)' } },
    { flags: '--problems <file>', text: { zh: '把待修正的行连同原因写入此 xlsx 文件', en: 'write the rows to mend, with reasons, to this xlsx file' } },
  ],
  input,
  async run(io, given) {
    const exported = isPlain(given) ? await findExport(given.files) : undefined
    if (exported) return answerOf(io, await takeFound(io, given.cluster, exported, given.dryRun))
    const files = await localFiles(given.files)
    const operations = await io.open()
    const { cluster } = given
    const giver = given.giver === undefined ? undefined : (await findOrganisation(operations, cluster, given.giver)).id
    const recipes = await findRecipes(operations, cluster, given.recipe)
    const beside = await recipesBeside(files.map((file) => file.path))
    io.progress(0, null, { zh: '正在读取文件……', en: 'Reading the files…' })
    const chosen: ChosenFile[] = []
    for (const upload of readable(await operations.upload('uploadFiles', { params: { cluster } }, files))) {
      if (upload.loadedBefore) io.say({ zh: `${upload.name} 曾于 ${upload.loadedBefore} 导入过。`, en: `${upload.name} was loaded before, at ${upload.loadedBefore}.` })
      chosen.push(await chooseSheets(io, operations, upload, { cluster, kind: given.as, goodRows: given.goodRows, recipes, beside }))
    }
    return load(io, operations, { ...given, chosen, giver })
  },
})

/** An export says itself what its claims are: it is taken in whole only where the command line says nothing else. */
function isPlain({ as: kind, recipe, goodRows, supersede, grade, right, giver }: Input): boolean {
  return kind === undefined && recipe.length === 0 && !goodRows && !supersede && grade === undefined && right === undefined && giver === undefined
}

type Loading = Omit<Input, 'giver' | 'files'> & { chosen: ChosenFile[]; giver?: number }

async function load(io: Io, operations: Operations, { cluster, chosen, giver, problems, ...given }: Loading): Promise<Outcome> {
  const job = await operations.call('startImport', {
    params: { cluster },
    body: {
      files: chosen.map(({ file, name, sheets }) => ({ file, name, sheets: sheets.map(({ sheet, table: n, recipe }) => ({ sheet, table: n, recipe })) })),
      choice: given.goodRows ? 'good-rows' : 'all', supersede: given.supersede, dryRun: given.dryRun, grade: given.grade, right: given.right, giver,
    },
  })
  try {
    const result = (await finishJob(io, operations, cluster, job)) as ImportResult
    if (problems !== undefined && result.problemsTotal > 0) await writeProblems(io, operations, { cluster, chosen, out: problems })
    return answerOf(io, result)
  } catch (error) {
    if (problems !== undefined && error instanceof AppError && error.code === 'import-has-problems') await writeProblems(io, operations, { cluster, chosen, out: problems })
    throw error
  }
}

type Uploads = Answer<Contract['uploadFiles']>
type Readable = Extract<Uploads[number], { file: string }>

/** Every file that can't be read is told; one is enough to load nothing. */
function readable(uploads: Uploads): Readable[] {
  const refused = uploads.filter((upload) => 'error' in upload)
  const first = refused[0]
  if (!first) return uploads.filter((upload) => 'file' in upload)
  const join = (language: 'zh' | 'en'): string => refused.map(({ error }) => error.message[language]).join('\n')
  throw new AppError(first.error.code as AppError['code'], { zh: join('zh'), en: join('en') }, { files: refused.map(({ name, error }) => ({ name, ...error })) })
}

function answerOf(io: Io, result: ImportResult): Outcome {
  return { json: result, text: textOf(io, result) }
}

function textOf({ language }: Io, result: ImportResult): string {
  const zh = language === 'zh'
  const rows = result.files.map(({ file, sheet, kind, rows: total, accepted, rejected, unchanged }) => [
    file, sheet, sheetKinds[kind][language],
    zh ? `${total} 行：接收 ${accepted}，退回 ${rejected}，与已有相同 ${unchanged}` : `${total} rows: ${accepted} accepted, ${rejected} rejected, ${unchanged} unchanged`,
  ])
  const { created, changed, retired, claims, questions } = result
  const same = created + changed + retired + claims + questions === 0
  const sum = zh
    ? `新增事实 ${created}，变更 ${changed}，停用 ${retired}；主张 ${claims} 条；待判断的重复主体 ${questions} 对。`
    : `${created} facts created, ${changed} changed, ${retired} retired; ${claims} claims; ${questions} questions.`
  const lines = [table(rows), same ? (zh ? '与已有内容完全一致：没有变化，没有问题要问。' : 'All of it was there already: nothing changed, nothing to ask.') : sum]
  if (result.dryRun) lines.push(zh ? '这是试做，没有留下任何改动。' : 'This was a trial; nothing was kept.')
  return [...lines, ...problemLines(result.problems, result.problemsTotal, language)].join('\n')
}
