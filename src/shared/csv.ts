/** The mark that tells spreadsheets that a CSV is UTF-8. */
export const utf8Mark = '\ufeff'

/** A line of CSV (RFC 4180): what is missing is blank, lists and objects stand as JSON. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
