import { createHash, type Hash } from 'node:crypto'

/** Raised when the columns of a snapshot change their meaning, so that old ids are never met again by chance. */
const form = 'snapshot@1'

/** SHA-256 over columns, lists and graphs in the order in which they stand; numbers by their bytes, texts as JSON. */
export function hashOf(content: object): string {
  const hash = createHash('sha256').update(form)
  add(hash, content)
  return hash.digest('hex')
}

function add(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [name, part] of Object.entries(value)) {
      hash.update(`\n${name}:`)
      add(hash, part)
    }
  } else hash.update(JSON.stringify(value))
}
