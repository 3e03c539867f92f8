import { isUtf8 } from 'node:buffer'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'
export type Decoded = { text: string; encoding: Encoding }

const sampleBytes = 65_536

/**
 * Text out of bytes: a byte order mark decides; else NULs on every other place mean UTF-16; else valid UTF-8 is UTF-8; else it
 * is GB18030, unless nearly all of it reads as UTF-8 (a UTF-8 file with a few damaged bytes must not turn into nonsense).
 * NULs are left out and bytes that mean nothing become U+FFFD, so the text is well formed.
 */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = markOf(bytes) ?? wideEncoding(bytes) ?? (isUtf8(bytes) || isDamagedUtf8(bytes) ? 'utf-8' : 'gb18030')
  const text = new TextDecoder(encoding).decode(bytes)
  return { text: text.includes('\0') ? text.replaceAll('\0', '') : text, encoding }
}

function markOf(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: commas, digits and line ends leave NULs on one side only. A stray NUL in UTF-8 is none of that. */
function wideEncoding(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length, sampleBytes) & ~1
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  if ((odd + even) * 4 < length && isUtf8(bytes)) return undefined
  const enough = length / 2 / 50
  if (odd > 0 && odd >= enough && even * 10 <= odd) return 'utf-16le'
  if (even > 0 && even >= enough && odd * 10 <= even) return 'utf-16be'
  return undefined
}

/** At most one unreadable place in fifty characters beyond ASCII: GB18030 text read as UTF-8 is nearly all unreadable. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const start = bytes.findIndex((byte) => byte > 0x7f)
  const text = new TextDecoder('utf-8').decode(bytes.subarray(start, start + sampleBytes), { stream: true })
  let unreadable = 0
  let beyondAscii = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) unreadable++
    if (code > 0x7f) beyondAscii++
  }
  return beyondAscii > 0 && unreadable * 50 <= beyondAscii
}

/** Whether decoded text is something a person wrote, and not the bytes of a program: hardly any control or unreadable character. */
export function isPlausibleText(text: string): boolean {
  const length = Math.min(text.length, sampleBytes)
  let strange = 0
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    const control = code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d && code !== 0x0c && code !== 0x1a
    if (control || code === 0xfffd || (code >= 0x7f && code < 0xa0)) strange++
  }
  return strange * 50 <= length || (strange === 1 && length > 4)
}
