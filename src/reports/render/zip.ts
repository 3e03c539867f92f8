import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/**
 * ZIP as office files use it, read and written by us for one reason: the same report must give the same bytes, and the
 * libraries stamp the clock into every entry.
 */
export type ZipEntry = { name: string; data: Uint8Array }

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 }
/** 1 January 1980, the oldest day a ZIP can say. */
const fixedDate = 33
const utf8Names = 0x0800

/** The entries of a ZIP made in memory (no ZIP64, no encryption). */
export function readZip(bytes: Uint8Array): ZipEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const entries: ZipEntry[] = []
  let at = buffer.readUInt32LE(end + 16)
  for (let left = buffer.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = buffer.readUInt16LE(at + 28)
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength)
    entries.push({ name, data: entryData(buffer, at) })
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return entries
}

/** The same entries always give the same bytes: fixed date, fixed order, no extra fields. */
export function writeZip(entries: ZipEntry[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data } of entries) {
    const packed = deflateRawSync(data)
    const encoded = Buffer.from(name)
    const common = commonFields(encoded, data, packed)
    const local = Buffer.concat([uint32(signatures.local), common, encoded, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([uint32(signatures.central), uint16(20), common, place, encoded]))
    parts.push(local)
    offset += local.length
  }
  return Uint8Array.from(Buffer.concat([...parts, ...directory, endRecord(entries.length, Buffer.concat(directory).length, offset)]))
}

function entryData(buffer: Buffer, central: number): Uint8Array {
  const local = buffer.readUInt32LE(central + 42)
  const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
  const packed = buffer.subarray(start, start + buffer.readUInt32LE(central + 20))
  return buffer.readUInt16LE(central + 10) === 0 ? packed : inflateRawSync(packed)
}

/** The fields that the local and the central header share, from "version needed" to "extra field length". */
function commonFields(name: Buffer, data: Uint8Array, packed: Buffer): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(utf8Names, 2)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt16LE(0, 6)
  fields.writeUInt16LE(fixedDate, 8)
  fields.writeUInt32LE(crc32(data), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(data.length, 18)
  fields.writeUInt16LE(name.length, 22)
  return fields
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(signatures.end, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2)
  buffer.writeUInt16LE(value)
  return buffer
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}
