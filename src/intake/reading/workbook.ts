/**
 * What a file of any format becomes: sheets of cells, nothing guessed. A row may be shorter than the widest one; what is
 * absent is empty, and empty is always null. Text stays as written; in a spreadsheet numbers are numbers, a percentage is its
 * fraction, a date is an ISO string ('2024-05-01', '2024-05-01T08:30:00', '08:30:00'), an error such as #N/A is null.
 */
export type Cell = string | number | boolean | null

export type Sheet = {
  name: string
  rows: Cell[][]
  /** The number by which a person finds row i: the spreadsheet row, the CSV record, the JSON Lines line, the JSON index. */
  rowNumbers: ArrayLike<number>
  /** Merged cells as indices into rows and columns, from 0, both ends included. */
  merges: Merge[]
  truncated?: never
}
export type Merge = { top: number; left: number; bottom: number; right: number }

export type FileFormat = 'xlsx' | 'xls' | 'html' | 'csv' | 'json' | 'jsonl'
export type Workbook = { format: FileFormat; encoding?: string; delimiter?: string; sheets: Sheet[] }

/** How much one file may cost. Rows, columns and cells count what holds a value; cells count over all sheets. */
export type ReadLimits = { maxBytes: number; maxRows: number; maxColumns: number; maxUnpackedBytes: number; maxCells: number }

export const defaultLimits: ReadLimits = {
  maxBytes: 200_000_000,
  maxRows: 1_100_000,
  maxColumns: 2_000,
  maxUnpackedBytes: 1_000_000_000,
  maxCells: 30_000_000,
}
