import type { Cell } from '../reading/workbook.ts'
import { isEmptyRow, isNumberLike, rowKey, shapeOf } from './grid.ts'
import { exampleMark } from './marks.ts'
import type { Heading } from './table.ts'
import { cellText, fold, isBlank, tidy } from './text.ts'

/** Where the records end, and which lines among them are none. */
export type Body = { lastRow: number; notes: string[]; totals: number[] }

export function readBody(rows: readonly Cell[][], headings: readonly Heading[], { firstRow, header }: { firstRow: number; header: [number, number] }): Body {
  let lastRow = rows.length - 1
  while (lastRow >= firstRow && isEmptyRow(rows[lastRow] as Cell[])) lastRow--
  const notes: string[] = []
  const totals: number[] = []
  const headerKeys = new Set(rows.slice(header[0], header[1] + 1).map(rowKey))
  const headCells = new Set<Cell>(rows.slice(header[0], header[1] + 1).flatMap((row) => row.filter((cell) => typeof cell === 'string' && cell !== '')))
  const remarksFrom = findRemarks(rows, firstRow, lastRow, headings.length)
  for (let i = firstRow; i <= lastRow; i++) {
    const row = rows[i] as Cell[]
    if (i >= remarksFrom || (i < firstRow + 3 && row.includes(exampleMark)) || isTotal(row) || isSection(row, headings) || (headCells.has(row[headings[0]!.column] ?? null) && headerKeys.has(rowKey(row)))) {
      if (isEmptyRow(row)) continue
      totals.push(i)
      if (i >= remarksFrom) notes.push(...noteLines(rows, i, i))
    }
  }
  return { lastRow, notes, totals }
}

const remark = /^[\s*（(【[]*(?:注|备注|说明|附注|资料来源|数据来源|来源|摘编自|填表人|制表|审核|编制单位|填报单位|note|notes|source|sources|remark)\s*[\d一二三四五]?\s*[:：.、）)】\]《]|^\s*摘编自|^\s*\*[^*]/i

/** Where the remarks under the records begin: lines of one text that says where the numbers come from, or who wrote them. */
function findRemarks(rows: readonly Cell[][], firstRow: number, lastRow: number, width: number): number {
  let from = lastRow + 1
  for (let i = lastRow; i >= firstRow && i > lastRow - 12; i--) {
    const row = rows[i] as Cell[]
    if (isEmptyRow(row)) continue
    const { distinct, first, filled } = shapeOf(row)
    const alone = distinct === 1 || (distinct <= 3 && filled <= width / 2 && /[:：]/.test(first))
    if (width < 2 || !alone || !remark.test(first)) break
    from = i
  }
  return from
}

const totalWords = new Set(
  ['合计', '总计', '小计', '共计', '汇总', '总合计', '全国总计', '全国合计', '全省合计', '全省总计', '全市合计', '全市总计', '本页合计', '本页小计', 'total', 'totals', 'subtotal', 'grandtotal', 'sum'].map(fold),
)

/** A line of totals: its first word says so, and it has numbers or nothing besides. */
function isTotal(row: readonly Cell[]): boolean {
  for (let column = 0; column < row.length && column < 4; column++) {
    const cell = row[column] as Cell
    if (isBlank(cell) || (column === 0 && typeof cell === 'number')) continue
    if (typeof cell !== 'string' || cell.length > 24 || !mayTotal(cell) || !totalWords.has(fold(cell))) return false
    return row.length > 1 && row.every((other) => isBlank(other) || isNumberLike(other) || other === cell || cellText(other).length < 3 || counted.test(cellText(other).trim()))
  }
  return false
}

/** “共 538 条”, “12 家”: a count in words. */
const counted = /^共?\s*[\d,，]+\s*[条家项个户人]$/

function mayTotal(cell: string): boolean {
  return cell.includes('计') || cell.includes('汇') || /total|sum/i.test(cell)
}

/** A line whose one text lies merged across the whole table: the title of a section. */
function isSection(row: readonly Cell[], headings: readonly Heading[]): boolean {
  if (headings.length < 3) return false
  const first = row[headings[0]!.column]
  if (typeof first !== 'string' || isBlank(first)) return false
  return headings.every((heading) => row[heading.column] === first)
}

/** The texts of some lines, each line once. */
export function noteLines(rows: readonly Cell[][], from: number, to: number): string[] {
  const notes: string[] = []
  for (let i = from; i <= to; i++) {
    const texts = [...new Set((rows[i] ?? []).filter((cell) => !isBlank(cell)).map((cell) => tidy(cellText(cell))))]
    if (texts.length > 0) notes.push(texts.join(' '))
  }
  return notes
}
