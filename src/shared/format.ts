/**
 * How numbers, dates and periods are written, said once for screen, page and sheet. Pure, and free of anything that only
 * one side of the wire knows. A missing value is always written as a dash, never as zero and never as nothing.
 */

export type Lang = 'zh' | 'en'
export type NumberOptions = { lang: Lang; unit?: string; digits?: number }

/** What stands where there is no value; the reason belongs beside it. */
export const missingMark = '—'

type Money = { yuan: number; zh: string; en: string }
/** Units of money: how much of the base coin one unit is, and how the coin is called. */
const monies: Record<string, Money> = {
  yuan: { yuan: 1, zh: '元', en: 'CNY' },
  CNY: { yuan: 1, zh: '元', en: 'CNY' },
  元: { yuan: 1, zh: '元', en: 'CNY' },
  万元: { yuan: 1e4, zh: '元', en: 'CNY' },
  亿元: { yuan: 1e8, zh: '元', en: 'CNY' },
  USD: { yuan: 1, zh: '美元', en: 'USD' },
  美元: { yuan: 1, zh: '美元', en: 'USD' },
  万美元: { yuan: 1e4, zh: '美元', en: 'USD' },
  亿美元: { yuan: 1e8, zh: '美元', en: 'USD' },
}
const scales = {
  zh: [{ size: 1e8, name: '亿', digits: 2 }, { size: 1e4, name: '万', digits: 2 }],
  en: [{ size: 1e12, name: ' tn', digits: 1 }, { size: 1e9, name: ' bn', digits: 1 }, { size: 1e6, name: ' m', digits: 1 }],
} as const

/** Units that are a share of something: what the value is multiplied by, and what is written after it. */
const shares: Record<string, { factor: number } & Record<Lang, string>> = {
  '%': { factor: 1, zh: '%', en: '%' },
  percent: { factor: 1, zh: '%', en: '%' },
  ratio: { factor: 100, zh: '%', en: '%' },
  share: { factor: 100, zh: '%', en: '%' },
  points: { factor: 1, zh: '个百分点', en: ' pp' },
}
/** Units of sheets as they are written in English; others stay as the source gives them. */
const englishUnits: Record<string, string> = {
  人: 'persons', 人次: 'visits', 家: 'organisations', 户: 'households', 件: 'items', 个: '', 项: '', 位: '', 台: 'units', 台套: 'sets', 套: 'sets', 天: 'days', 年: 'years', 月: 'months', 吨: 't', 万吨: '10,000 t',
}
/** Units that are not written: the number says it all. */
const bareUnits = new Set(['', 'count', 'index', '1'])

/**
 * A value with its unit: money is scaled (2,114.57亿元, CNY 211.5 bn), shares get one decimal (86.6%), anything else is the
 * number with its unit. `ratio` and `share` are fractions of one; `%` and `percent` are already per hundred.
 */
export function formatNumber(value: number | null | undefined, { lang, unit = '', digits }: NumberOptions): string {
  if (!isKnown(value)) return missingMark
  const money = monies[unit]
  if (money) return formatMoney(value * money.yuan, money, lang, digits)
  const share = shares[unit]
  if (share) return `${grouped(value * share.factor, digits ?? 1)}${share[lang]}`
  const number = digits === undefined ? grouped(value, 0, 2) : grouped(value, digits)
  if (bareUnits.has(unit)) return number
  return lang === 'zh' ? `${number}${unit}` : `${number} ${englishUnits[unit] ?? unit}`.trimEnd()
}

/** A unit as it is written beside a number that is not scaled: 元, CNY, %, 家; nothing for a bare count. */
export function unitName(unit: string, lang: Lang): string {
  if (bareUnits.has(unit)) return ''
  const share = shares[unit]
  if (share) return share[lang].trim()
  const money = monies[unit]
  if (money) return money.yuan === 1 ? money[lang] : unit
  return lang === 'en' ? englishUnits[unit] ?? unit : unit
}

/** A whole number of things, with separators: 4,212. */
export function formatCount(value: number | null | undefined): string {
  return isKnown(value) ? grouped(value, 0) : missingMark
}

/** English after a number, plain or formatted: one thing, or several of them: 1 report is a draft, 4,212 reports are drafts. */
export function counted(n: number | string, one: string, several: string): string {
  const shown = typeof n === 'number' ? formatCount(n) : n
  return `${shown} ${shown === '1' ? one : several}`
}

