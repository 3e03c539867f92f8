import type { Recipe } from '../../shared/sheets.ts'
import { findHeading, bindFields } from './bind.ts'
import type { Guess, GuessedField } from './guess.ts'
import type { Heading, Table } from './table.ts'

/** The recipe that recognises a table: all its headings are there and, where it asks for one, the part of a file name. */
export function findKnown(table: Table, file: { name: string }, recipes: readonly Recipe[]): Guess | undefined {
  const recognising = recipes
    .filter((recipe) => recognises(recipe, table, file))
    .map((recipe) => ({ recipe, bound: boundBy(recipe, table) }))
    .filter(({ bound }) => bound.length > 0)
  const best = recognising.reduce<(typeof recognising)[number] | undefined>((one, other) => (!one || isSurer(other, one) ? other : one), undefined)
  return best && guessOf(best.recipe, table, best.bound)
}

/** The guess that a given recipe amounts to for a table. */
export function guessOf(recipe: Recipe, table: Table, bound = boundBy(recipe, table)): Guess {
  const used = new Set(bound.map(({ heading }) => heading.column))
  const fields: GuessedField[] = bound.map(({ field, heading }) => ({ field, letter: heading.letter, text: heading.text, why: 'exact' }))
  return {
    kind: recipe.kind, recipe, confidence: 1, known: true, alternatives: [], fields, constants: recipe.constants,
    unmapped: recipe.wide ? [] : table.headings.filter((heading) => !used.has(heading.column)),
  }
}

/** By its headings, and by the name of its file where these say too little. */
export function recognises(recipe: Pick<Recipe, 'recognisedBy' | 'exactly' | 'fileName'>, table: Table, file: { name: string }): boolean {
  if (recipe.recognisedBy.length === 0) return false
  if (recipe.fileName !== undefined && !file.name.toLowerCase().includes(recipe.fileName.toLowerCase())) return false
  const found = recipe.recognisedBy.map((word) => findHeading(table.headings, [word]))
  if (!found.every((heading) => heading !== undefined)) return false
  return !recipe.exactly || new Set(found.map((heading) => heading.column)).size === table.headings.length
}

type Bound = { field: string; heading: Heading }

function boundBy(recipe: Recipe, table: Table): Bound[] {
  const readings = [recipe.headings, ...recipe.also.map((other) => other.headings)]
  const seen = new Set<string>()
  return readings.flatMap((headings) => [...bindFields(table, recipe, headings)]).flatMap(([field, heading]) => {
    const key = `${field} ${heading.column}`
    if (seen.has(key)) return []
    seen.add(key)
    return [{ field, heading }]
  })
}

/** The recipe that knows more columns is surer; then the one that asked for more; then the one listed first. */
function isSurer(one: { recipe: Recipe; bound: Bound[] }, other: { recipe: Recipe; bound: Bound[] }): boolean {
  const columns = (bound: Bound[]) => new Set(bound.map(({ heading }) => heading.column)).size
  return columns(one.bound) > columns(other.bound) || (columns(one.bound) === columns(other.bound) && one.recipe.recognisedBy.length > other.recipe.recognisedBy.length)
}
