import { findRegion, listRegions } from './codes/region.ts'

/** The name of a GB/T 2260 code, the code itself where it is none, null where there is none. */
export function regionName(code: string | null): string | null {
  return code === null ? null : findRegion(code)?.name ?? code
}

/** English names by Chinese ones, full and short. Counties of the same name in several provinces sound the same. */
export function englishNames(): Record<string, string> {
  const names: Record<string, string> = {}
  for (const level of ['county', 'prefecture', 'province'] as const) {
    for (const { name, short, english } of listRegions(level)) {
      names[name] = english
      if (level !== 'county') names[short] = english
    }
  }
  return names
}
