import { formatCount, formatNumber, formatPercent, missingMark, type Lang } from './format.ts'
import type { ResultCell, ResultColumn, ResultRow } from './results.ts'

/** The kinds of column that hold numbers. */
export const numericKinds: ReadonlySet<ResultColumn['kind']> = new Set(['number', 'integer', 'share', 'money'])

/** A column's heading, with its unit. */
export function headingOf({ title, unit }: ResultColumn, lang: Lang): string {
  if (!unit) return title[lang]
  return lang === 'zh' ? `${title.zh}（${unit.zh}）` : `${title.en} (${unit.en})`
}

/** A cell as it is shown; the exact value stands in its evidence. */
export function shownCell(column: ResultColumn, cell: ResultCell, lang: Lang): string {
  if (cell === null) return missingMark
  if (typeof cell === 'boolean') return cell ? '✓' : '–'
  if (typeof cell === 'string') return column.terms?.[cell]?.[lang] ?? cell
  if (column.kind === 'share') return formatPercent(cell)
  if (column.kind === 'integer') return formatCount(cell)
  if (column.kind === 'money') return formatNumber(cell, { lang, unit: '元' })
  return cell !== 0 && Math.abs(cell) < 0.001 ? cell.toExponential(2) : String(Number(cell.toPrecision(5)))
}

/** How the rows of a table are called: by the first cell; where that does not tell rows apart, as with a region in each of its industries, by all words that lead them. */
export function rowNamer(columns: readonly ResultColumn[], rows: readonly ResultRow[], lang: Lang): (row: ResultRow) => string {
  const isPlain = new Set(rows.map(({ cells }) => cells[0])).size === rows.length
  const numbers = columns.findIndex(({ kind }) => kind !== 'text' && kind !== 'term')
  const leading = isPlain ? 1 : Math.max(1, numbers)
  return ({ key, cells }) => cells.slice(0, leading).map((cell, n) => (cell === null ? '' : columns[n]?.terms?.[String(cell)]?.[lang] ?? String(cell))).filter((word) => word !== '').join(' · ') || key
}
