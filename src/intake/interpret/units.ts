import type { Field } from '../../shared/sheets.ts'
import { fold, heldBy } from './text.ts'

/**
 * A unit as a heading, a unit line or a cell states it. `name` is the unit the value has after it is multiplied by `factor`:
 * 万元 → 元 × 10,000, 万人 → 人 × 10,000, 18个月 → 天 × 30. Units of other things (吨, 平方米) are kept as written.
 */
export type Unit = { name: string; factor: number; kind: 'money' | 'foreign' | 'count' | 'share' | 'days' | 'scale' | 'other'; written: string }

const scales: Record<string, number> = { 百: 1e2, 千: 1e3, 万: 1e4, 十万: 1e5, 百万: 1e6, 千万: 1e7, 亿: 1e8, 十亿: 1e9, 百亿: 1e10, 千亿: 1e11, 万亿: 1e12 }
const englishScales: Record<string, number> = {
  thousand: 1e3, k: 1e3, '10k': 1e4, '10000': 1e4, '10thousand': 1e4, million: 1e6, mn: 1e6, m: 1e6, mio: 1e6, '100million': 1e8, billion: 1e9, bn: 1e9, trillion: 1e12, tn: 1e12,
}

const yuan = ['元', '元人民币', '人民币元', '人民币', 'rmb', 'cny', 'yuan', '元rmb', '¥', '￥']
const foreign: Record<string, string[]> = {
  美元: ['美元', '美金', 'usd', 'us$', '$', 'dollar', 'dollars', 'usdollars'],
  欧元: ['欧元', 'eur', 'euro', 'euros', '€'],
  日元: ['日元', 'jpy', 'yen'],
  港元: ['港元', '港币', 'hkd', 'hk$'],
  英镑: ['英镑', 'gbp', '£'],
  韩元: ['韩元', 'krw'],
  新台币: ['新台币', 'twd', 'nt$'],
}
const people = ['人', '名', '位', 'persons', 'people', 'employees', 'person', 'headcount']
const percents = ['%', '％', '百分比', '百分数', 'percent', 'pct', 'percentage', '百分之']
const days: Record<string, number> = { 天: 1, 日: 1, 自然日: 1, day: 1, days: 1, d: 1, 周: 7, 星期: 7, week: 7, weeks: 7, 月: 30, 个月: 30, month: 30, months: 30, 年: 365, year: 365, years: 365 }
/** Units of other things: known so that a heading's last word or a line of units is recognised as one. */
const others = new Set(
  ('吨 公斤 千克 克 千瓦 千瓦时 兆瓦 兆瓦时 度 标准煤 吨标准煤 平方米 平方公里 平方千米 公顷 亩 立方米 公里 千米 米 毫米 升 辆 所 床 张 个 件 项 篇 台 套 户 家 册 部 次 倍 分 岁 小时 ' +
    '种 条 根 片 块 只 支 艘 架 班 座 处 间 人次 元人 人平方公里 平方米人 户家 台套 百分点 个百分点 ‰ tons tonnes kg km km2 m2 m3 kwh mw gwh units sets pieces items hours score').split(' '),
)

const known = new Map<string, Unit>()

/** The unit a text states, or undefined when it states none that is known. */
export function readUnit(text: string): Unit | undefined {
  const written = text.trim()
  if (written === '' || written.length > 20) return undefined
  const cached = known.get(written)
  if (cached) return cached
  const unit = parseUnit(written)
  if (unit && known.size < 5000) known.set(written, unit)
  return unit
}

function parseUnit(written: string): Unit | undefined {
  const word = written.normalize('NFKC').toLowerCase().replace(/[\s()（）_,./-]/g, '')
  if (word === '') return undefined
  if (percents.includes(word)) return { name: '%', factor: 1, kind: 'share', written }
  const whole = baseUnit(word, 1, written)
  if (whole) return whole
  for (const [scale, factor] of leadingScales) {
    if (!word.startsWith(scale) || word.length === scale.length) continue
    const scaled = baseUnit(word.slice(scale.length), factor, written)
    if (scaled) return scaled
  }
  for (const [scale, factor] of trailingScales) {
    const scaled = word.endsWith(scale) ? baseUnit(word.slice(0, -scale.length), factor, written) : undefined
    if (scaled && scaled.kind !== 'other' && scaled.kind !== 'days') return scaled
  }
  const bare = scales[word]
  return bare && bare >= 1e3 ? { name: '', factor: bare, kind: 'scale', written } : undefined
}

