import { brokenFile } from './refusals.ts'

/** The streams of an OLE2 compound file by name, as in [MS-CFB]. Each is read when asked for; a chain that leaves the file or turns in circles is refused. */
export type Ole = { names: ReadonlySet<string>; stream: (name: string) => Buffer | undefined }

const endOfChain = 0xfffffffe
const directoryEntrySize = 128
const kindStream = 2
const kindRoot = 5

type Entry = { name: string; kind: number; left: number; right: number; child: number; start: number; size: number }
type Container = { data: Buffer; file: string; sectorSize: number; fat: Uint32Array }

export function openOle(bytes: Uint8Array, file: string): Ole {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data.length < 512) throw cutShort(data, file)
  const sectorShift = data.readUInt16LE(30)
  if (sectorShift !== 9 && sectorShift !== 12) throw cutShort(data, file)
  const container: Container = { data, file, sectorSize: 1 << sectorShift, fat: new Uint32Array(0) }
  container.fat = readFat(container)
  const entries = readDirectory(container)
  const root = entries[0]
  if (root?.kind !== kindRoot) throw cutShort(data, file)
  const streams = childrenOf(entries, root).filter(({ kind }) => kind === kindStream)
  return {
    names: new Set(streams.map(({ name }) => name)),
    stream: (name) => {
      const entry = streams.find((one) => one.name === name)
      return entry && readStream(container, root, entry)
    },
  }
}

function readFat(container: Container): Uint32Array {
  const { data, sectorSize } = container
  const count = Math.min(data.readUInt32LE(44), Math.ceil(data.length / sectorSize))
  const places: number[] = []
  for (let i = 0; i < 109 && places.length < count; i++) places.push(data.readUInt32LE(76 + i * 4))
  const perSector = sectorSize / 4 - 1
  for (let next = data.readUInt32LE(68), left = count; places.length < count && next < endOfChain && left > 0; left--) {
    const sector = sectorAt(container, next)
    for (let i = 0; i < perSector && places.length < count; i++) places.push(sector.readUInt32LE(i * 4))
    next = sector.readUInt32LE(perSector * 4)
  }
  const fat = new Uint32Array(places.length * (sectorSize / 4))
  places.forEach((place, i) => {
    const sector = sectorAt(container, place)
    for (let k = 0; k < sectorSize / 4; k++) fat[i * (sectorSize / 4) + k] = sector.readUInt32LE(k * 4)
  })
  return fat
}

function readDirectory(container: Container): Entry[] {
  const bytes = readChain(container, container.data.readUInt32LE(48), Infinity)
  const entries: Entry[] = []
  for (let at = 0; at + directoryEntrySize <= bytes.length; at += directoryEntrySize) {
    const nameLength = Math.min(Math.max(bytes.readUInt16LE(at + 64) - 2, 0), 62)
    const kind = bytes[at + 66] as number
    const name = bytes.toString('utf16le', at, at + nameLength)
    const [left, right, child] = [68, 72, 76].map((place) => bytes.readUInt32LE(at + place)) as [number, number, number]
    entries.push({ name, kind, left, right, child, start: bytes.readUInt32LE(at + 116), size: bytes.readUInt32LE(at + 120) })
  }
  return entries
}

/** Only what stands directly in the root: a workbook embedded in a letter is not the file's workbook. */
function childrenOf(entries: Entry[], root: Entry): Entry[] {
  const found = new Set<Entry>()
  const open = [root.child]
  while (open.length > 0) {
    const entry = entries[open.pop() as number]
    if (!entry || found.has(entry)) continue
    found.add(entry)
    open.push(entry.left, entry.right)
  }
  return [...found]
}

function readStream(container: Container, root: Entry, entry: Entry): Buffer {
  const { data, file } = container
  if (entry.size > data.length) throw cutShort(data, file)
  if (entry.size >= data.readUInt32LE(56)) return readChain(container, entry.start, entry.size)
  const short = readChain(container, root.start, root.size)
  const table = readChain(container, data.readUInt32LE(60), Infinity)
  const parts: Buffer[] = []
  for (let at = entry.start, left = entry.size; left > 0; left -= 64) {
    if (at * 64 + Math.min(64, left) > short.length || at * 4 + 4 > table.length) throw cutShort(data, file)
    parts.push(short.subarray(at * 64, at * 64 + Math.min(64, left)))
    at = table.readUInt32LE(at * 4)
  }
  return Buffer.concat(parts)
}

/** The bytes of a chain of sectors, up to `size`. A chain longer than the table of sectors turns in circles. */
function readChain(container: Container, start: number, size: number): Buffer {
  const { data, file, fat, sectorSize } = container
  const parts: Buffer[] = []
  let length = 0
  for (let at = start; at < endOfChain && length < size; at = fat[at] as number) {
    if (at >= fat.length || parts.length > fat.length) throw cutShort(data, file)
    parts.push(sectorAt(container, at, Math.min(sectorSize, size - length)))
    length += sectorSize
  }
  if (size !== Infinity && length < size) throw cutShort(data, file)
  return Buffer.concat(parts).subarray(0, size === Infinity ? length : size)
}

/** A sector of which at least `needed` bytes are there: the last one of a file may be written short. */
function sectorAt({ data, file, sectorSize }: Container, index: number, needed = sectorSize): Buffer {
  const start = (index + 1) * sectorSize
  if (start + needed > data.length) throw cutShort(data, file)
  const sector = data.subarray(start, start + sectorSize)
  return sector.length === sectorSize ? sector : Buffer.concat([sector, Buffer.alloc(sectorSize - sector.length)])
}

function cutShort(data: Buffer, file: string): Error {
  return brokenFile(file, {
    zh: `旧式 Office 文件的结构不完整（共 ${data.length} 字节）`,
    en: `the structure of the old Office file does not hold together (${data.length} bytes)`,
  })
}
