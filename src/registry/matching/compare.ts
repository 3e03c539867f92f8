import { findCountry } from '../codes/country.ts'
import { parseCreditCode } from '../codes/credit-code.ts'
import { findRegion, regionsAgree } from '../codes/region.ts'
import { parseStockCode } from '../codes/stock-code.ts'
import { normalKey } from '../names/normalise.ts'
import { parseName } from '../names/parse.ts'
import type { ParsedName } from '../names/parse.ts'
import { chineseLikeness, plainWeight } from './chinese.ts'
import type { Likeness, WeightOf } from './chinese.ts'
import { because } from './reasons.ts'
import type { Reason } from './reasons.ts'
import { soundLikeness } from './sound.ts'
import { westernLikeness } from './western.ts'

/** What is known of an organisation. `otherNames`: old, short, stock and foreign names; `region`: a GB/T 2260 code or name, or a country. */
export type Known = {
  id?: string
  creditCode?: string | undefined
  stockCode?: string | undefined
  name: string
  otherNames?: readonly string[] | undefined
  region?: string | undefined
}

export type Verdict = 'same' | 'ask' | 'different'
export type Comparison = { score: number; verdict: Verdict; reasons: Reason[] }

/** From this score on a person is asked. Measured in bench/matching.ts. */
export const askFrom = 0.62

/** An organisation with its codes read and its names taken apart, so that it can be compared many times. */
export type Prepared = {
  known: Known
  credit: string | undefined
  isCreditValid: boolean
  stock: string | undefined
  names: readonly ParsedName[]
  keys: readonly string[]
  place: string | undefined
}

/**
 * Whether two records mean one organisation. `same` only where a valid code is equal, or the full names are and neither code nor
 * region speaks against it; two different valid credit codes are two organisations; everything likely in between is `ask`.
 * Symmetric: the order of the two does not matter.
 */
export function compareOrganisations(a: Known, b: Known, weightOf: WeightOf = plainWeight): Comparison {
  return comparePrepared(prepare(a), prepare(b), weightOf)
}

/** Reads the codes of an organisation and takes its names apart. */
export function prepare(known: Known): Prepared {
  const credit = known.creditCode ? parseCreditCode(known.creditCode) : undefined
  const stock = known.stockCode ? parseStockCode(known.stockCode) : undefined
  const names = [known.name, ...(known.otherNames ?? [])]
  const parsed = names.map(parseName)
  return {
    known,
    credit: credit?.ok ? credit.code : known.creditCode?.trim().toUpperCase(),
    isCreditValid: credit?.ok ?? false,
    stock: stock?.ok ? stock.code : undefined,
    names: parsed,
    keys: names.map(normalKey),
    place: placeOf(known.region),
  }
}

/** The same as `compareOrganisations` for organisations already prepared. */
export function comparePrepared(a: Prepared, b: Prepared, weightOf: WeightOf): Comparison {
  const [one, other] = inOrder(a, b)
  const hasCodes = one.isCreditValid && other.isCreditValid
  if (hasCodes && one.credit === other.credit) return byCode(because('creditCodeEqual', 1), one, other)
  if (hasCodes) return differentCodes(one, other)
  if (one.stock && one.stock === other.stock) return byCode(because('stockCodeEqual', 1), one, other)
  return byNames(one, other, weightOf)
}

function byCode(reason: Reason, a: Prepared, b: Prepared): Comparison {
  const isNameShared = a.keys.some((key) => b.keys.includes(key))
  const reasons = isNameShared ? [reason, because('nameEqual', 0.5)] : [reason, because('nameDifferent', 0)]
  return { score: 1, verdict: 'same', reasons }
}

function differentCodes(a: Prepared, b: Prepared): Comparison {
  const reasons = [because('creditCodeDifferent', -1)]
  if (a.keys[0] === b.keys[0]) reasons.push(because('nameEqual', 0.5))
  return { score: 0, verdict: 'different', reasons }
}

