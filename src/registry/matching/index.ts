import { parseCreditCode } from '../codes/credit-code.ts'
import { parseStockCode } from '../codes/stock-code.ts'
import { hasHan, normalKey } from '../names/normalise.ts'
import { parseName } from '../names/parse.ts'
import { comparePrepared, prepare } from './compare.ts'
import type { Comparison, Known, Prepared } from './compare.ts'
import { soundKeys } from './sound.ts'
import { indexTerms } from './term-index.ts'

export { askFrom, compareOrganisations } from './compare.ts'
export type { Comparison, Known, Verdict } from './compare.ts'
export { bigrams, pinyinKeys } from './keys.ts'
export type { PinyinKeys } from './keys.ts'
export { reasonTexts } from './reasons.ts'
export type { Reason, ReasonKey } from './reasons.ts'
export { normalKey } from '../names/normalise.ts'

/** A known organisation and how it compares with the one looked for. */
export type Match = Comparison & { known: Known }
export type Matcher = { find: (candidate: Known, limit?: number) => Match[]; size: number }

/** How many of the nearest names are compared part by part for each name looked for. */
const nearestCompared = 16

/**
 * Holds many organisations for recognition: exact by credit code, stock code and name, else nearest by text.
 * `find` gives the likeliest first, `different` ones too, so that the nearest can be shown: act on the verdict.
 * The order is the same on every run; equals stand in the order given.
 */
export function createMatcher(known: Iterable<Known>): Matcher {
  const all = [...known]
  const exact = new Map<string, number | number[]>()
  const keys: string[] = []
  const owners: number[] = []
  for (const [at, one] of all.entries()) {
    for (const code of codeKeys(one)) remember(exact, code, at)
    for (const key of nameKeys(one)) {
      remember(exact, key, at)
      keys.push(key)
      owners.push(at)
    }
  }
  const index = indexTerms(keys)
  const hasWestern = keys.some((key) => !hasHan(key))
  let bySound: Map<string, number | number[]> | undefined

  /** Made when first needed: names of one script only never need it. */
  function soundsLike(name: string): number[] {
    if (!hasWestern && hasHan(name)) return []
    bySound ??= indexSounds(all)
    return soundKeys(parseName(name)).flatMap((key) => recall(bySound!, key)).slice(0, nearestCompared)
  }

  function find(candidate: Known, limit = 5): Match[] {
    const found = new Set<number>()
    const names = nameKeys(candidate)
    for (const key of [...codeKeys(candidate), ...names]) for (const at of recall(exact, key)) found.add(at)
    for (const key of names) for (const entry of index.nearest(key, nearestCompared)) found.add(owners[entry]!)
    for (const name of [candidate.name, ...(candidate.otherNames ?? [])]) for (const at of soundsLike(name)) found.add(at)
    return rank([...found].sort((a, b) => a - b).map((at) => all[at]!), prepare(candidate), index.weightOf).slice(0, limit)
  }

  return { find, size: all.length }
}

function indexSounds(all: readonly Known[]): Map<string, number | number[]> {
  const index = new Map<string, number | number[]>()
  for (const [at, { name, otherNames }] of all.entries()) {
    for (const one of [name, ...(otherNames ?? [])]) for (const key of soundKeys(parseName(one))) remember(index, key, at)
  }
  return index
}

function rank(candidates: readonly Known[], wanted: Prepared, weightOf: (bigram: string) => number): Match[] {
  const matches = candidates.map((known) => ({ known, ...comparePrepared(prepare(known), wanted, weightOf) }))
  const verdicts = { same: 2, ask: 1, different: 0 }
  return matches.filter(({ score }) => score > 0).sort((a, b) => verdicts[b.verdict] - verdicts[a.verdict] || b.score - a.score)
}

/** Codes under names that no name key can take: keys hold no colon. */
function codeKeys({ creditCode, stockCode }: Known): string[] {
  const found: string[] = []
  const credit = creditCode ? parseCreditCode(creditCode) : undefined
  if (credit?.ok) found.push(`credit:${credit.code}`)
  const stock = stockCode ? parseStockCode(stockCode) : undefined
  if (stock?.ok) found.push(`stock:${stock.code}`)
  return found
}

function nameKeys({ name, otherNames }: Known): string[] {
  const keys = [name, ...(otherNames ?? [])].map(normalKey).filter((key) => key !== '')
  return keys.length > 1 ? [...new Set(keys)] : keys
}

function remember(exact: Map<string, number | number[]>, key: string, at: number): void {
  const held = exact.get(key)
  if (held === undefined) exact.set(key, at)
  else if (typeof held === 'number') exact.set(key, [held, at])
  else held.push(at)
}

function recall(exact: ReadonlyMap<string, number | number[]>, key: string): readonly number[] {
  const held = exact.get(key)
  if (held === undefined) return []
  return typeof held === 'number' ? [held] : held
}
