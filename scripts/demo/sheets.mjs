/** Writers of the two file formats of the demo; the same rows always give the same bytes. */

/** A CSV as a Chinese spreadsheet program saves it: byte order mark, CRLF, quotes only where needed. */
export function csv(header, rows) {
  const lines = [header, ...rows].map((row) => row.map(csvCell).join(','))
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`)
}

/** A workbook of one sheet with a fixed time of change. */
export async function xlsx({ name, title, rows, merges, widths, dateColumns = [], frozenRows, headerRows }) {
  // The engine's deflate differs between versions and processors; without it the library packs with its own code.
  delete globalThis.CompressionStream
  const { writeXlsx } = await import('hucre/xlsx')
  const when = new Date(Date.UTC(2026, 10, 2))
  return writeXlsx({
    sheets: [{
      name, rows, merges,
      columns: widths.map((width) => ({ width })),
      cells: styledCells(rows, headerRows, dateColumns),
      freezePane: { rows: frozenRows },
    }],
    properties: { title, creator: '广东精密仪器设备集群促进组织（虚构）', created: when, modified: when },
  })
}

/** A date cell from `yyyy-mm-dd`; null stays empty. */
export function dateCell(text) {
  return text === null ? null : new Date(`${text}T00:00:00Z`)
}

function csvCell(value) {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function styledCells(rows, headerRows, dateColumns) {
  const cells = new Map()
  for (const r of headerRows) {
    rows[r].forEach((value, c) => {
      if (value !== null) cells.set(`${r},${c}`, { value, style: { font: { bold: true }, alignment: { horizontal: 'center', vertical: 'center' } } })
    })
  }
  rows.forEach((row, r) => {
    for (const c of dateColumns) if (row[c] instanceof Date) cells.set(`${r},${c}`, { value: row[c], style: { numFmt: 'yyyy-mm-dd' } })
  })
  return cells
}
