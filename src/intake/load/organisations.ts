import { parseStockCode } from '../../registry/codes/stock-code.ts'
import { codesOf, type Appearance, type Recognised } from '../../registry/recognise.ts'
import { sheetFields, type ReadRow, type Recipe } from '../../shared/sheets.ts'
import { mainNames, type RecognisedRow } from './main-names.ts'
import { eachRow, type Loader, type Loading } from './types.ts'
import { listOf, placeOf, sayFields, textOf } from './statements.ts'

const claimed = Object.keys(sheetFields.organisations).filter((field) => !['providerKind', 'stockCode', 'datum'].includes(field))
const claimedBesideName = claimed.filter((field) => field !== 'name')

/** A list of organisations. Lists of providers may hold countries beside them: their codes are noted, so that supplies find them. */
export const loadOrganisations: Loader = async (loading) => {
  const { sheet, recogniser } = loading
  const appearances = sheet.rows.map((row) => appearanceOf(row, sheet.recipe))
  await recogniser.meet(appearances)
  const met: Met[] = []
  await eachRow(loading, (row, n) => {
    if (row.values.providerKind === 'country') {
      noteCountry(loading, row)
      return
    }
    const appearance = appearances[n]!
    const who = recogniser.recognise(appearance)
    if (who) met.push({ row, appearance, who, id: who.id })
    else loading.refuse(row, 'unknown-organisation', undefined, ...unknownOrganisation(appearance))
  })
  const main = sheet.recipe.repeats === 'otherNames' ? mainNames(met, recogniser.nameOf) : new Map<number, string>()
  for (const one of met) sayOne(loading, one, main.get(one.id))
}

/** A row with whom it is about. */
type Met = RecognisedRow & { appearance: Appearance; who: Recognised }

/** `main`: the name of an organisation that the list spells in several ways. */
function sayOne(loading: Loading, { row, appearance, who }: Met, main: string | undefined): void {
  const { say } = loading
  const subject = { subjectKind: 'organisation' as const, subjectId: who.id }
  const name = textOf(row, 'name')
  const spelling = name !== undefined && main !== undefined && name !== main
  sayFields(loading, main === undefined ? row : withoutAlias(row, main), subject, { fields: spelling ? claimedBesideName : claimed })
  if (spelling) say({ ...subject, ...placeOf(row, 'name'), predicate: 'otherNames', scope: name, value: name })
  const stock = parseStockCode(textOf(row, 'stockCode') ?? '')
  if (stock.ok) say({ ...subject, ...placeOf(row, 'stockCode'), predicate: 'stockCode', value: stock.code })
  if (who.created && name === undefined) say({ ...subject, ...placeOf(row, 'shortName'), predicate: 'name', value: appearance.name ?? '' })
  if (!who.newName) return
  for (const one of [appearance.name, ...(appearance.otherNames ?? [])]) if (one !== undefined) loading.found('organisation', who.id, one)
}

/** A row whose other names leave out the name itself: a row of an alias may give it back as its alias. */
function withoutAlias(row: ReadRow, name: string): ReadRow {
  const others = listOf(row, 'otherNames')
  return others.includes(name) ? { ...row, values: { ...row.values, otherNames: others.filter((one) => one !== name) } } : row
}

function noteCountry({ register, sheet, say }: Loading, row: ReadRow): void {
  const code = textOf(row, 'code')
  const country = textOf(row, 'country') ?? textOf(row, 'name')
  if (country === undefined) return
  if (code !== undefined) register.add('country', { scheme: sheet.recipe.codeScheme, value: code }, 0, country)
  register.add('country', { scheme: 'name', value: country }, 0, country)
  say({ subjectKind: 'country', subjectId: 0, predicate: 'code', scope: country, value: code ?? country, ...placeOf(row, code === undefined ? 'name' : 'code') })
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
