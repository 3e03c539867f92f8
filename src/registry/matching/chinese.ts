import { regionOf } from '../codes/region.ts'
import { formsAgree } from '../names/forms.ts'
import type { ParsedName } from '../names/parse.ts'
import { tradeWords } from '../names/trades.ts'
import { bigramsOfKey, usualPinyin } from './keys.ts'
import { edits } from '../names/distance.ts'
import { cosine, isSubsequence } from './likeness.ts'
import { because } from './reasons.ts'
import type { Reason } from './reasons.ts'

/** How much a bigram tells: rare ones much, those of every second firm little. */
export type WeightOf = (bigram: string) => number
export type Likeness = { score: number; reasons: Reason[] }

const commonBigrams = new Set<string>()

/** What a bigram tells when there is no collection to count in: those of trade words little. */
const ordinary = 0.8
const ofTrades = 0.32

/** Weights without a collection to count in. */
export const plainWeight: WeightOf = (bigram) => {
  if (commonBigrams.has(bigram)) return ofTrades
  if (tradeWords(bigram).length === 0) return ordinary
  commonBigrams.add(bigram)
  return ofTrades
}

/** How alike two Chinese names are, from their parts and their text; the region is judged by the caller. */
export function chineseLikeness(a: ParsedName, b: ParsedName, weightOf: WeightOf): Likeness {
  const coreA = a.brand + a.trade
  const coreB = b.brand + b.trade
  const reasons: Reason[] = []
  const brand = brandLikeness(a, b)
  const trade = tradeLikeness(a.trade, b.trade)
  const text = coreA === coreB ? 1 : cosine(bigramsOfKey(coreA), bigramsOfKey(coreB), weightOf)
  const brandShare = shareOfBrand(a.brand, b.brand, weightOf)
  const base = brandShare * brand + 0.32 * text + (0.68 - brandShare) * trade
  reasons.push(because(brand === 1 ? 'brandEqual' : brand >= 0.5 ? 'brandClose' : 'brandDifferent', brand >= 0.5 ? brandShare * brand : -brandShare))
  if (a.trade && b.trade) reasons.push(because(trade > 0.6 ? 'tradeEqual' : 'tradeDifferent', trade > 0.6 ? 0.2 : -0.2 * (1 - trade)))
  if (text >= 0.6) reasons.push(because('textClose', 0.32 * text))
  const short = Math.max(shortNameLikeness(a, b), publicShortLikeness(a, b))
  if (short > base) reasons.push(because('abbreviation', short))
  return applyForms(a, b, { score: Math.max(base, short), reasons })
}

/** 上海电气, 中国建筑: a place in the brand's stead tells no firm from another. */
function isPlace(brand: string): boolean {
  return brand === '中国' || brand === '中华' || regionOf(brand)?.length === brand.length
}

/** How much the brand counts: more the longer and the rarer it is, little where a place stands for it. */
function shareOfBrand(a: string, b: string, weightOf: WeightOf): number {
  if (isPlace(a) && isPlace(b)) return a === b ? 0.2 : 0.7
  const shorter = a.length <= b.length ? a : b
  const terms = bigramsOfKey(shorter)
  const rarity = terms.reduce((sum, term) => sum + weightOf(term), 0) / Math.max(1, terms.length)
  const bonus = Math.min(0.1, Math.max(-0.1, 0.6 * (rarity - ordinary)))
  return 0.44 + 0.05 * Math.min(3, Math.max(0, shorter.length - 2)) + bonus
}

function brandLikeness(a: ParsedName, b: ParsedName): number {
  const isBothNational = a.brand.startsWith('中国') && b.brand.startsWith('中国') && Math.min(a.brand.length, b.brand.length) >= 4
  const brands = [a.brand, b.brand].map((brand) => (isBothNational ? brand.slice(2) : brand))
  const [one = '', other = ''] = brands.sort((x, y) => x.length - y.length)
  if (one === other) return one ? 1 : 0.5
  if (one.length >= 2 && other.startsWith(one)) return 0.85
  if (one.length >= 2 && (a.brand + a.trade).includes(b.brand) && (b.brand + b.trade).includes(one)) return 0.8
  if (one.length >= 2 && other.includes(one)) return 0.65
  const most = one.length <= 2 ? 1 : 2
  const distance = edits(one, other, most)
  if (distance > most) return 0
  if (one.length === other.length && usualPinyin(one).full === usualPinyin(other).full) return 0.8
  return Math.max(0, 1 - (distance * 1.2) / other.length)
}

function tradeLikeness(a: string, b: string): number {
  if (a === b) return a ? 1 : 0.7
  if (!a || !b) return 0.5
  const wordsA = new Set(tradeWords(a))
  const wordsB = new Set(tradeWords(b))
  let common = 0
  for (const word of wordsA) if (wordsB.has(word)) common += 1
  const words = wordsA.size + wordsB.size ? (2 * common) / (wordsA.size + wordsB.size) : 0
  return Math.max(words, cosine(bigramsOfKey(a), bigramsOfKey(b), () => 1))
}

/** A name without a legal form may be the short name of the other: 汇川技术, 石化 for 石油化工. */
function shortNameLikeness(a: ParsedName, b: ParsedName): number {
  const isShortA = isShortName(a)
  if (isShortA === isShortName(b)) return 0
  const [short, long] = isShortA ? [a, b] : [b, a]
  const shortCore = short.brand + short.trade
  const longCore = long.brand + long.trade
  if (shortCore.length < 2) return 0
  if (shortCore === longCore) return 0.93
  if (longCore.startsWith(shortCore)) return 0.84
  const whole = long.normal
  if (shortCore.length >= 3 && whole.includes(short.normal)) return 0.8
  if (shortCore.length >= 3 && shortCore.slice(0, 2) === longCore.slice(0, 2) && isSubsequence(shortCore, longCore)) return 0.78
  if (shortCore.length >= 4 && isSubsequence(short.normal, whole)) return 0.66
  return 0
}

/** 广东省科技厅 for 广东省科学技术厅: public bodies of one place and form shorten what is between. */
function publicShortLikeness(a: ParsedName, b: ParsedName): number {
  const isPublic = a.forms[0]?.family === 'public' && a.form === b.form
  if (!isPublic || a.region === undefined || a.region !== b.region) return 0
  const [short = '', long = ''] = [a.trade, b.trade].map((trade, i) => (isPlace([a, b][i]!.brand) ? '' : [a, b][i]!.brand) + trade).sort((x, y) => x.length - y.length)
  return short.length >= 2 && isSubsequence(short, long) ? 0.78 : 0
}

function isShortName(name: ParsedName): boolean {
  return (name.form === '' || name.form === '股份' || name.form === '集团') && name.normal.length <= 8
}

function applyForms(a: ParsedName, b: ParsedName, { score, reasons }: Likeness): Likeness {
  if (!!a.branch !== !!b.branch || (a.branch && b.branch && a.branch !== b.branch)) {
    return { score: Math.min(score, 0.4), reasons: [...reasons, because('branchDifferent', -0.5)] }
  }
  const agree = formsAgree(a.forms, b.forms)
  if (agree === false) {
    const isPublic = [a, b].some(({ forms }) => forms.some(({ family }) => family === 'public'))
    return { score: score * (isPublic ? 0.7 : 0.95), reasons: [...reasons, because('formDifferent', isPublic ? -0.3 : -0.05)] }
  }
  return { score: a.isGroup === b.isGroup ? score : score * 0.97, reasons }
}
