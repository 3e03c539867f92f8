import { characterOf } from './html.ts'

const less = 60
const greater = 62
const slash = 47
const equals = 61
const doubleQuote = 34
const singleQuote = 39
const colon = 58

/**
 * Walks over the tags of an XML part, straight on its bytes: parts of several hundred megabytes are longer than a string may be,
 * and most of their text (formulas, styles) is never wanted. Entities are not expanded beyond the five and the numbers, so no
 * document can grow by reading it. Namespace prefixes are passed over.
 */
export class XmlWalker {
  readonly bytes: Buffer
  /** After the tag just read. */
  at = 0
  /** The local name packed into a number, up to four letters; 0 for longer ones. Compare with `packName`. */
  code = 0
  closing = false
  selfClosing = false
  private nameStart = 0
  private nameEnd = 0
  private tagEnd = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  /** Moves behind the next tag; false at the end of the part. */
  next(): boolean {
    const { bytes } = this
    for (;;) {
      const open = findLess(bytes, this.at)
      if (open < 0 || open + 1 >= bytes.length) return false
      const first = bytes[open + 1] as number
      if (first === 33 || first === 63) {
        this.at = endOfMark(bytes, open)
        continue
      }
      this.closing = first === slash
      this.readName(open + (this.closing ? 2 : 1))
      return this.readEnd()
    }
  }

  /** The local name of the tag. */
  name(): string {
    return this.bytes.toString('latin1', this.nameStart, this.nameEnd)
  }

  /** The text up to the end of the element just opened, its inner tags left out. Stands behind its closing tag afterwards. */
  text(): string {
    if (this.selfClosing) return ''
    const { bytes } = this
    const start = this.at
    const open = findLess(bytes, start)
    if (open < 0) {
      this.at = bytes.length
      return decodeEntities(bytes.toString('utf8', start, bytes.length))
    }
    if (bytes[open + 1] === slash) {
      this.next()
      return decodeEntities(bytes.toString('utf8', start, open))
    }
    return this.mixedText()
  }

  /** The bytes of plain text from here to the next tag, as a pair of places. */
  textEnd(): number {
    const open = findLess(this.bytes, this.at)
    return open < 0 ? this.bytes.length : open
  }

  attribute(name: string): string | undefined {
    let found: string | undefined
    this.eachAttribute((start, end, from, to) => {
      const full = this.bytes.toString('latin1', start, end)
      if (full === name || full.slice(full.indexOf(':') + 1) === name) found ??= decodeEntities(this.bytes.toString('utf8', from, to))
    })
    return found
  }

  /** Calls with the places of name and value of every attribute. */
  eachAttribute(visit: (nameStart: number, nameEnd: number, start: number, end: number) => void): void {
    const { bytes, tagEnd } = this
    let at = this.nameEnd
    while (at < tagEnd) {
      while (at < tagEnd && (bytes[at] as number) <= 32) at++
      const nameStart = at
      while (at < tagEnd && bytes[at] !== equals && (bytes[at] as number) > 32) at++
      const nameEnd = at
      while (at < tagEnd && bytes[at] !== doubleQuote && bytes[at] !== singleQuote) at++
      const quote = bytes[at] as number
      const start = ++at
      while (at < tagEnd && bytes[at] !== quote) at++
      if (start <= tagEnd && nameEnd > nameStart) visit(nameStart, nameEnd, start, at)
      at++
    }
  }

  private mixedText(): string {
    const { bytes } = this
    let text = ''
    let depth = 1
    while (depth > 0) {
      const open = findLess(bytes, this.at)
      text += decodeEntities(bytes.toString('utf8', this.at, open < 0 ? bytes.length : open))
      if (open >= 0 && bytes[open + 1] === 33 && bytes[open + 2] === 91) {
        this.at = endOfMark(bytes, open)
        text += bytes.toString('utf8', open + 9, this.at - 3)
        continue
      }
      if (open >= 0) this.at = open
      if (!this.next()) break
      if (this.closing) depth--
      else if (!this.selfClosing) depth++
    }
    return text
  }

  private readName(start: number): void {
    const { bytes } = this
    let at = start
    let nameStart = start
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number
      if (byte <= 32 || byte === greater || byte === slash) break
      if (byte === colon) nameStart = at + 1
    }
    this.nameStart = nameStart
    this.nameEnd = at
    let code = 0
    if (at - nameStart <= 4) for (let i = nameStart; i < at; i++) code = (code << 8) | (bytes[i] as number)
    this.code = code
  }

  private readEnd(): boolean {
    const { bytes } = this
    let at = this.nameEnd
    for (; at < bytes.length; at++) {
      const byte = bytes[at]
      if (byte === greater) break
      if (byte === doubleQuote || byte === singleQuote) {
        at = bytes.indexOf(byte, at + 1)
        if (at < 0) return false
      }
    }
    if (at >= bytes.length) return false
    this.selfClosing = !this.closing && bytes[at - 1] === slash
    this.tagEnd = this.selfClosing ? at - 1 : at
    this.at = at + 1
    return true
  }
}

/** Up to four letters as a number, to compare with `code`. */
export function packName(name: string): number {
  let code = 0
  for (let i = 0; i < name.length; i++) code = (code << 8) | name.charCodeAt(i)
  return code
}

/** The next tag is mostly near, and a look at some bytes is cheaper than a call out of the language. */
function findLess(bytes: Buffer, from: number): number {
  const near = Math.min(from + 48, bytes.length)
  for (let at = from; at < near; at++) if (bytes[at] === less) return at
  return bytes.indexOf(less, near)
}

function endOfMark(bytes: Buffer, open: number): number {
  const [start, end] = bytes[open + 1] === 63 ? [2, '?>'] : bytes[open + 2] === 45 ? [4, '-->'] : bytes[open + 2] === 91 ? [9, ']]>'] : [2, '>']
  const close = bytes.indexOf(end, open + start)
  return close < 0 ? bytes.length : close + end.length
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole
    return characterOf(decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal))
  })
}