const leadingScales = [...Object.entries(scales), ...Object.entries(englishScales)].sort(byLength)
const trailingScales = Object.entries(englishScales).sort(byLength)

function byLength([one]: [string, number], [other]: [string, number]): number {
  return other.length - one.length
}

function baseUnit(word: string, factor: number, written: string): Unit | undefined {
  if (yuan.includes(word)) return { name: '元', factor, kind: 'money', written }
  for (const [name, words] of Object.entries(foreign)) if (words.includes(word)) return { name, factor, kind: 'foreign', written }
  if (people.includes(word)) return { name: '人', factor, kind: 'count', written }
  const length = heldBy(days, word)
  if (length !== undefined && factor === 1) return { name: '天', factor: length, kind: 'days', written }
  if (others.has(word)) return { name: written, factor: 1, kind: 'other', written }
  return undefined
}

/** Whether values of a field may be stated in a unit: money in 万元, shares in %, but no count in 万元. */
export function fitsValue(unit: string, value: Field['value']): boolean {
  const kind = readUnit(unit)?.kind
  return kind === undefined || (fitting[value] ?? []).includes(kind)
}

const fitting: Partial<Record<Field['value'], Unit['kind'][]>> = {
  money: ['money', 'foreign', 'scale'],
  share: ['share'],
  days: ['days'],
  count: ['count', 'scale', 'other'],
  number: ['money', 'foreign', 'count', 'share', 'days', 'scale', 'other'],
}

/** A heading taken apart: what it names and the unit it states, as in `营业收入（万元）`, `地区生产总值_全市_万元`, `绿化覆盖率_百分比%`. */
export function splitUnit(heading: string): { label: string; unit?: string } {
  const text = heading.trim()
  const bracketed = /^(.*?)[(（[【]\s*(?:单位\s*[:：]?)?\s*([^()（）[\]【】]{1,20})\s*[)）\]】]\s*$/s.exec(text)
  if (bracketed?.[1] && readUnit(bracketed[2]!)) return { label: bracketed[1].trim(), unit: bracketed[2]!.trim() }
  const tail = /^(.+?)\s*[_,，/:：\s]\s*([^_,，/:：\s]{1,20})$/s.exec(text)
  if (tail && isTailUnit(tail[2]!)) return { label: tail[1]!.replace(/[_,，/:：\s]+$/, ''), unit: tail[2] }
  const percent = /^(.+?)(?:_?百分比)?\s*[%％]$/s.exec(text)
  if (percent) return { label: percent[1]!.replace(/[_,，/:：\s]+$/, ''), unit: '%' }
  return { label: text }
}

/** The last word of a heading is taken for a unit only where it can hardly be part of the name: `市`, `年`, `m` are not. */
function isTailUnit(word: string): boolean {
  if (/^百分比[%％]?$/.test(word)) return true
  const unit = readUnit(word)
  return unit !== undefined && (unit.kind !== 'days' || word.length > 1) && !/^(日|月|年|周|d|m|k|M|K)$/.test(word)
}

/** The unit that a line such as `单位：万元` or `计量单位: %` states; undefined when it states none, or several. */
export function unitOfLine(text: string): string | undefined {
  const match = /(?:计量)?单\s*位\s*[:：]\s*([^\s:：;；）)]+)\s*[)）]?\s*$/.exec(text.normalize('NFKC')) ?? /^\s*units?\s*[:：]\s*(.+?)\s*$/i.exec(text)
  const unit = match?.[1]
  return unit && readUnit(unit) ? unit : undefined
}

/** Headings compared without their unit. */
export function foldLabel(heading: string): string {
  return fold(splitUnit(heading).label)
}
