import { AppError } from '../../shared/errors.ts'
import { sheetFields, type Field, type Recipe } from '../../shared/sheets.ts'
import type { SheetKind } from '../../shared/vocabulary.ts'
import type { Heading, Table } from './table.ts'
import { fold } from './text.ts'
import { foldLabel } from './units.ts'

/** The fields of a kind of sheet by name. */
export function fieldsOf(kind: SheetKind): Record<string, Field> {
  return sheetFields[kind]
}

/**
 * The heading that one of the given words names: as written first, else either or both without the unit, else by the lowest line
 * of a heading of several lines (配套能力_产能情况), where only one heading ends so.
 */
export function findHeading(headings: readonly Heading[], words: readonly string[]): Heading | undefined {
  const passes: [ofHeading: 'text' | 'label', ofWord: (word: string) => string][] = [['text', fold], ['label', fold], ['label', foldLabel]]
  for (const [key, keyOf] of passes) {
    for (const word of words) {
      const wanted = keyOf(word)
      const heading = headings.find((each) => fold(each[key]) === wanted)
      if (heading) return heading
    }
  }
  const ending = headings.filter((heading) => heading.label.includes('_') && words.some((word) => fold(heading.label.split('_').at(-1)!) === foldLabel(word)))
  return ending.length === 1 ? ending[0] : undefined
}

/** Which heading carries which field, in the order of the recipe. Fields whose headings are absent are left out. */
export function bindFields(table: Table, recipe: Pick<Recipe, 'kind' | 'name'>, headings: Recipe['headings']): Map<string, Heading> {
  const fields = fieldsOf(recipe.kind)
  const bound = new Map<string, Heading>()
  for (const [field, words] of Object.entries(headings)) {
    if (!Object.hasOwn(fields, field)) throw unknownField(recipe, field)
    const heading = findHeading(table.headings, words)
    if (heading) bound.set(field, heading)
  }
  return bound
}

/** Refuses constants for fields that the kind of sheet does not have. */
export function checkConstants(recipe: Pick<Recipe, 'kind' | 'name'>, constants: Recipe['constants']): void {
  const fields = fieldsOf(recipe.kind)
  for (const field of Object.keys(constants)) if (!Object.hasOwn(fields, field)) throw unknownField(recipe, field)
}

function unknownField(recipe: Pick<Recipe, 'kind' | 'name'>, field: string): AppError {
  return new AppError('recipe-invalid', {
    zh: `导入方案“${recipe.name}”中的字段“${field}”不属于“${recipe.kind}”类表格，请改为：${Object.keys(fieldsOf(recipe.kind)).join('、')}。`,
    en: `The recipe "${recipe.name}" maps "${field}", which sheets of kind "${recipe.kind}" do not have. Use one of: ${Object.keys(fieldsOf(recipe.kind)).join(', ')}.`,
  })
}

/** Refuses a recipe none of whose headings stand in the sheet. */
export function checkBound(recipe: Recipe, table: Table, bound: number): void {
  if (bound > 0) return
  throw new AppError('recipe-invalid', {
    zh: `导入方案“${recipe.name}”的表头在工作表“${table.sheet}”中一个也没有（现有：${table.headings.slice(0, 12).map((heading) => heading.text).join('、')}）。请换一个方案或重新对应。`,
    en: `None of the headings of the recipe "${recipe.name}" stand in the sheet "${table.sheet}" (it has: ${table.headings.slice(0, 12).map((heading) => heading.text).join(', ')}). Take another recipe or map the headings anew.`,
  })
}