function byNames(a: Prepared, b: Prepared, weightOf: WeightOf): Comparison {
  const places = placesAgree(a, b)
  const { score, reasons } = applyPlace(bestNames(a, b, weightOf), places)
  const isFullNameEqual = a.keys[0] !== '' && a.keys[0] === b.keys[0]
  const isContradicted = places === false || (a.stock && b.stock) || (a.credit && b.credit && a.credit !== b.credit)
  if (a.stock && b.stock) reasons.push(because('stockCodeDifferent', -0.4))
  if (isFullNameEqual && !isContradicted) return { score: 1, verdict: 'same', reasons }
  const capped = Math.min(isContradicted ? score * 0.8 : score, 0.97)
  const likely = a.credit && a.credit === b.credit ? Math.max(capped, 0.8) : capped
  return { score: round(likely), verdict: likely >= askFrom ? 'ask' : 'different', reasons }
}

function bestNames(a: Prepared, b: Prepared, weightOf: WeightOf): Likeness {
  let best: Likeness = { score: 0, reasons: [] }
  for (const [i, one] of a.names.entries()) {
    for (const [j, other] of b.names.entries()) {
      const found = a.keys[i] === b.keys[j] ? equalNames(a.keys[i]!, i + j === 0) : likeness(one, other, weightOf)
      if (found.score > best.score) best = found
    }
  }
  return best
}

function equalNames(key: string, isFull: boolean): Likeness {
  if (key === '') return { score: 0, reasons: [] }
  return isFull ? { score: 0.97, reasons: [because('nameEqual', 1)] } : { score: 0.92, reasons: [because('otherNameEqual', 0.9)] }
}

/** Names of one script are compared by their parts; for two scripts, one name may carry its English one behind it. */
function likeness(a: ParsedName, b: ParsedName, weightOf: WeightOf): Likeness {
  if (a.fictional !== b.fictional) return { score: 0.3, reasons: [because('fictionalDifferent', -1)] }
  if (!a.western && !b.western) return chineseLikeness(a, b, weightOf)
  if (a.western && b.western) return westernLikeness(a, b)
  return a.western ? acrossScripts(b, a) : acrossScripts(a, b)
}

/** A Chinese name and one in an alphabet: by the English name behind the Chinese one, else by sound. */
function acrossScripts(a: ParsedName, b: ParsedName): Likeness {
  if (a.latin === undefined || b.latin === undefined) return soundLikeness(a, b)
  return westernLikeness(a.western ? a : parseName(a.latin), b.western ? b : parseName(b.latin))
}

function applyPlace({ score, reasons }: Likeness, agree: boolean | undefined): { score: number; reasons: Reason[] } {
  if (agree === undefined) return { score, reasons: [...reasons] }
  if (agree) return { score: score + 0.25 * (1 - score) * score, reasons: [...reasons, because('regionEqual', 0.1)] }
  return { score: score * 0.8, reasons: [...reasons, because('regionDifferent', -0.2)] }
}

/** Places given apart from the name decide; else those in the names do. undefined: not known on one side. */
function placesAgree(a: Prepared, b: Prepared): boolean | undefined {
  const one = a.place ?? a.names[0]?.region
  const other = b.place ?? b.names[0]?.region
  if (one === undefined || other === undefined) return undefined
  return areaAgrees(one, other)
}

/** Regions agree down to the city: a firm that moves within it stays what it is. A country agrees with its divisions. */
function areaAgrees(a: string, b: string): boolean {
  const isDivisionA = /^\d/.test(a)
  const isDivisionB = /^\d/.test(b)
  if (isDivisionA && isDivisionB) return regionsAgree(a.slice(0, 4), b.slice(0, 4))
  return countryOf(a) === countryOf(b)
}

function countryOf(place: string): string {
  if (!/^\d/.test(place)) return place
  const special: Record<string, string> = { 71: 'TWN', 81: 'HKG', 82: 'MAC' }
  return special[place.slice(0, 2)] ?? 'CHN'
}

function placeOf(region: string | undefined): string | undefined {
  if (!region?.trim()) return undefined
  return findRegion(region)?.code ?? findCountry(region)
}

/** One order whichever way round they come, so that sums and ties come out the same. */
function inOrder(a: Prepared, b: Prepared): [Prepared, Prepared] {
  return orderKey(a) <= orderKey(b) ? [a, b] : [b, a]
}

function orderKey({ keys, names, credit, stock, place }: Prepared): string {
  return [...keys, ...names.map(({ normal }) => normal), credit, stock, place].join('\u0000')
}

function round(score: number): number {
  return Math.round(score * 1e4) / 1e4
}
