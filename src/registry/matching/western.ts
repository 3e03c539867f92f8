import { formsAgree } from '../names/forms.ts'
import type { ParsedName } from '../names/parse.ts'
import type { WesternName } from '../names/western.ts'
import type { Likeness } from './chinese.ts'
import { edits } from '../names/distance.ts'
import { because } from './reasons.ts'
import type { Reason } from './reasons.ts'

/** Words that so many names carry that they tell little. */
const commonWords = new Set(
  `group holdings international global national systems solutions services technology industries industrial engineering corporation trading trust fund
  capital investment management partners bank banking financial finance insurance securities electronics electric motor motors energy power
  materials products manufacturing instrument instruments equipment medical health pharmaceutical chemical chemicals steel construction railway
  communications network software semiconductor micro precision automation research institute university center centre foundation association
  organization organisation department government general united first european asia pacific europe africa america american china business enterprise enterprises`.split(/\s+/),
)

/** How alike two names in an alphabet are: words paired with room for slips of spelling, then the text as a whole. */
export function westernLikeness(a: ParsedName, b: ParsedName): Likeness {
  const one = a.western!
  const other = b.western!
  const words = wordLikeness(one.words, other.words)
  const joined = joinedLikeness(a, b)
  const isShort = isAcronym(one, other) || isAcronym(other, one)
  const base = Math.max(words, joined, isShort ? 0.7 : 0)
  const reasons: Reason[] = [because(base >= 0.95 ? 'brandEqual' : base >= 0.6 ? 'textClose' : 'brandDifferent', base >= 0.6 ? base : base - 1)]
  if (isShort && base === 0.7) return { score: base, reasons: [because('abbreviation', base)] }
  return limit(one, other, base, reasons)
}

/** TSMC for Taiwan Semiconductor Manufacturing Company. */
function isAcronym(short: WesternName, long: WesternName): boolean {
  const [word = ''] = short.words
  return short.words.length === 1 && word.length >= 3 && long.initials.includes(word)
}

function limit(a: WesternName, b: WesternName, base: number, reasons: Reason[]): Likeness {
  let score = base
  if (numbersOf(a) !== numbersOf(b)) {
    score = Math.min(score * 0.6, 0.5)
    reasons.push(because('numberDifferent', -0.4))
  }
  const places = placesAgree(a.countries, b.countries)
  if (places === false) {
    score = Math.min(score * 0.5, 0.45)
    reasons.push(because('regionDifferent', -0.5))
  } else if (places === undefined) score *= 0.78
  if (formsAgree(a.forms, b.forms) === false) {
    score *= 0.8
    reasons.push(because('formDifferent', -0.2))
  }
  return { score, reasons }
}

/** undefined: one of them names a country more than the other. */
function placesAgree(a: readonly string[], b: readonly string[]): boolean | undefined {
  const onlyA = a.some((country) => !b.includes(country))
  const onlyB = b.some((country) => !a.includes(country))
  if (onlyA && onlyB) return false
  return onlyA || onlyB ? undefined : true
}

function wordLikeness(a: readonly string[], b: readonly string[]): number {
  const pairs: { i: number; j: number; likeness: number }[] = []
  for (const [i, one] of a.entries()) {
    for (const [j, other] of b.entries()) {
      const likeness = wordPair(one, other)
      if (likeness > 0) pairs.push({ i, j, likeness })
    }
  }
  pairs.sort((x, y) => y.likeness - x.likeness || Math.abs(x.i - x.j) - Math.abs(y.i - y.j) || x.i - y.i || x.j - y.j)
  const takenA = new Set<number>()
  const takenB = new Set<number>()
  let common = 0
  for (const { i, j, likeness } of pairs) {
    if (takenA.has(i) || takenB.has(j)) continue
    takenA.add(i)
    takenB.add(j)
    common += likeness * Math.max(weightOf(a[i]!), weightOf(b[j]!))
  }
  const aloneA = sumOfWeights(a.filter((_, i) => !takenA.has(i)))
  const aloneB = sumOfWeights(b.filter((_, j) => !takenB.has(j)))
  const paired = sumOfWeights(a.filter((_, i) => takenA.has(i)))
  // A word more may be left out by the other; a word instead of another means something else.
  const penalty = aloneA > 0 && aloneB > 0 ? 1.1 : 0.65
  const whole = Math.max(paired, common) + penalty * (aloneA + aloneB)
  return whole > 0 ? common / whole : 0
}

function sumOfWeights(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + weightOf(word), 0)
}

function wordPair(a: string, b: string): number {
  if (a === b) return 1
  const longer = Math.max(a.length, b.length)
  if (longer < 4) return 0
  const most = longer >= 8 ? 2 : 1
  const distance = edits(a, b, most)
  if (distance > most) return 0
  return 1 - (distance * 0.55) / Math.sqrt(longer)
}

function weightOf(word: string): number {
  if (commonWords.has(word)) return 0.45
  return word.length <= 2 ? 0.7 : 1
}

/** The text without spaces: Good Will / Goodwill, and SiemensAG / Siemens AG with the forms left in. */
function joinedLikeness(a: ParsedName, b: ParsedName): number {
  const bare = textPair(a.western!.words.join(''), b.western!.words.join(''))
  const [one, other] = [squeezed(a.normal), squeezed(b.normal)]
  const isSlip = Math.min(one.length, other.length) >= 9 && edits(one, other, 1) === 1
  return Math.max(bare, one === other ? 1 : isSlip ? textPair(one, other) : 0)
}

function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

function textPair(a: string, b: string): number {
  if (a === b) return a ? 1 : 0
  const shorter = Math.min(a.length, b.length)
  if (shorter < 5) return 0
  const most = shorter >= 12 ? 2 : 1
  const distance = edits(a, b, most)
  return distance > most ? 0 : 1 - (distance * 0.75) / Math.sqrt(shorter)
}

function numbersOf({ words }: WesternName): string {
  return words.filter((word) => /\d/.test(word) || /^(?:[ivx]{2,}|[ivx])$/.test(word)).map((word) => word.replace(/\D+$/, '') || word).sort().join(' ')
}
