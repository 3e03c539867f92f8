/**
 * Text in the records of old workbooks. A record holds at most 8,224 bytes; what is longer goes on in CONTINUE records, and where
 * that happens within characters the new record begins with a byte that says again whether they are one or two bytes wide.
 */
export type Segments = { stream: Buffer; ranges: [start: number, end: number][]; index: number; at: number }

const continueRecord = 0x3c

/** The record at this place from `skip` bytes on, with all that continues it. */
export function segmentsAt(stream: Buffer, record: number, skip: number): Segments {
  const ranges: Segments['ranges'] = []
  for (let at = record; at + 4 <= stream.length; ) {
    const end = at + 4 + stream.readUInt16LE(at + 2)
    ranges.push([at + 4 + (at === record ? skip : 0), end])
    if (end + 4 > stream.length || stream.readUInt16LE(end) !== continueRecord) break
    at = end
  }
  return { stream, ranges, index: 0, at: ranges[0]?.[0] ?? stream.length }
}

/** Whether anything is left. */
export function hasMore(segments: Segments): boolean {
  while (segments.index < segments.ranges.length && segments.at >= endOf(segments)) nextSegment(segments)
  return segments.index < segments.ranges.length
}

export function readNumber(segments: Segments, bytes: 1 | 2 | 4): number {
  if (!hasMore(segments) || segments.at + bytes > endOf(segments)) throw new RangeError('A record ends within a number')
  const value = segments.stream.readUIntLE(segments.at, bytes)
  segments.at += bytes
  return value
}

/** A text with its number of characters in one or two bytes before it, then the byte of its properties. */
export function readText(segments: Segments, countBytes: 1 | 2): string {
  const count = readNumber(segments, countBytes)
  const flags = readNumber(segments, 1)
  const runs = flags & 8 ? readNumber(segments, 2) : 0
  const phonetic = flags & 4 ? readNumber(segments, 4) : 0
  const text = readCharacters(segments, count, (flags & 1) === 1)
  skip(segments, runs * 4 + phonetic)
  return text
}

function readCharacters(segments: Segments, count: number, startsWide: boolean): string {
  const { stream } = segments
  let wide = startsWide
  let text = ''
  for (let left = count; left > 0; ) {
    if (segments.at >= endOf(segments)) {
      nextSegment(segments)
      wide = (readNumber(segments, 1) & 1) === 1
    }
    const taken = Math.min(left, Math.floor((endOf(segments) - segments.at) / (wide ? 2 : 1)))
    if (taken === 0) throw new RangeError('A record ends within a text')
    const end = segments.at + taken * (wide ? 2 : 1)
    text += stream.toString(wide ? 'utf16le' : 'latin1', segments.at, end)
    segments.at = end
    left -= taken
  }
  return text
}

function skip(segments: Segments, bytes: number): void {
  for (let left = bytes; left > 0; ) {
    if (!hasMore(segments)) throw new RangeError('A record ends within a text')
    const taken = Math.min(left, endOf(segments) - segments.at)
    segments.at += taken
    left -= taken
  }
}

function endOf({ ranges, index }: Segments): number {
  return ranges[index]?.[1] ?? 0
}

function nextSegment(segments: Segments): void {
  segments.index++
  const next = segments.ranges[segments.index]
  if (next) segments.at = next[0]
}
