import { withoutAccents } from './normalise.ts'
import { splitWesternForms } from './forms.ts'
import type { LegalForm } from './forms.ts'
import { findCountryName } from '../codes/country.ts'
import { findRegion } from '../codes/region.ts'

/**
 * A name in an alphabet: its words without legal forms, articles and countries; the countries it names; its forms; what its
 * first letters spell, without and with those of its forms; the Chinese region it begins with (Shenzhen …), whose word stays.
 */
export type WesternName = { words: string[]; countries: string[]; forms: LegalForm[]; initials: string[]; region: string | undefined }

const units = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const tens: Record<string, number> = { twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 }
const ordinals = ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const abbreviations: Record<string, string> = {
  intl: 'international', natl: 'national', tech: 'technology', technologies: 'technology', mfg: 'manufacturing', mfr: 'manufacturing', dept: 'department',
  ind: 'industries', inds: 'industries', industry: 'industries', elec: 'electronics', electronic: 'electronics', electric: 'electric', engg: 'engineering',
  eng: 'engineering', univ: 'university', inst: 'institute', lab: 'laboratory', labs: 'laboratory', laboratories: 'laboratory', sys: 'systems', system: 'systems',
  grp: 'group', hldg: 'holdings', hldgs: 'holdings', holding: 'holdings', svc: 'services', svcs: 'services', service: 'services', assoc: 'association',
  semicon: 'semiconductor', semiconductors: 'semiconductor', instruments: 'instrument', materials: 'material', products: 'product', solution: 'solutions',
}
const articles = new Set(['the', 'and', 'of', 'de', 'la', 'und', 'et', 'y', 'for', 'a'])

/** Takes a normalised name in Latin, Cyrillic or another alphabet apart. */
export function parseWestern(normal: string): WesternName {
  const bare = withoutAccents(normal).replace(/['"]/g, '').replace(/&|\+/g, ' and ').replace(/\b([as])\/([as])\b/g, '$1$2')
  const words = joinInitials(bare).split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean)
  const split = splitWesternForms(words)
  const numbered = joinNumbers(split.words)
  const { words: local, countries } = takeCountries(numbered)
  const plain = local.map((word) => abbreviations[word] ?? word)
  const meaningful = plain.filter((word) => !articles.has(word))
  return {
    words: meaningful.length ? meaningful : plain,
    countries,
    forms: split.forms,
    initials: initialsOf(words, split.words),
    region: local.length > 1 && /^[a-z]{4,}$/.test(local[0]!) ? findRegion(local[0]!)?.code : undefined,
  }
}

function initialsOf(all: readonly string[], withoutForms: readonly string[]): string[] {
  const letters = (some: readonly string[]) => some.filter((word) => !articles.has(word)).map((word) => word[0]).join('')
  const whole = letters(all)
  const least = Math.max(2, letters(withoutForms).length)
  return Array.from({ length: Math.max(0, whole.length - least + 1) }, (_, i) => whole.slice(0, least + i))
}

/** `a.b.c.` and `l.l.c` become one word; so do the single letters of `o.o.o`. */
function joinInitials(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu, (initials) => initials.replace(/\./g, '') + ' ')
}

/** Numbers in words become digits: `Forty-Four`, `forty 4` → `44`; `First`, `1st` → `1`. */
function joinNumbers(words: readonly string[]): string[] {
  const out: string[] = []
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]!
    const ten = tens[word]
    const next = words[i + 1]
    const unit = ten !== undefined && next !== undefined ? unitOf(next) : undefined
    if (ten !== undefined && unit !== undefined && unit > 0 && unit < 10) i += 1
    out.push(ten === undefined ? numberOf(word) : String(ten + (unit !== undefined && unit < 10 ? unit : 0)))
  }
  return out
}

function unitOf(word: string): number | undefined {
  const at = units.indexOf(word)
  return at >= 0 ? at : /^\d$/.test(word) ? Number(word) : undefined
}

function numberOf(word: string): string {
  const unit = units.indexOf(word)
  if (unit >= 0) return String(unit)
  const ordinal = ordinals.indexOf(word)
  if (ordinal >= 0) return String(ordinal)
  return word.replace(/^(\d+)(?:st|nd|rd|th)$/, '$1')
}

/** Countries leave the words, unless nothing would be left. */
function takeCountries(words: readonly string[]): { words: string[]; countries: string[] } {
  const rest: string[] = []
  const countries: string[] = []
  for (let i = 0; i < words.length; i += 1) {
    const found = countryAt(words, i)
    if (!found) {
      rest.push(words[i]!)
      continue
    }
    countries.push(found.country)
    i += found.count - 1
  }
  return rest.length ? { words: rest, countries } : { words: [...words], countries }
}

function countryAt(words: readonly string[], at: number): { country: string; count: number } | undefined {
  for (let count = Math.min(3, words.length - at); count > 0; count -= 1) {
    const country = findCountryName(words.slice(at, at + count).join(''))
    if (country) return { country, count }
  }
  return undefined
}
