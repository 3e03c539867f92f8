import { z } from 'zod'
import type { Text } from './vocabulary.ts'

/**
 * What an analysis answers: tables that every page, command and export can show, notes, cautions, and a detail of its own for the
 * page of its family. Numbers are written as they are; what is not known or not defined is null, never 0.
 */
const text = z.object({ zh: z.string(), en: z.string() })

export const resultColumn = z.object({
  key: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*$/).describe('heading in CSV'),
  title: text,
  kind: z.enum(['text', 'number', 'integer', 'share', 'money', 'boolean', 'term']),
  unit: text.optional(),
  terms: z.record(z.string(), text).optional().describe('for the kind term: what each key is called'),
  main: z.boolean().optional().describe('the value the analysis is about: ranked and drawn first'),
  computed: z.boolean().optional().describe('a computed value, which opens into its evidence'),
})
export type ResultColumn = z.infer<typeof resultColumn>

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type ResultCell = z.infer<typeof cell>

export const resultRow = z.object({
  key: z.string().max(150).describe('what the row is about, the same in every run: node:12, organisation:7, region:440300'),
  cells: z.array(cell),
  inferred: z.boolean().optional().describe('rests on inferred data'),
})
export type ResultRow = z.infer<typeof resultRow>

export const resultTable = z.object({ id: z.string().regex(/^[a-z][a-z0-9-]*$/), title: text, columns: z.array(resultColumn), rows: z.array(resultRow) })
export type ResultTable = z.infer<typeof resultTable>

export type Result<Detail = unknown> = {
  /** The first is the main one. */
  tables: ResultTable[]
  /** What was done: rules and parameters that a reader must know, with their values. */
  notes: Text[]
  /** What a reader must not do with it, and what was left out. */
  cautions: Text[]
  /** What the page of the family draws from beside the tables: plain JSON. */
  detail?: Detail
}

/** A number as a cell: what is not a finite number is not known. */
export function cellOf(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
