import type { CustomTableLayout, StyleDictionary } from 'pdfmake/interfaces.js'

const mm = (value: number): number => (value * 72) / 25.4

/** The type area: 156 × 225 mm, 22 lines of 28 characters. */
export const page = { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), width: mm(156), pitch: 28.95, /** Below this a table's heading and first row would not both fit. */ lastTable: mm(297 - 35) - 75 } as const
/** 三号 is 16 pt; 15.75 lets 28 characters stand in 156 mm. */
export const sizes = { body: 15.75, title: 22, table: 10, /** Before it is made a superscript: 7 pt on paper. */ tableMark: 12, tableTitle: 12, index: 8, note: 10, page: 14, running: 7 } as const

const muted = '#6B7280'
const tight = 1.35

export const styles: StyleDictionary = {
  title: { fontSize: sizes.title, bold: true, alignment: 'center', lineHeight: 1.45, margin: [0, page.pitch, 0, 10] },
  period: { alignment: 'center' },
  heading1: { bold: true },
  heading2: { bold: true },
  heading3: { bold: true },
  signature: { alignment: 'right', margin: [0, 0, 2 * sizes.body, 0] },
  annexLabel: { bold: true },
  tableTitle: { fontSize: sizes.tableTitle, bold: true, alignment: 'center', lineHeight: tight, margin: [0, 8, 0, 4] },
  tableHead: { fontSize: sizes.table, bold: true, lineHeight: tight },
  tableText: { fontSize: sizes.table, lineHeight: tight },
  indexHead: { fontSize: sizes.index, bold: true, lineHeight: tight },
  indexText: { fontSize: sizes.index, lineHeight: tight },
  note: { fontSize: sizes.note, lineHeight: tight, margin: [0, 4, 0, 6] },
  demo: { fontSize: sizes.note, lineHeight: tight, color: muted, alignment: 'center', margin: [0, 0, 0, 8] },
  running: { fontSize: sizes.running, color: muted, lineHeight: 1.2 },
  pageNumber: { fontSize: sizes.page, lineHeight: 1.2 },
}

const padding = { left: 4, right: 4 }
/** What a table of `columns` columns has for text: its rules and paddings taken off. */
export function textWidth(columns: number): number {
  return page.width - columns * (padding.left + padding.right) - (columns + 1) * 0.5
}

export const tableLayouts: Record<string, CustomTableLayout> = {
  report: {
    hLineWidth: (row, node) => (row === 0 || row === node.table.body.length ? 1 : 0.5),
    vLineWidth: () => 0.5,
    hLineColor: () => '#1C2024',
    vLineColor: () => '#1C2024',
    paddingLeft: () => padding.left,
    paddingRight: () => padding.right,
    paddingTop: () => 3,
    paddingBottom: () => 2,
  },
}