/** A fraction of one as a percentage with one decimal: 0.866 → 86.6%. */
export function formatPercent(fraction: number | null | undefined, digits = 1): string {
  return isKnown(fraction) ? `${grouped(fraction * 100, digits)}%` : missingMark
}

/** The day as 2026-11-22. A moment is taken on the calendar of China (UTC+8), so that every machine writes the same day. */
export function formatDate(value: string | Date | null | undefined): string {
  const day = dayOf(value)
  return day ? `${day.year}-${two(day.month)}-${two(day.day)}` : asWritten(value)
}

/** The day as a letter is dated: 2026年11月5日, 5 November 2026. */
export function formatLongDate(value: string | Date | null | undefined, lang: Lang): string {
  const day = dayOf(value)
  if (!day) return asWritten(value)
  if (lang === 'zh') return `${day.year}年${day.month}月${day.day}日`
  return `${day.day} ${monthNames[day.month - 1]} ${day.year}`
}

/** A moment as 2026-11-22 14:05, on the clock of China (UTC+8). */
export function formatDateTime(value: string | Date | null | undefined): string {
  const day = dayOf(value)
  return day ? `${formatDate(value)} ${two(day.hour)}:${two(day.minute)}` : asWritten(value)
}

/** A month given as 2026-11 (or any day in it): 2026年11月, November 2026. */
export function formatMonth(value: string | null | undefined, lang: Lang): string {
  const parts = /^(\d{4})-(\d{1,2})(?:-|$|T)/.exec(value ?? '')
  const name = monthNames[Number(parts?.[2]) - 1]
  if (!parts || !name) return asWritten(value)
  return lang === 'zh' ? `${parts[1]}年${Number(parts[2])}月` : `${name} ${parts[1]}`
}

/** A period of any grain: 2026, 2026-Q3, 2026-11 or 2026-11-22. */
export function formatPeriod(value: string | null | undefined, lang: Lang): string {
  if (!value) return missingMark
  if (/^\d{4}$/.test(value)) return lang === 'zh' ? `${value}年` : value
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(value)
  if (quarter) return lang === 'zh' ? `${quarter[1]}年第${'一二三四'[Number(quarter[2]) - 1]}季度` : `Q${quarter[2]} ${quarter[1]}`
  return /^\d{4}-\d{1,2}$/.test(value) ? formatMonth(value, lang) : formatDate(value)
}

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

function formatMoney(value: number, money: Money, lang: Lang, digits: number | undefined): string {
  // Rounding comes before the choice of scale, else 99,999,999 would be written 10,000.00万.
  const scale = scales[lang].find(({ size, digits: usual }) => Number((Math.abs(value) / size).toFixed(digits ?? usual)) >= 1)
  const number = scale
    ? grouped(value / scale.size, digits ?? scale.digits)
    : grouped(value, digits ?? (Number.isInteger(value) ? 0 : 2))
  const name = scale?.name ?? ''
  return lang === 'zh' ? `${number}${name}${money.zh}` : `${money.en} ${number}${name}`
}

const formatters = new Map<string, Intl.NumberFormat>()

function grouped(value: number, least: number, most = least): string {
  const key = `${least}.${most}`
  let formatter = formatters.get(key)
  if (!formatter) {
    formatter = new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: 'negative' })
    formatters.set(key, formatter)
  }
  return formatter.format(value)
}

function isKnown(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

type Day = { year: number; month: number; day: number; hour: number; minute: number }

const chinaOffset = 8 * 3600_000

function dayOf(value: string | Date | null | undefined): Day | undefined {
  if (!value) return undefined
  const plain = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  // A plain day has no clock: it stays the day it says, wherever it is read.
  const moment = plain ? Date.parse(`${value}T00:00:00Z`) : momentOf(value) + chinaOffset
  if (!Number.isFinite(moment)) return undefined
  const date = new Date(moment)
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(),
    hour: date.getUTCHours(), minute: date.getUTCMinutes(),
  }
}

function momentOf(value: string | Date): number {
  if (typeof value !== 'string') return value.getTime()
  return /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value) ? Date.parse(value) : Number.NaN
}

/** What can't be read as a date is shown as it was written rather than hidden. */
function asWritten(value: string | Date | null | undefined): string {
  return typeof value === 'string' && value !== '' ? value : missingMark
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
