import type { SheetPreview } from '../intake/preview.ts'
import type { Answer, Contract } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import type { Recipe } from '../shared/sheets.ts'
import { sheetKinds, type SheetKind, type Text } from '../shared/vocabulary.ts'
import type { Io } from './command.ts'
import type { Operations } from './operations.ts'
import { recognises } from './recipes.ts'

type Uploaded = Extract<Answer<Contract['uploadFiles']>[number], { file: string }>

/** A file as it will be imported: which of its tables, and how each is read. */
export type ChosenFile = { file: string; name: string; sheets: { sheet: string; table: number; recipe: Recipe; toMend: number }[] }

export type Asked = { cluster: string; kind?: SheetKind; /** Rows that are wrong are to be left out. */ goodRows: boolean; /** Named by the user. */ recipes: readonly Recipe[]; /** Found beside the files. */ beside: readonly Recipe[] }

/** A guess below this is no reading to load without anybody's look. */
const leastConfidence = 0.5

/**
 * Decides, without anybody to ask, how each table of a file is read: as the user says, else by a recipe that recognises it, else by
 * a guess that is sure enough, and says so. Tables that hold nothing to load are left out where the file has others that do.
 */
export async function chooseSheets(io: Pick<Io, 'language' | 'say'>, operations: Operations, upload: Uploaded, asked: Asked): Promise<ChosenFile> {
  const sheets: ChosenFile['sheets'] = []
  const left: { preview: SheetPreview; why: AppError }[] = []
  for (const preview of upload.sheets) {
    const read = await readingOf(operations, upload, preview, asked)
    if (read instanceof AppError) left.push({ preview, why: read })
    else {
      sheets.push({ sheet: read.sheet, table: read.table, recipe: read.recipe, toMend: read.toMend })
      io.say(sayReading(upload.name, read))
    }
  }
  if (sheets.length === 0) throw left[0]!.why
  for (const { preview } of left) io.say({ zh: `${upload.name}“${preview.sheet}”中没有可导入的内容，已跳过。`, en: `${upload.name} “${preview.sheet}” holds nothing to load; left out.` })
  return { file: upload.file, name: upload.name, sheets }
}

type Read = SheetPreview & { recipe: Recipe; kind: SheetKind }

async function readingOf(operations: Operations, upload: Uploaded, preview: SheetPreview, asked: Asked): Promise<Read | AppError> {
  if (preview.rows === 0) return unclear(upload.name, preview)
  const recipe = recipeFor(asked, preview, upload.name)
  const wanted = recipe ? { recipe } : asked.kind === undefined ? undefined : { kind: asked.kind }
  if (asked.recipes.length > 0 && !recipe) return unfitting(upload.name, preview, asked.recipes)
  try {
    const read = wanted ? await previewAgain(operations, upload, preview, asked.cluster, wanted) : preview
    const sure = wanted !== undefined || read.known || read.confidence > leastConfidence
    if (sure && asked.goodRows && read.recipe && read.good === 0) return noneGood(upload.name, read)
    return sure && read.recipe && read.kind ? { ...read, recipe: read.recipe, kind: read.kind } : unclear(upload.name, read)
  } catch (error) {
    if (error instanceof AppError && ['recipe-invalid', 'no-header', 'no-recipe'].includes(error.code)) return error
    throw error
  }
}

/** One recipe that the user names is taken for every table, several for those they recognise; what lies beside comes after what is known. */
function recipeFor({ kind, recipes, beside }: Asked, preview: SheetPreview, file: string): Recipe | undefined {
  if (recipes.length === 1) return recipes[0]
  if (recipes.length > 1) return recipes.find((recipe) => recognises(recipe, preview, file))
  if (kind !== undefined || preview.known) return undefined
  return beside.find((recipe) => recognises(recipe, preview, file))
}

function previewAgain(operations: Operations, upload: Uploaded, { sheet, table }: SheetPreview, cluster: string, wanted: { recipe: Recipe } | { kind: SheetKind }): Promise<SheetPreview> {
  return operations.call('previewSheet', { params: { cluster, file: upload.file }, body: { name: upload.name, sheet, table, ...wanted } })
}

function sayReading(file: string, { sheet, kind, recipe, known, headings }: Read): Text {
  const pairs = headings.filter((heading) => heading.field !== null).map((heading) => `${heading.text}→${heading.field}`)
  const others = new Set(recipe.also.flatMap((reading) => Object.values(reading.headings).flat()))
  const left = headings.filter(({ field, text }) => field === null && !recipe.wide && !others.has(text)).map((heading) => heading.text)
  const title = sheetKinds[kind]
  const how = known ? { zh: '按方案', en: 'by the recipe' } : { zh: '按', en: 'as' }
  const rest = recipe.wide ? { zh: '；其余每列各为一个指标', en: '; every other column is an indicator' } : left.length > 0 ? { zh: `；未读取：${left.join('、')}`, en: `; not read: ${left.join(', ')}` } : { zh: '', en: '' }
  return {
    zh: `${file}“${sheet}”：${title.zh}，${how.zh}“${recipe.name}”读取；${pairs.join('，')}${rest.zh}`,
    en: `${file} “${sheet}”: ${title.en}, read ${how.en} “${recipe.name}”; ${pairs.join(', ')}${rest.en}`,
  }
}

/** Without this a sheet that lacks a column would count as loaded, though no row of it was. */
function noneGood(file: string, { sheet, problems, problemsTotal }: SheetPreview): AppError {
  return new AppError('import-has-problems', {
    zh: `“${file}”的工作表“${sheet}”没有一行可以导入。请按下列原因修正。`, en: `No row of the sheet “${sheet}” of “${file}” can be loaded. Mend it for the reasons below.`,
  }, { file, sheet, problems, problemsTotal })
}

function unclear(file: string, { sheet, headings, instead }: SheetPreview): AppError {
  if (instead) return new AppError('nothing-to-load', { zh: `“${file}”：${instead.zh}`, en: `“${file}”: ${instead.en}` }, { file, sheet })
  const found = headings.slice(0, 12).map((heading) => heading.text)
  return new AppError('no-recipe', {
    zh: `无法判断“${file}”的工作表“${sheet}”是什么内容（表头：${found.join('、')}）。请用 --as 指明类别（${Object.keys(sheetKinds).join('、')}），或用 --recipe 给出导入方案。`,
    en: `What the sheet “${sheet}” of “${file}” holds is not clear (headings: ${found.join(', ')}). Say what it is with --as (${Object.keys(sheetKinds).join(', ')}), or give a recipe with --recipe.`,
  }, { file, sheet, headings: found })
}

function unfitting(file: string, { sheet }: SheetPreview, recipes: readonly Recipe[]): AppError {
  const names = recipes.map((recipe) => recipe.name)
  return new AppError('no-recipe', {
    zh: `给出的导入方案（${names.join('、')}）都不适用于“${file}”的工作表“${sheet}”。请检查 recognisedBy 中的表头，或用 --as 指明类别。`,
    en: `None of the recipes given (${names.join(', ')}) fits the sheet “${sheet}” of “${file}”. Check the headings under recognisedBy, or say what it is with --as.`,
  }, { file, sheet, recipes: names })
}
