import { writeXlsx } from 'hucre'
import { csvLine } from '../shared/csv.ts'
import type { Result, ResultCell, ResultTable } from '../shared/results.ts'
import type { Text } from '../shared/vocabulary.ts'

type Language = keyof Text

/** What stands beside the tables of an exported result: by what, from which facts and with which parameters it was computed. */
export type Provenance = { title: Text; method: string; lines: readonly (readonly [Text, string])[] }

/** A table as CSV: the keys of the columns head it, numbers are written in full, what is not known is blank. */
export function csvOf({ columns, rows }: ResultTable): string {
  return [columns.map(({ key }) => key), ...rows.map(({ cells }) => cells)].map(csvLine).join('')
}

/** A result as a workbook: a sheet a table, and one that says what it is. */
export async function xlsxOf({ tables, notes, cautions }: Result, { title, method, lines }: Provenance, language: Language): Promise<Uint8Array> {
  const words = language === 'zh' ? { about: '说明', method: '方法说明', note: '说明', caution: '注意' } : { about: 'About', method: 'Method', note: 'Note', caution: 'Caution' }
  const about: ResultCell[][] = [
    [title[language]], [words.method, method], ...lines.map(([name, value]) => [name[language], value]),
    ...notes.map((note) => [words.note, note[language]]), ...cautions.map((caution) => [words.caution, caution[language]]),
  ]
  const sheets = tables.map((table) => ({ name: sheetName(table.title[language]), rows: [headings(table, language), ...table.rows.map(({ cells }) => cells.map((cell, n) => shown(table, n, cell, language)))] }))
  return writeXlsx({ sheets: [...sheets, { name: words.about, rows: about }] })
}

function headings({ columns }: ResultTable, language: Language): string[] {
  return columns.map(({ title, unit }) => (unit ? `${title[language]} (${unit[language]})` : title[language]))
}

function shown({ columns }: ResultTable, n: number, cell: ResultCell, language: Language): ResultCell {
  return typeof cell === 'string' ? columns[n]!.terms?.[cell]?.[language] ?? cell : cell
}

function sheetName(title: string): string {
  return title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)
}
