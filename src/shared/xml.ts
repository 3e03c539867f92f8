/** Chunks of a text; each holds many lines, so that 100,000 nodes stream without being held at once. */
export type Chunks = Generator<string, void, undefined>

/** Joins lines into chunks of some 64 kB. */
export function* chunked(lines: Iterable<string>): Chunks {
  let chunk = ''
  for (const line of lines) {
    chunk += line + '\n'
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk) yield chunk
}

const CHUNK = 65_536

/** Text for XML content and attributes; characters that XML 1.0 cannot hold are left out. */
export function escapeXml(text: string): string {
  return text.replace(NOT_XML, '').replace(/[&<>"']/g, (character) => entities[character]!)
}

// The characters that XML 1.0 does not admit at all, lone surrogates among them.
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
