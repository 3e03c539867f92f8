import type { ErrorCode } from '../../shared/errors.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { FileFormat, Merge, ReadLimits } from './workbook.ts'

/** What a reading worker is told first. */
export type WorkerTask = { path: string; name: string; limits: Partial<ReadLimits> }

/**
 * What it says. Rows travel as JSON in portions, the next one when the last is taken in (`more`), so that a large sheet never blocks
 * the receiving side.
 */
export type WorkerMessage =
  | { say: 'progress'; done: { bytes?: number; rows?: number } }
  | { say: 'workbook'; format: FileFormat; encoding?: string; delimiter?: string }
  | { say: 'sheet'; name: string; rowNumbers: Uint32Array; merges: Merge[] }
  | { say: 'rows'; json: string }
  | { say: 'done' }
  | { say: 'refused'; code: ErrorCode; text: Text; details?: Record<string, unknown> }
  | { say: 'failed'; message: string }
