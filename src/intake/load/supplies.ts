import { supplyColumns, supplyPrefix } from '../../ledger/facts/tables.ts'
import type { Statement } from '../../ledger/claims.ts'
import type { Appearance } from '../../registry/recognise.ts'
import { sheetFields, type ReadRow, type Recipe } from '../../shared/sheets.ts'
import { endOf } from './inputs.ts'
import { identifiersOf } from './nodes.ts'
import { unknownOrganisation } from './organisations.ts'
import { placeOf, statementsOf, textOf } from './statements.ts'
import type { Loader, Loading } from './types.ts'

const claimed = Object.keys(supplyColumns).filter((field) => field in sheetFields.supplies)

/** Who supplies what. A provider that is a country says where a node comes from: an origin share. */
export const loadSupplies: Loader = async (loading) => {
  const { sheet, register, recogniser } = loading
  const appearances = sheet.rows.map((row) => providerOf(row, sheet.recipe))
  await register.fetch('country', appearances.flatMap((one) => (one.code ? [one.code] : [])))
  await register.fetch('node', sheet.rows.flatMap((row) => identifiersOf(loading, row, 'nodeCode', 'node')))
  await recogniser.meet(appearances)
  const statements: Statement[] = []
  for (const [n, row] of sheet.rows.entries()) {
    const country = countryOf(loading, row, appearances[n]!)
    if (country === undefined) await loadSupply(loading, row, appearances[n]!, statements)
    else await loadOrigin(loading, row, country, statements)
  }
  await register.flush()
  return statements
}

async function loadSupply(loading: Loading, row: ReadRow, appearance: Appearance, statements: Statement[]): Promise<void> {
  const who = await loading.recogniser.recognise(appearance)
  if (!who) {
    loading.refuse(row, 'unknown-organisation', 'provider', ...unknownOrganisation(appearance))
    return
  }
  const node = await endOf(loading, row, 'nodeCode', 'node', statements)
  if (node === undefined) return
  if (who.created) {
    const subject = { subjectKind: 'organisation' as const, subjectId: who.id }
    statements.push({ ...subject, ...placeOf(row, 'provider'), predicate: 'name', value: appearance.name ?? '' })
    if (appearance.creditCode) statements.push({ ...subject, ...placeOf(row, 'providerCreditCode'), predicate: 'creditCode', value: appearance.creditCode })
    loading.found('organisation', who.id, appearance.name ?? '')
  }
  const subject = { subjectKind: 'organisation' as const, subjectId: who.id, objectId: node, period: textOf(row, 'period') ?? '' }
  const provider = ['provider', 'providerCode', 'providerStockCode', 'providerCreditCode'].find((field) => row.columns[field]) ?? 'provider'
  statements.push({ ...subject, ...placeOf(row, provider), predicate: 'supplies', value: true })
  statements.push(...statementsOf(row, subject, claimed, (field) => supplyPrefix + field))
}

async function loadOrigin(loading: Loading, row: ReadRow, country: string, statements: Statement[]): Promise<void> {
  const node = await endOf(loading, row, 'nodeCode', 'node', statements)
  if (node === undefined) return
  const share = row.values.share
  statements.push({
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
