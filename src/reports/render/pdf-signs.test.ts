import { describe, expect, it } from 'vitest'
import { cutAtSigns, signTypeface } from './pdf-signs.ts'
import { writeTrueType } from './true-type.ts'

/** Where each table lies, by its tag. */
function tablesOf(file: Buffer): Map<string, Buffer> {
  return new Map(Array.from({ length: file.readUInt16BE(4) }, (_, index) => {
    const at = 12 + 16 * index
    const start = file.readUInt32BE(at + 8)
    return [file.toString('latin1', at, at + 4), file.subarray(start, start + file.readUInt32BE(at + 12))]
  }))
}

describe('the typeface of our signs', () => {
  it('cuts a text so that each sign stands alone', () => {
    expect(cutAtSigns('⧗ 堵点、✕ 断点')).toEqual([{ text: '⧗', isSign: true }, { text: ' 堵点、', isSign: false }, { text: '✕', isSign: true }, { text: ' 断点', isSign: false }])
    expect(cutAtSigns('')).toEqual([])
  })
  it('holds an outline for each sign, found by its code point, inside one em', () => {
    const tables = tablesOf(signTypeface())
    const [cmap, loca, glyf] = [tables.get('cmap')!, tables.get('loca')!, tables.get('glyf')!]
    expect(cmap.readUInt32BE(24)).toBe(3)
    const found = [0, 1, 2].map((group) => [String.fromCodePoint(cmap.readUInt32BE(28 + 12 * group)), cmap.readUInt32BE(36 + 12 * group)] as const)
    expect(found.map(([sign]) => sign).join('')).toBe('◷✕⧗')
    for (const [sign, glyph] of found) {
      const outline = glyf.subarray(loca.readUInt32BE(4 * glyph), loca.readUInt32BE(4 * glyph + 4))
      expect(outline.readInt16BE(0), sign).toBe(sign === '◷' ? 3 : 1)
      expect([outline.readInt16BE(2), outline.readInt16BE(4), outline.readInt16BE(6), outline.readInt16BE(8)].every((edge) => edge > -120 && edge < 1000), sign).toBe(true)
    }
  })
  it('writes the points of an outline as steps from one to the next', () => {
    const square = [[10, 20], [10, 120], [110, 120], [110, 20]] as const
    const glyf = tablesOf(writeTrueType({ name: 'Square', unitsPerEm: 1000, ascent: 880, descent: -120, lineGap: 0, advance: 120, glyphs: [{ sign: '□', outlines: [square] }] })).get('glyf')!
    expect([0, 1, 2, 3, 4, 5, 6].map((index) => glyf.readInt16BE(2 * index))).toEqual([1, 10, 20, 110, 120, 3, 0])
    expect([...glyf.subarray(14, 18)]).toEqual([1, 1, 1, 1])
    expect([0, 1, 2, 3].map((point) => [glyf.readInt16BE(18 + 2 * point), glyf.readInt16BE(26 + 2 * point)])).toEqual([[10, 20], [0, 100], [100, 0], [0, -100]])
  })
})
