import { linkColumns, linkPrefix } from '../../ledger/facts/tables.ts'
import type { Appearance } from '../../registry/recognise.ts'
import { endFields, type ReadRow, type Recipe } from '../../shared/sheets.ts'
import { unknownOrganisation } from './organisations.ts'
import { placeOf, sayFields, textOf } from './statements.ts'
import { eachRow, type Loader, type Loading, type SheetToLoad } from './types.ts'

type End = 'supplier' | 'customer'

const claimed = Object.keys(linkColumns)

/** Who sells to whom, and for how much. Organisations that are named here for the first time are made. */
export const loadLinks: Loader = async (loading) => {
  const { sheet, recogniser } = loading
  await recogniser.meet(appearancesOf(sheet))
  await eachRow(loading, (row) => {
    const supplier = endOf(loading, row, 'supplier')
    const customer = endOf(loading, row, 'customer')
    if (supplier === undefined || customer === undefined) return
    if (supplier === customer) {
      loading.refuse(row, 'self-loop', 'customer', '买方与卖方是同一主体。请改正一端，或删去此行。', 'The customer is the supplier itself. Correct one end, or delete the row.')
      return
    }
    const subject = { subjectKind: 'organisation' as const, subjectId: supplier, objectId: customer, period: textOf(row, 'period') ?? '' }
    loading.say({ ...subject, ...placeOf(row, fieldIn(row, 'customer')), predicate: 'sells', value: true })
    sayFields(loading, row, subject, { fields: claimed, prefix: linkPrefix })
  })
}

/** Both ends of every row, made one by one: a link table is the longest there is, and all of them at once would be its largest part in memory. */
function* appearancesOf({ rows, recipe }: Pick<SheetToLoad, 'rows' | 'recipe'>): Generator<Appearance> {
  for (const row of rows) for (const end of ['supplier', 'customer'] as const) yield appearanceOf(row, end, recipe)
}

function endOf(loading: Loading, row: ReadRow, end: End): number | undefined {
  const appearance = appearanceOf(row, end, loading.sheet.recipe)
  const who = loading.recogniser.recognise(appearance)
  if (!who) {
    loading.refuse(row, 'unknown-organisation', fieldIn(row, end), ...unknownOrganisation(appearance))
    return undefined
  }
  if (who.created) {
    const subject = { subjectKind: 'organisation' as const, subjectId: who.id }
    loading.say({ ...subject, ...placeOf(row, end), predicate: 'name', value: appearance.name ?? '' })
    if (appearance.creditCode) loading.say({ ...subject, ...placeOf(row, `${end}CreditCode`), predicate: 'creditCode', value: appearance.creditCode })
    loading.found('organisation', who.id, appearance.name ?? '')
  }
  return who.id
}

/** The field by which the row names an end. */
function fieldIn(row: ReadRow, end: End): string {
  return endFields(end).find((field) => row.columns[field]) ?? end
}

function appearanceOf(row: ReadRow, end: End, recipe: Recipe): Appearance {
  const code = textOf(row, `${end}Code`)
  return {
    name: textOf(row, end),
    creditCode: textOf(row, `${end}CreditCode`),
    stockCode: textOf(row, `${end}StockCode`),
    ...(code === undefined ? {} : { code: { scheme: recipe.codeScheme, value: code } }),
  }
}
