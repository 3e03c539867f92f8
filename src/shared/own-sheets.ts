/** The sheets in which facts leave the house, and the recipes by which they are known again when they come back. */
import { recipeSchema, sheetFields, type Field, type Recipe } from './sheets.ts'
import { keysOf, sheetKinds, type SheetKind } from './vocabulary.ts'

/** Fields that no fact keeps. */
const notKept: Partial<Record<SheetKind, readonly string[]>> = {
  organisations: ['providerKind', 'datum'], inputs: ['note'], supplies: ['period', 'sourceText'], links: ['period'], observations: ['sourceText', 'url', 'note'],
}

/** How good the evidence of a fact is and who may use it: read by people, never by an import. */
function marksOf(kind: SheetKind): OwnColumn[] {
  const right = { key: 'right', title: '使用权' }
  // A link between nodes keeps no grade: it stands or it does not.
  return kind === 'inputs' ? [right] : [{ key: 'grade', title: '证据等级' }, right]
}

export type OwnColumn = { key: string; title: string }

/** The columns of a kind of sheet as it is exported, each under the heading by which an import knows it; amounts say their unit. */
export function ownColumns(kind: SheetKind): OwnColumn[] {
  return [...fieldsOf(kind).map(([key, { title, value }]) => ({ key, title: title.zh + (value === 'money' ? '（元）' : '') })), ...marksOf(kind)]
}

function fieldsOf(kind: SheetKind): [string, Field][] {
  return Object.entries<Field>(sheetFields[kind]).filter(([field]) => !notKept[kind]?.includes(field))
}

/** The recipe of an exported sheet, for who has changed it in a spreadsheet. What it still says as before is no new evidence. */
export function ownRecipe(kind: SheetKind): Recipe {
  const titled = (key: string): string => sheetFields[kind as 'nodes'][key as 'name'].title.zh
  return recipeSchema.parse({
    ...common(kind), name: `polycenter-export-${kind}`, recognisedBy: [...fieldsOf(kind).map(([key]) => titled(key)), ...marksOf(kind).map(({ title }) => title)],
    headings: Object.fromEntries(fieldsOf(kind).map(([key]) => [key, [titled(key)]])),
  })
}

/** The same sheet as JSON Lines, whose keys are the names of the fields. */
function linesRecipe(kind: SheetKind): Recipe {
  return recipeSchema.parse({
    ...common(kind), name: `polycenter-lines-${kind}`, recognisedBy: [...fieldsOf(kind).map(([key]) => key), ...marksOf(kind).map(({ key }) => key)],
    headings: Object.fromEntries(fieldsOf(kind).map(([key]) => [key, [key]])),
    units: Object.fromEntries(fieldsOf(kind).flatMap(([key, { value }]) => (value === 'money' ? [[key, '元']] : []))),
  })
}

function common(kind: SheetKind): object {
  return { kind, exactly: true, restates: true, ...(kind === 'organisations' && { constants: { datum: 'wgs84' } }), title: { zh: `Polycenter 导出：${sheetKinds[kind].zh}`, en: `Export of Polycenter: ${sheetKinds[kind].en.toLowerCase()}` } }
}

export const ownRecipes: readonly Recipe[] = keysOf(sheetKinds).flatMap((kind) => [ownRecipe(kind), linesRecipe(kind)])
