import { supplyColumns, supplyPrefix } from '../../ledger/facts/tables.ts'
import type { Appearance } from '../../registry/recognise.ts'
import { sheetFields, type ReadRow, type Recipe } from '../../shared/sheets.ts'
import { endOf } from './inputs.ts'
import { identifiersOf } from './nodes.ts'
import { unknownOrganisation } from './organisations.ts'
import { placeOf, sayFields, textOf } from './statements.ts'
import { eachRow, type Loader, type Loading } from './types.ts'

const claimed = Object.keys(supplyColumns).filter((field) => field in sheetFields.supplies)

/** Who supplies what. A provider that is a country says where a node comes from: an origin share. */
export const loadSupplies: Loader = async (loading) => {
  const { sheet, register, recogniser } = loading
  const appearances = sheet.rows.map((row) => providerOf(row, sheet.recipe))
  await register.fetch('country', appearances.flatMap((one) => (one.code ? [one.code] : [])))
  await register.fetch('node', sheet.rows.flatMap((row) => identifiersOf(loading, row, 'nodeCode', 'node')))
  await recogniser.meet(appearances)
  await eachRow(loading, (row, n) => {
    const country = countryOf(loading, row, appearances[n]!)
    if (country === undefined) loadSupply(loading, row, appearances[n]!)
    else loadOrigin(loading, row, country)
  })
}

function loadSupply(loading: Loading, row: ReadRow, appearance: Appearance): void {
  const { say } = loading
  const who = loading.recogniser.recognise(appearance)
  if (!who) {
    loading.refuse(row, 'unknown-organisation', 'provider', ...unknownOrganisation(appearance))
    return
  }
  const node = endOf(loading, row, 'nodeCode', 'node')
  if (node === undefined) return
  if (who.created) {
    const subject = { subjectKind: 'organisation' as const, subjectId: who.id }
    say({ ...subject, ...placeOf(row, 'provider'), predicate: 'name', value: appearance.name ?? '' })
    if (appearance.creditCode) say({ ...subject, ...placeOf(row, 'providerCreditCode'), predicate: 'creditCode', value: appearance.creditCode })
    loading.found('organisation', who.id, appearance.name ?? '')
  }
  const subject = { subjectKind: 'organisation' as const, subjectId: who.id, objectId: node, period: textOf(row, 'period') ?? '' }
  const provider = providerFields.find((field) => row.columns[field]) ?? 'provider'
  say({ ...subject, ...placeOf(row, provider), predicate: 'supplies', value: true })
  sayFields(loading, row, subject, { fields: claimed, prefix: supplyPrefix })
}

const providerFields = ['provider', 'providerCode', 'providerStockCode', 'providerCreditCode']

function loadOrigin(loading: Loading, row: ReadRow, country: string): void {
  const node = endOf(loading, row, 'nodeCode', 'node')
  if (node === undefined) return
  const share = row.values.share
  loading.say({
    subjectKind: 'node', subjectId: node, predicate: 'origin', scope: country, period: textOf(row, 'period') ?? '',
    value: typeof share === 'number' ? share : null,
    ...(typeof share === 'number' ? {} : { blankReason: row.blanks?.share ?? '' }),
    ...(row.values.negligible === true ? { flag: 'negligible' } : {}),
    ...placeOf(row, row.columns.share ? 'share' : 'provider'),
  })
}

/** The country a row names as provider: by its kind, or because the provider's code is known to be a country's. */
function countryOf({ register }: Loading, row: ReadRow, appearance: Appearance): string | undefined {
  if (textOf(row, 'providerKind') === 'country') return textOf(row, 'provider') ?? appearance.code?.value
  return appearance.code ? register.find('country', appearance.code)[0]?.label ?? undefined : undefined
}

function providerOf(row: ReadRow, recipe: Recipe): Appearance {
  const code = textOf(row, 'providerCode')
  return {
    name: textOf(row, 'provider'),
    creditCode: textOf(row, 'providerCreditCode'),
    stockCode: textOf(row, 'providerStockCode'),
    ...(code === undefined ? {} : { code: { scheme: recipe.codeScheme, value: code } }),
  }
}
