/** A closed outline of straight edges, `y` up; the inside lies to the right of its direction. */
export type Outline = readonly (readonly [x: number, y: number])[]
export type TypefaceShape = { name: string; unitsPerEm: number; ascent: number; descent: number; lineGap: number; advance: number; glyphs: readonly { sign: string; outlines: readonly Outline[] }[] }

/**
 * A typeface of a few signs, all of one width, as a TrueType file (ISO/IEC 14496-22): enough for an embedding that looks signs up by
 * their code points. It holds no check sums, which only an operating system would look at.
 */
export function writeTrueType(shape: TypefaceShape): Buffer {
  const glyphs = [Buffer.alloc(0), ...shape.glyphs.map(({ outlines }) => glyphOf(outlines))]
  const tables: [tag: string, content: Buffer][] = [
    ['cmap', cmap(shape)], ['glyf', Buffer.concat(glyphs)], ['head', head(shape)], ['hhea', hhea(shape, glyphs.length)],
    ['hmtx', Buffer.concat(glyphs.map(() => shorts(shape.advance, 0)))], ['loca', loca(glyphs)], ['maxp', maxp(shape)], ['name', nameTable(shape.name)],
    ['post', Buffer.concat([longs(0x30000, 0, 0, 0), Buffer.alloc(16)])],
  ]
  const records: Buffer[] = []
  let offset = 12 + 16 * tables.length
  for (const [tag, content] of tables) {
    records.push(Buffer.concat([Buffer.from(tag, 'latin1'), longs(0, offset, content.length)]))
    offset += aligned(content).length
  }
  // The three last numbers serve a binary search over the tables: the greatest power of two within their number.
  const power = 2 ** Math.floor(Math.log2(tables.length))
  return Buffer.concat([longs(0x10000), shorts(tables.length, 16 * power, Math.log2(power), 16 * (tables.length - power)), ...records, ...tables.map(([, content]) => aligned(content))])
}

function glyphOf(outlines: readonly Outline[]): Buffer {
  const points = outlines.flat().map(([x, y]) => [Math.round(x), Math.round(y)] as const)
  let last = -1
  const ends = outlines.map(({ length }) => { last += length; return last })
  // Every point lies on the curve, and each step from the one before takes two bytes.
  const steps = (axis: 0 | 1): number[] => points.map((point, index) => point[axis] - (points[index - 1]?.[axis] ?? 0))
  return aligned(Buffer.concat([shorts(outlines.length, ...box(points)), shorts(...ends, 0), Buffer.alloc(points.length, 1), shorts(...steps(0)), shorts(...steps(1))]))
}

function box(points: Outline): [minX: number, minY: number, maxX: number, maxY: number] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map((value) => Math.round(value)) as ReturnType<typeof box>
}

/** Format 12: each sign a group of its own. */
function cmap({ glyphs }: TypefaceShape): Buffer {
  const codes = glyphs.map(({ sign }, index) => [sign.codePointAt(0)!, index + 1] as const).sort(([a], [b]) => a - b)
  return Buffer.concat([shorts(0, 1, 3, 10), longs(12), shorts(12, 0), longs(16 + 12 * codes.length, 0, codes.length), ...codes.map(([code, glyph]) => longs(code, code, glyph))])
}

function head({ unitsPerEm, glyphs }: TypefaceShape): Buffer {
  const bounds = box(glyphs.flatMap(({ outlines }) => outlines.flat()))
  // Versions, no check sum, the mark of the format, flags; two dates of eight bytes; then the last five: plain, any size, long offsets.
  return Buffer.concat([longs(0x10000, 0x10000, 0, 0x5F0F3CF5), shorts(0, unitsPerEm), Buffer.alloc(16), shorts(...bounds, 0, 8, 2, 1, 0)])
}

function hhea({ ascent, descent, lineGap, advance }: TypefaceShape, metrics: number): Buffer {
  return Buffer.concat([longs(0x10000), shorts(ascent, descent, lineGap, advance, 0, 0, advance, 1, 0, 0, 0, 0, 0, 0, 0, metrics)])
}

function loca(glyphs: readonly Buffer[]): Buffer {
  let end = 0
  return longs(0, ...glyphs.map(({ length }) => { end += length; return end }))
}

function maxp({ glyphs }: TypefaceShape): Buffer {
  const points = Math.max(...glyphs.map(({ outlines }) => outlines.flat().length))
  const outlines = Math.max(...glyphs.map((glyph) => glyph.outlines.length))
  return Buffer.concat([longs(0x10000), shorts(glyphs.length + 1, points, outlines, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0)])
}

/** The family's and the PostScript name, in UTF-16 for Windows, English. */
function nameTable(name: string): Buffer {
  const text = Buffer.from(name, 'utf16le').swap16()
  const records = [1, 6].map((kind) => shorts(3, 1, 0x409, kind, text.length, 0))
  return Buffer.concat([shorts(0, records.length, 6 + 12 * records.length), ...records, text])
}

/** Numbers of two bytes, the high byte first. */
function shorts(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  values.forEach((value, index) => bytes.writeUInt16BE(value & 0xFFFF, 2 * index))
  return bytes
}

function longs(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index))
  return bytes
}

function aligned(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}
