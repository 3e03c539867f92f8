import type { Snapshot } from '../snapshot/snapshot.ts'
import type { Text } from '../shared/vocabulary.ts'

/**
 * A computation over a snapshot and nothing else: the same snapshot and parameters give the same result for ever. Ids are for ever;
 * a changed formula raises the version. `method` is the note that says what is computed and after whom.
 */
export type Analysis<Parameters, Result> = {
  id: string
  version: number
  title: Text
  method: string
  compute(snapshot: Snapshot, parameters: Parameters): Result
}

/** The name under which results are kept: id and version. */
export function nameOf({ id, version }: { id: string; version: number }): string {
  return `${id}@${version}`
}
