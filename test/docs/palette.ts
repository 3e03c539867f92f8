import { deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

/**
 * A PNG as a browser takes it (8 bits a channel, not interlaced) with at most 256 colours: those that tell most stay as they are,
 * every other becomes the nearest of them. Pages have few colours, so nothing is seen of it, and the file is a third.
 */
export function toPalette(png: Buffer): Buffer {
  const { width, height, pixels } = readPixels(png)
  const palette = chosenColours(pixels, 256)
  const indices = indicesOf(pixels, palette)
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++) rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([signature, chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

type Picture = { width: number; height: number; pixels: Uint32Array }

/** The colours of a picture as 0xRRGGBB. */
export function readPixels(png: Buffer): Picture {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('Not a PNG.')
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = ({ 2: 3, 6: 4 } as Record<number, number>)[png[25]!]
  if (png[24] !== 8 || channels === undefined || png[28] !== 0) throw new Error('Only plain PNGs of 8 bits a channel are read.')
  const rows = unfilter(inflateSync(Buffer.concat(chunksOf(png, 'IDAT'))), { stride: width * channels, height, channels })
  const pixels = new Uint32Array(width * height)
  for (let i = 0; i < pixels.length; i++) pixels[i] = (rows[i * channels]! << 16) | (rows[i * channels + 1]! << 8) | rows[i * channels + 2]!
  return { width, height, pixels }
}

function chunksOf(png: Buffer, wanted: string): Buffer[] {
  const found: Buffer[] = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === wanted) found.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  return found
}

/** Takes back the prediction that each row of a PNG is written with (PNG specification, 9). */
function unfilter(raw: Buffer, { stride, height, channels }: { stride: number; height: number; channels: number }): Uint8Array {
  const rows = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= channels ? rows[at - channels]! : 0
      const up = y > 0 ? rows[at - stride]! : 0
      const corner = x >= channels && y > 0 ? rows[at - stride - channels]! : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!
      rows[at] = raw[y * (stride + 1) + 1 + x]! + guess
    }
  }
  return rows
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

/**
 * The most frequent colour, then always the one that would be missed most: by its distance from those chosen so far, and, less, by
 * how often it occurs. So the small sign of a state keeps its colour beside large grey areas.
 */
function chosenColours(pixels: Uint32Array, most: number): number[] {
  const counts = new Map<number, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const all = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const distances = all.map(() => Infinity)
  const chosen: number[] = []
  for (let next = 0; chosen.length < Math.min(most, all.length); next = mostMissed(all, distances)) {
    const colour = all[next]![0]
    chosen.push(colour)
    for (const [at, [other]] of all.entries()) distances[at] = Math.min(distances[at]!, distanceOf(colour, other))
  }
  return chosen
}

function mostMissed(all: readonly (readonly [number, number])[], distances: readonly number[]): number {
  let best = 0
  let most = -1
  for (const [at, [, count]] of all.entries()) {
    const missed = distances[at]! * Math.sqrt(count)
    if (missed > most) [best, most] = [at, missed]
  }
  return best
}

function indicesOf(pixels: Uint32Array, palette: readonly number[]): Uint8Array {
  const known = new Map(palette.map((colour, index) => [colour, index]))
  return Uint8Array.from(pixels, (colour) => {
    const index = known.get(colour) ?? nearest(colour, palette)
    known.set(colour, index)
    return index
  })
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = 0
  let least = Infinity
  for (const [index, other] of palette.entries()) {
    const distance = distanceOf(colour, other)
    if (distance < least) [best, least] = [index, distance]
  }
  return best
}

function distanceOf(one: number, other: number): number {
  const [r, g, b] = [(one >> 16) - (other >> 16), ((one >> 8) & 255) - ((other >> 8) & 255), (one & 255) - (other & 255)]
  return r * r + g * g + b * b
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(content.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) value = crcTable[(value ^ byte) & 255]! ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
