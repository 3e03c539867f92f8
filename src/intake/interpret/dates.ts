/** Dates and periods as people write them. Numbers are Excel serials, yyyymmdd or years, told apart by their size. */

const day = 86_400_000
const excelEpoch = Date.UTC(1899, 11, 30)

/** A date read from a cell. `precise` is false where the cell names only a year or a month and the first day stands for it. */
export type ReadDate = { date: string; precise: boolean }

/** ISO date of a cell: `2024/1/5`, `2024年1月5日`, `20240105`, `2024-01-05T08:00:00`, a serial number. Undefined when it is none. */
export function readDate(cell: string | number): ReadDate | undefined {
  if (typeof cell === 'number') return dateOfNumber(cell)
  const text = cell.normalize('NFKC').trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text)
  if (iso) return dateOf(iso[1]!, iso[2]!, iso[3]!)
  const parts = /^(\d{4})\s*[年./\-\s]\s*(\d{1,2})\s*(?:[月./\-\s]\s*(\d{1,2})\s*[日号]?|月)?(?:[ T].*)?$/.exec(text)
  if (parts) return dateOf(parts[1]!, parts[2]!, parts[3])
  if (/^\d{8}$/.test(text)) return dateOf(text.slice(0, 4), text.slice(4, 6), text.slice(6, 8))
  if (/^\d{6}$/.test(text)) return dateOf(text.slice(0, 4), text.slice(4, 6), undefined)
  if (/^\d{4}\s*年?$/.test(text)) return dateOf(text.slice(0, 4), '1', undefined)
  const written = /^(?:(\d{1,2})[\s-]+([a-z]{3,9})\.?|([a-z]{3,9})\.?\s+(\d{1,2}),?)[\s-]+(\d{4})$/i.exec(text)
  const month = written ? monthOf(written[2] ?? written[3] ?? '') : 0
  if (written && month) return dateOf(written[5]!, String(month), written[1] ?? written[4])
  return /^\d{5}(?:\.\d+)?$/.test(text) ? dateOfNumber(Number(text)) : undefined
}

/** `2024`, `2024-Q1` or `2024-10` from `2024年`, `2024年一季度`, `2024Q1`, `2024年10月`, `2024/10/31`. Undefined when it is none. */
export function readPeriod(cell: string | number): string | undefined {
  if (typeof cell === 'number') return periodOfNumber(cell)
  const text = cell.normalize('NFKC').trim().replace(/^FY\s*/i, '')
  const year = /^(\d{4})\s*(?:年|年度|年全年)?$/.exec(text)
  if (year) return yearPeriod(year[1]!)
  const quarter = /^(\d{4})\s*年?\s*[-/._]?\s*(?:Q\s*([1-4])|第?\s*([一二三四1-4])\s*季度?)$/i.exec(text)
  if (quarter) return quarterPeriod(quarter[1]!, quarter[2] ?? quarter[3]!)
  const before = /^Q\s*([1-4])\s*[-/, ]?\s*(\d{4})$/i.exec(text)
  if (before) return quarterPeriod(before[2]!, before[1]!)
  const month = /^(\d{4})\s*[年./-]\s*(\d{1,2})\s*月?(?:份)?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text)
  if (month) return monthPeriod(month[1]!, Number(month[2]))
  const date = readDate(text)
  return date ? date.date.slice(0, 7) : undefined
}

/** The year, quarter or month that a title or file name speaks of, when it speaks of exactly one. */
export function periodInTitle(title: string): string | undefined {
  const text = title.normalize('NFKC')
  const months = [...text.matchAll(/(?<!\d)((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月/g)].map((match) => monthPeriod(match[1]!, Number(match[2])))
  const quarters = [...text.matchAll(/(?<!\d)((?:19|20)\d{2})\s*年?\s*第?([一二三四1-4])季度/g)].map((match) => quarterPeriod(match[1]!, match[2]!))
  if (/\d{1,2}\s*[-~至到]\s*\d{1,2}\s*月/.test(text)) return undefined
  const fine = [...new Set([...months, ...quarters])]
  if (fine.length > 0) return fine.length === 1 ? fine[0] : undefined
  const years = new Set([...text.matchAll(/(?<!\d)((?:19|20)\d{2})(?!\d)/g)].map((match) => match[1]!))
  return years.size === 1 ? [...years][0] : undefined
}

function dateOfNumber(value: number): ReadDate | undefined {
  if (Number.isInteger(value) && value >= 19_000_101 && value <= 21_001_231) return readDate(String(value))
  if (Number.isInteger(value) && value >= 1900 && value <= 2100) return { date: `${value}-01-01`, precise: false }
  if (value >= 10_000 && value < 80_000) return { date: new Date(excelEpoch + Math.floor(value) * day).toISOString().slice(0, 10), precise: true }
  const month = Math.round((value % 1) * 100)
  if (value > 1900 && value < 2100 && month >= 1 && month <= 12) return dateOf(String(Math.floor(value)), String(month), undefined)
  return undefined
}

function dateOf(year: string, month: string, dayOfMonth: string | undefined): ReadDate | undefined {
  const time = Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth ?? 1))
  const date = new Date(time)
  if (Number.isNaN(time) || Number(year) < 1000) return undefined
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(dayOfMonth ?? 1)) return undefined
  return { date: date.toISOString().slice(0, 10), precise: dayOfMonth !== undefined }
}

function periodOfNumber(value: number): string | undefined {
  if (Number.isInteger(value)) {
    if (value >= 1000 && value <= 9999) return String(value)
    if (value >= 100_001 && value <= 999_912) return monthPeriod(String(Math.floor(value / 100)), value % 100)
  }
  const date = dateOfNumber(value)
  return date?.date.slice(0, 7)
}

function yearPeriod(year: string): string | undefined {
  return Number(year) >= 1000 ? year : undefined
}

function quarterPeriod(year: string, quarter: string): string {
  const number = '一二三四'.indexOf(quarter) + 1 || Number(quarter)
  return `${year}-Q${number}`
}

function monthPeriod(year: string, month: number): string | undefined {
  return month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, '0')}` : undefined
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function monthOf(name: string): number {
  return monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1
}
