import type { Statement } from '../../ledger/claims.ts'
import { parseStockCode } from '../../registry/codes/stock-code.ts'
import { codesOf, type Appearance } from '../../registry/recognise.ts'
import { sheetFields, type ReadRow, type Recipe } from '../../shared/sheets.ts'
import type { Loader, Loading } from './types.ts'
import { listOf, placeOf, statementsOf, textOf } from './statements.ts'

const claimed = Object.keys(sheetFields.organisations).filter((field) => !['providerKind', 'stockCode'].includes(field))

/** A list of organisations. Lists of providers may hold countries beside them: their codes are noted, so that supplies find them. */
export const loadOrganisations: Loader = async (loading) => {
  const { sheet, recogniser, register } = loading
  const appearances = sheet.rows.map((row) => appearanceOf(row, sheet.recipe))
  await recogniser.meet(appearances)
  const statements: Statement[] = []
  const namedHere = new Map<number, string>()
  for (const [n, row] of sheet.rows.entries()) {
    if (row.values.providerKind === 'country') noteCountry(loading, row, statements)
    else await loadOne(loading, row, appearances[n]!, namedHere, statements)
  }
  await register.flush()
  return statements
}

async function loadOne(loading: Loading, row: ReadRow, appearance: Appearance, namedHere: Map<number, string>, statements: Statement[]): Promise<void> {
  const who = await loading.recogniser.recognise(appearance)
  if (!who) {
    loading.refuse(row, 'unknown-organisation', undefined, ...unknownOrganisation(appearance))
    return
  }
  const subject = { subjectKind: 'organisation' as const, subjectId: who.id }
  const name = textOf(row, 'name')
  const spelling = name !== undefined && loading.sheet.recipe.repeats === 'otherNames' && namedHere.has(who.id) && namedHere.get(who.id) !== name
  if (name !== undefined && !spelling) namedHere.set(who.id, name)
  statements.push(...statementsOf(row, subject, spelling ? claimed.filter((field) => field !== 'name') : claimed))
  if (spelling) statements.push({ ...subject, ...placeOf(row, 'name'), predicate: 'otherNames', scope: name, value: name })
  const stock = parseStockCode(textOf(row, 'stockCode') ?? '')
  if (stock.ok) statements.push({ ...subject, ...placeOf(row, 'stockCode'), predicate: 'stockCode', value: stock.code })
  if (who.created && name === undefined) statements.push({ ...subject, ...placeOf(row, 'shortName'), predicate: 'name', value: appearance.name ?? '' })
  if (appearance.name !== undefined) loading.found('organisation', who.id, appearance.name)
}

function noteCountry({ register, sheet }: Loading, row: ReadRow, statements: Statement[]): void {
  const code = textOf(row, 'code')
  const country = textOf(row, 'country') ?? textOf(row, 'name')
  if (country === undefined) return
  if (code !== undefined) register.add('country', { scheme: sheet.recipe.codeScheme, value: code }, 0, country)
  register.add('country', { scheme: 'name', value: country }, 0, country)
  statements.push({ subjectKind: 'country', subjectId: 0, predicate: 'code', scope: country, value: code ?? country, ...placeOf(row, code === undefined ? 'name' : 'code') })
}

/** Who a row of a list of organisations says it is about. */
function appearanceOf(row: ReadRow, recipe: Recipe): Appearance {
  const code = textOf(row, 'code')
  const short = textOf(row, 'shortName')
  const name = textOf(row, 'name') ?? short
  const others = [short, textOf(row, 'englishName'), ...listOf(row, 'formerNames'), ...listOf(row, 'otherNames')]
  return {
    name,
    otherNames: others.filter((one): one is string => one !== undefined && one !== name),
    creditCode: textOf(row, 'creditCode'),
    stockCode: textOf(row, 'stockCode'),
    ...(code === undefined ? {} : { code: { scheme: recipe.codeScheme, value: code } }),
    region: textOf(row, 'city') ?? textOf(row, 'region'),
  }
}

/** Says, in both languages, that a code belongs to nobody yet. */
export function unknownOrganisation(appearance: Appearance): [zh: string, en: string] {
  const code = codesOf(appearance)[0]?.value ?? appearance.code?.value ?? ''
  return [
    `主体库中没有编码为“${code}”的主体，且本行没有名称。请先导入主体名单，或在本行补上名称。`,
    `No organisation with the code “${code}” is known, and the row gives no name. Load the list of organisations first, or add the name here.`,
  ]
}
