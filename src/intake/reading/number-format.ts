/** What a number format makes of a number: a moment, or nothing special. */
export type FormatKind = 'plain' | 'date' | 'time' | 'date-time' | 'duration'

/** The formats that every spreadsheet knows without writing them down; 27–36 and 50–58 are the East Asian ones. */
const builtIn: [from: number, to: number, kind: FormatKind][] = [
  [14, 17, 'date'], [18, 21, 'time'], [22, 22, 'date-time'], [27, 31, 'date'], [32, 35, 'time'], [36, 36, 'date'],
  [45, 45, 'time'], [46, 46, 'duration'], [47, 47, 'time'], [50, 54, 'date'], [55, 56, 'time'], [57, 58, 'date'],
]

export function kindOfBuiltIn(id: number): FormatKind {
  return builtIn.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'plain'
}

/** The kind of a format code such as `yyyy"年"m"月"`, `[h]:mm`, `0.00%`: literals, colours and padding do not count. */
export function kindOfFormat(code: string): FormatKind {
  const section = code.replace(/"[^"]*"?|\\.|[_*]./g, '').split(';')[0] ?? ''
  if (/\[(h+|m+|s+)\]/i.test(section)) return 'duration'
  const bare = section.replace(/\[[^\]]*\]/g, '').replace(/General|G\/|am\/pm|a\/p/gi, '').toLowerCase()
  const time = /[hs]/.test(bare)
  const date = /[yd]/.test(bare) || (!time && /m/.test(bare))
  if (date) return time ? 'date-time' : 'date'
  return time ? 'time' : 'plain'
}

const secondsPerDay = 86_400
const lastSerial = 2_958_466
/** Days from the serial's day 0 to 1970-01-01. */
const epoch1900 = 25_569
const epoch1904 = 24_107

/**
 * A spreadsheet's day number as ISO text, as the cell shows it: '2024-05-01', '08:30:00', '2024-05-01T08:30:00', '27:30:00' for a
 * duration. Undefined where no such moment exists (the number then stays a number). In the 1900 system day 60 is a day that never was.
 */
export function isoOfSerial(serial: number, kind: FormatKind, system1904: boolean): string | undefined {
  if (kind === 'plain' || !(serial >= 0 && serial < lastSerial - (system1904 ? epoch1900 - epoch1904 : 0))) return undefined
  const seconds = Math.round(serial * secondsPerDay)
  if (kind === 'duration') return clock(seconds)
  const day = Math.floor(seconds / secondsPerDay)
  const time = clock(seconds - day * secondsPerDay)
  if (kind === 'time' || (kind === 'date-time' && day === 0 && !system1904)) return time
  if (!system1904 && (day === 0 || day === 60)) return undefined
  const date = dateOf(system1904 ? day - epoch1904 : day - epoch1900 + (day < 60 ? 1 : 0))
  return kind === 'date' || time === '00:00:00' ? date : `${date}T${time}`
}

function dateOf(daysFrom1970: number): string {
  return new Date(daysFrom1970 * secondsPerDay * 1000).toISOString().slice(0, 10)
}

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
