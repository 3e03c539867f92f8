import { findCountryName } from '../codes/country.ts'
import { findRegion, regionOf } from '../codes/region.ts'
import { chineseFormAtEnd } from './forms.ts'
import type { LegalForm } from './forms.ts'
import { hasHan, normaliseText } from './normalise.ts'
import { isTradeAt, tradeStart } from './trades.ts'
import { parseWestern } from './western.ts'
import type { WesternName } from './western.ts'

/**
 * A name of an organisation taken apart. `region` is a GB/T 2260 code or, for a country the name carries, its alpha-3 code.
 * `brand` is 字号, `trade` 行业, `form` the legal form as written in full; each is empty when the name has none.
 * `branch` holds the part of a branch's name after its parent's (苏州分公司). `western` is set for names in an alphabet.
 */
export type ParsedName = {
  raw: string
  normal: string
  region: string | undefined
  brand: string
  trade: string
  form: string
  forms: readonly LegalForm[]
  isGroup: boolean
  branch: string | undefined
  isChinese: boolean
  latin: string | undefined
  western: WesternName | undefined
  fictional: boolean
}

const fictionalMark = /\((?:虚构|fictional)\)$/
const groupMark = /\(?集团\)?$/
const branchEnd = /(?:分公司|办事处|代表处|分行|支行|分店|营业部|分院|分厂|分所|分社|分中心|分校|分支机构|事业部)$/
const alias = /\((?:简称|原名|曾用名|原)[:：]?[^()]*\)$/
const kana = /[\u3040-\u30ff]/
const parentEnd = /^(.*(?:有限责任公司|有限公司|总公司|公司|集团|银行|研究院|研究所|大学|学院|医院|总厂|厂|协会|商会|学会))(.+)$/
/** A Chinese name that carries its English one behind it. */
const englishTail = /^(.*[\u4e00-\u9fff)])\(?([a-z][a-z&.,' -]{4,}[a-z.])\)?$/

/** Takes the name of an organisation apart; never fails, whatever the text. */
export function parseName(raw: string): ParsedName {
  const folded = normaliseText(raw)
  const fictional = fictionalMark.test(folded)
  const normal = fictional ? folded.replace(fictionalMark, '') : folded
  if (!hasHan(normal)) return parsedWestern(raw, normal, fictional)
  const [, chinese = normal, latin] = englishTail.exec(normal) ?? []
  const branch = branchOf(chinese)
  const parts = parseChinese(branch ? chinese.slice(0, chinese.length - branch.length) : chinese)
  return { raw, normal, ...parts, branch, isChinese: !kana.test(chinese), latin, western: undefined, fictional }
}

function parsedWestern(raw: string, normal: string, fictional: boolean): ParsedName {
  const western = parseWestern(normal)
  const branch = western.forms.some(({ family }) => family === 'branch') ? 'branch' : undefined
  return {
    raw, normal, fictional, branch, western,
    region: western.region ?? western.countries[0],
    brand: western.words.join(' '),
    trade: '',
    form: western.forms.map(({ form }) => form).join(' '),
    forms: western.forms,
    isGroup: western.words.includes('group'),
    isChinese: false,
    latin: normal,
  }
}

type ChineseParts = Pick<ParsedName, 'region' | 'brand' | 'trade' | 'form' | 'forms' | 'isGroup'>

function parseChinese(name: string): ChineseParts {
  const { rest, found, isGroup } = takeForm(name.replace(alias, ''))
  const head = headRegion(rest, name)
  const opened = openBrackets(head.rest, head.region)
  // 上海银行, 南京高科: where the trade follows the region at once, the region is the brand.
  const isBare = head.taken !== undefined && isTradeAt(opened.core, 0)
  const start = isBare ? 0 : tradeStart(opened.core)
  const brand = isBare ? head.taken! : opened.core.slice(0, start)
  return {
    region: opened.region,
    brand,
    trade: opened.core.slice(start),
    form: found ? (isGroup && found.form !== '集团' ? `集团${found.form}` : found.form) : isGroup ? '集团' : '',
    forms: found ? [found] : isGroup ? [{ form: '集团', family: 'company' }] : [],
    isGroup,
  }
}

/** The form stands at the end, with 集团 or (集团) before or behind it. */
function takeForm(name: string): { rest: string; found: LegalForm | undefined; isGroup: boolean } {
  const groupBehind = name.endsWith('(集团)')
  const trimmed = (groupBehind ? name.slice(0, -4) : name).replace(/^\(?株式会社\)?(.{2,})$/, '$1株式会社')
  const found = chineseFormAtEnd(trimmed, 2)
  const before = found ? trimmed.slice(0, trimmed.length - found.form.length) : trimmed
  const withoutGroup = before.replace(groupMark, '')
  const isGroup = groupBehind || withoutGroup !== before || found?.form === '集团'
  return { rest: withoutGroup.length >= 2 ? withoutGroup : before, found, isGroup }
}

/** A region at the head leaves the name, unless too little would be left for a brand (大连港). */
type Head = { region: string | undefined; taken: string | undefined; rest: string }

function headRegion(text: string, name: string): Head {
  const head = regionOf(name)
  if (!head || head.length > text.length) return { region: undefined, taken: undefined, rest: text }
  const { code, short } = head.region
  const rest = text.slice(head.length)
  const isEnough = rest.replace(/\(.*?\)/g, '').length >= 2
  return isEnough ? { region: code, taken: short, rest } : { region: code, taken: undefined, rest: text }
}

/** Brackets inside a name hold a region, a country, 集团, or something that belongs to the name. */
function openBrackets(text: string, region: string | undefined): { core: string; region: string | undefined } {
  if (!text.includes('(')) return { core: text.replace(/[\s.·\-"']/g, ''), region }
  let inside = region
  const core = text.replace(/\(([^()]*)\)/g, (_, content: string) => {
    if (content === '集团') return ''
    const place = findRegion(content)?.code ?? findCountryName(content)
    if (place === undefined) return content
    inside ??= place
    return ''
  })
  return { core: core.replace(/[\s.·\-"'()]/g, ''), region: inside }
}

function branchOf(name: string): string | undefined {
  if (!branchEnd.test(name)) return undefined
  const tail = parentEnd.exec(name)?.[2]
  if (tail && branchEnd.test(tail)) return tail
  return branchEnd.exec(name)?.[0]
}
