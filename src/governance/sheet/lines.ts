import { AppError } from '../../shared/errors.ts'
import { columnKeys, columns, textOf, type Cell, type ColumnKey } from './columns.ts'

/** A sheet of a file, as the readers of files give it. */
export type Grid = { name: string; rows: readonly (readonly Cell[])[]; rowNumbers: ArrayLike<number> }
/** A row that holds anything; a column that the sheet lacks is absent. */
export type SheetLine = { row: number; cells: Partial<Record<ColumnKey, Cell>> }
export type Lines = { sheet: string; heading: number; at: ReadonlyMap<ColumnKey, number>; lines: SheetLine[] }

/** How far down the headings may stand: somebody may have put a title above them. */
const searched = 20

/** Finds the sheet of work in a file by its headings, in either language and in any order, and reads its rows. */
export function readLines(sheets: readonly Grid[], file: string): Lines {
  for (const sheet of sheets) {
    const heading = sheet.rows.slice(0, searched).findIndex((row) => ['item', 'version', 'title'].every((key) => headingsOf(row).has(key as ColumnKey)))
    if (heading < 0) continue
    const at = headingsOf(sheet.rows[heading]!)
    const lines = sheet.rows.flatMap((row, n) => {
      const cells = Object.fromEntries([...at].map(([key, column]) => [key, row[column] ?? null]))
      return n > heading && Object.values(cells).some((cell) => textOf(cell) !== '') ? [{ row: sheet.rowNumbers[n] ?? n + 1, cells }] : []
    })
    return { sheet: sheet.name, heading, at, lines }
  }
  throw new AppError('no-header', {
    zh: `在“${file}”中没有找到事项表：需要有“编号”“版本”“事项”三列。请先导出事项，在导出的表中修改后再导入。`,
    en: `There is no sheet of work items in “${file}”: it needs the columns Number, Version and Work item. Export the work items first, change that sheet and import it.`,
  })
}

function headingsOf(row: readonly Cell[]): Map<ColumnKey, number> {
  const found = new Map<ColumnKey, number>()
  row.forEach((cell, column) => {
    const text = textOf(cell).toLowerCase()
    const key = columnKeys.find((one) => [columns[one].title.zh, columns[one].title.en.toLowerCase()].includes(text))
    if (key !== undefined && !found.has(key)) found.set(key, column)
  })
  return found
}
