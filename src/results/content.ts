import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Result } from '../shared/results.ts'

/** A result as it is kept: packed, and known by the hash of its text. */
export type Content = { packed: Uint8Array; sha256: string }

/** Packs a result where it was computed: as objects a hundred thousand rows take fifty times as much, and whoever serves people would have to hold them. */
export function packResult(result: Result): Content {
  const text = JSON.stringify(result)
  return { packed: deflateRawSync(text), sha256: createHash('sha256').update(text).digest('hex') }
}

export function unpackResult(packed: Uint8Array): Result {
  return JSON.parse(inflateRawSync(packed).toString('utf8')) as Result
}
