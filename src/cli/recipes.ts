import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { findHeading } from '../intake/interpret/bind.ts'
import { splitUnit } from '../intake/interpret/units.ts'
import type { SheetPreview } from '../intake/preview.ts'
import { AppError } from '../shared/errors.ts'
import { explainIssues } from '../shared/issues.ts'
import { recipeSchema, type Recipe } from '../shared/sheets.ts'
import type { Operations } from './operations.ts'

/** The recipes that a command line names: a file where there is one, else a kept or shipped recipe by its name. */
export async function findRecipes(operations: Operations, cluster: string, named: readonly string[]): Promise<Recipe[]> {
  const recipes: Recipe[] = []
  for (const name of named) recipes.push((await isFile(name)) ? await readRecipe(name) : await recipeCalled(operations, cluster, name))
  return recipes
}

/** Recipes that lie beside the files to be imported, in a folder `recipes`. */
export async function recipesBeside(files: readonly string[]): Promise<Recipe[]> {
  const folders = new Set(files.map((file) => path.join(path.dirname(file), 'recipes')))
  const recipes: Recipe[] = []
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter((one) => one.endsWith('.json')).sort()) recipes.push(await readRecipe(path.join(folder, name)))
  }
  return recipes
}

/** Whether a table has every heading that a recipe is recognised by. */
export function recognises(recipe: Recipe, preview: SheetPreview, file: string): boolean {
  if (recipe.recognisedBy.length === 0) return false
  if (recipe.fileName !== undefined && !file.toLowerCase().includes(recipe.fileName.toLowerCase())) return false
  const headings = preview.headings.map((heading) => ({ ...heading, label: splitUnit(heading.text).label }))
  const found = recipe.recognisedBy.map((word) => findHeading(headings, [word]))
  if (found.some((heading) => heading === undefined)) return false
  return !recipe.exactly || new Set(found).size === headings.length
}

async function recipeCalled(operations: Operations, cluster: string, name: string): Promise<Recipe> {
  const known = await operations.call('listRecipes', { params: { cluster } })
  const found = known.find(({ recipe }) => recipe.name === name)
  if (found) return found.recipe
  throw new AppError('not-found', {
    zh: `没有名为“${name}”的导入方案，也没有这个文件。现有方案：${known.map(({ recipe }) => recipe.name).join('、')}。`,
    en: `There is no recipe "${name}", and no such file. Known recipes: ${known.map(({ recipe }) => recipe.name).join(', ')}.`,
  })
}

async function readRecipe(file: string): Promise<Recipe> {
  const text = await readFile(file, 'utf8')
  const value = parseJson(text)
  const read = recipeSchema.safeParse(value)
  if (read.success) return read.data
  const faults = value === undefined ? { zh: '不是 JSON', en: 'not JSON' } : explainIssues(read.error.issues, value)
  throw new AppError('recipe-invalid', {
    zh: `导入方案文件 ${file} 有误（${faults.zh}）。请改正后重试；可参照 polycenter export 写出的 recipes 文件夹。`,
    en: `The recipe file ${file} is not valid (${faults.en}). Correct it and try again; the folder recipes that polycenter export writes holds examples.`,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isFile(name: string): Promise<boolean> {
  return stat(name).then((found) => found.isFile(), () => false)
}
