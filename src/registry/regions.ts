import type { Text } from '../shared/vocabulary.ts'
import { findRegion, listRegions } from './codes/region.ts'

/** The name of a GB/T 2260 code, the code itself where it is none, null where there is none. */
export function regionName(code: string | null): string | null {
  return code === null ? null : findRegion(code)?.name ?? code
}

/** The same in both languages. */
export function regionTitle(code: string): Text {
  const region = findRegion(code)
  return { zh: region?.name ?? code, en: region?.english ?? code }
}

type Nameable = { code: string; name: string; short: string; english: string }

/** All regions, smaller ones first, so that of two of the same name the larger one has the last word. Short names of counties are no names: 东方 and 永安 are brands as well. */
export function nameableRegions(): Nameable[] {
  return (['county', 'prefecture', 'province'] as const).flatMap((level) => listRegions(level).map(({ code, name, short, english }) => ({ code, name, short: level === 'county' ? name : short, english })))
}

/** English names by Chinese ones, full and short. Counties of the same name in several provinces sound the same. */
export function englishNames(): Record<string, string> {
  return Object.fromEntries(nameableRegions().flatMap(({ name, short, english }) => [[name, english], [short, english]]))
}
