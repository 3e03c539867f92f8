import { crc32, inflateRawSync } from 'node:zlib'
import { bomb, brokenFile, passwordProtected } from './refusals.ts'
import type { ReadLimits } from './workbook.ts'

/** The parts of a ZIP by name (lower case, forward slashes); `unpack` never yields more than the limits allow, whatever the headers say. */
export type Zip = { names: ReadonlySet<string>; unpack: (name: string) => Buffer; has: (name: string) => boolean }

type Entry = { name: string; encrypted: boolean; method: number; crc: number; packed: number; unpacked: number; offset: number }

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const end64Signature = 0x06064b50
const locator64Signature = 0x07064b50
/** Sheets pack at 10 to 60 to one; a part beyond this and of some size was made to do harm. */
const maxRatio = 400
const ratioFrom = 20_000_000

export function openZip(bytes: Uint8Array, file: string, limits: ReadLimits): Zip {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(data, file)
  let declared = 0
  for (const { unpacked, encrypted } of entries.values()) {
    if (encrypted) throw passwordProtected(file)
    declared += unpacked
  }
  if (declared > limits.maxUnpackedBytes) throw bomb(file, limits.maxUnpackedBytes)
  let left = limits.maxUnpackedBytes
  return {
    names: new Set(entries.keys()),
    has: (name) => entries.has(keyOf(name)),
    unpack: (name) => {
      const entry = entries.get(keyOf(name))
      if (!entry) throw brokenFile(file, { zh: `缺少部件 ${name}`, en: `the part ${name} is missing` })
      const content = unpackEntry(data, entry, file, limits, left)
      left -= content.length
      return content
    },
  }
}

function keyOf(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()
}

function readDirectory(data: Buffer, file: string): Map<string, Entry> {
  const { start, count } = findDirectory(data, file)
  const entries = new Map<string, Entry>()
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== entrySignature) throw cutShort(data, file)
    const nameLength = data.readUInt16LE(at + 28)
    const extraLength = data.readUInt16LE(at + 30)
    const nameEnd = at + 46 + nameLength
    const next = nameEnd + extraLength + data.readUInt16LE(at + 32)
    if (next > data.length) throw cutShort(data, file)
    const entry: Entry = {
      name: data.toString('utf8', at + 46, nameEnd),
      encrypted: (data.readUInt16LE(at + 8) & 1) === 1,
      method: data.readUInt16LE(at + 10),
      crc: data.readUInt32LE(at + 16),
      packed: data.readUInt32LE(at + 20),
      unpacked: data.readUInt32LE(at + 24),
      offset: data.readUInt32LE(at + 42),
    }
    readWideSizes(entry, data.subarray(nameEnd, nameEnd + extraLength))
    entries.set(keyOf(entry.name), entry)
    at = next
  }
  return entries
}

function findDirectory(data: Buffer, file: string): { start: number; count: number } {
  const lowest = Math.max(0, data.length - 65_557)
  for (let at = data.length - 22; at >= lowest; at--) {
    if (data.readUInt32LE(at) !== endSignature) continue
    const start = data.readUInt32LE(at + 16)
    const count = data.readUInt16LE(at + 10)
    const wide = start === 0xffffffff || count === 0xffff
    return wide && at >= 20 && data.readUInt32LE(at - 20) === locator64Signature ? findWideDirectory(data, at, file) : { start, count }
  }
  throw cutShort(data, file)
}

function findWideDirectory(data: Buffer, end: number, file: string): { start: number; count: number } {
  const at = Number(data.readBigUInt64LE(end - 12))
  if (at + 56 > data.length || data.readUInt32LE(at) !== end64Signature) throw cutShort(data, file)
  return { start: Number(data.readBigUInt64LE(at + 48)), count: Number(data.readBigUInt64LE(at + 32)) }
}

/** Sizes beyond 32 bits stand in the extra field 1, in this order, only those that are marked as too wide. */
function readWideSizes(entry: Entry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let value = at + 4
    for (const field of ['unpacked', 'packed', 'offset'] as const) {
      if (entry[field] !== 0xffffffff || value + 8 > extra.length) continue
      entry[field] = Number(extra.readBigUInt64LE(value))
      value += 8
    }
    return
  }
}

function unpackEntry(data: Buffer, entry: Entry, file: string, limits: ReadLimits, left: number): Buffer {
  if (entry.unpacked > ratioFrom && entry.unpacked > entry.packed * maxRatio) throw bomb(file, limits.maxUnpackedBytes)
  if (entry.offset + 30 > data.length || data.readUInt32LE(entry.offset) !== localSignature) throw damaged(entry, file)
  const start = entry.offset + 30 + data.readUInt16LE(entry.offset + 26) + data.readUInt16LE(entry.offset + 28)
  if (start + entry.packed > data.length) throw cutShort(data, file)
  const packed = data.subarray(start, start + entry.packed)
  const content = entry.method === 0 ? packed : inflate(packed, entry, file, limits, left)
  if (content.length > left) throw bomb(file, limits.maxUnpackedBytes)
  if (entry.crc !== 0 && crc32(content) !== entry.crc) throw damaged(entry, file)
  return content
}

function inflate(packed: Buffer, entry: Entry, file: string, limits: ReadLimits, left: number): Buffer {
  if (entry.method !== 8) {
    throw brokenFile(file, { zh: `部件 ${entry.name} 的压缩方式 ${entry.method} 不受支持`, en: `the part ${entry.name} is packed in an unsupported way (${entry.method})` })
  }
  const plausible = Math.min(left, Math.max(ratioFrom, packed.length * maxRatio))
  // One chunk of the declared size spares a copy; a lying header only costs that copy.
  const chunkSize = Math.min(Math.max(entry.unpacked + 64, 65_536), plausible + 65_536)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, plausible), chunkSize })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw bomb(file, limits.maxUnpackedBytes)
    throw damaged(entry, file)
  }
}

function damaged({ name }: Entry, file: string): Error {
  return brokenFile(file, { zh: `部件 ${name} 无法解压`, en: `the part ${name} cannot be unpacked` })
}

function cutShort(data: Buffer, file: string): Error {
  return brokenFile(file, {
    zh: `文件在第 ${data.length} 字节处中断，内部目录缺失`,
    en: `it stops short at byte ${data.length}, its inner directory is missing`,
  })
}
