import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPixels, toPalette } from './palette.ts'

/** A PNG of three channels without prediction. */
function pngOf(width: number, height: number, colours: readonly number[]): Buffer {
  const rows = Array.from({ length: height }, (_, y) => [0, ...colours.slice(y * width, (y + 1) * width).flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255])]).flat()
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const chunk = (name: string, content: Buffer): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(content.length)
    return Buffer.concat([length, Buffer.from(name), content, Buffer.alloc(4)])
  }
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from(rows))), chunk('IEND', Buffer.alloc(0))])
}

test('a picture is read as it was written', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.infiniteStream(fc.integer({ min: 0, max: 0xffffff })), (width, height, stream) => {
    const colours = [...stream.take(width * height)]
    expect(readPixels(pngOf(width, height, colours))).toEqual({ width, height, pixels: Uint32Array.from(colours) })
  }))
})

test('the palette picture has at most 256 colours and says so in its head', () => {
  const colours = Array.from({ length: 40 * 40 }, (_, i) => i * 4099 % 0xffffff)
  const made = toPalette(pngOf(40, 40, colours))
  expect(made[25]).toBe(3)
  expect(made.readUInt32BE(made.indexOf('PLTE') - 4)).toBeLessThanOrEqual(256 * 3)
})

test('a small red sign stays red beside hundreds of greys', () => {
  const greys = Array.from({ length: 60 * 60 }, (_, i) => 0x010101 * (i % 256) + (i % 16 < 8 ? 1 : 0))
  const red = 0xb3261e
  const made = toPalette(pngOf(60, 60, [...greys.slice(0, -3), red, red, red]))
  const at = made.indexOf('PLTE')
  const colours = [...made.subarray(at + 4, at + 4 + made.readUInt32BE(at - 4))].flatMap((byte, i, all) => (i % 3 === 0 ? [byte * 65536 + all[i + 1]! * 256 + all[i + 2]!] : []))
  expect(colours).toContain(red)
})
