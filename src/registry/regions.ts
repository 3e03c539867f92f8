import { findRegion } from './codes/region.ts'

/** The name of a GB/T 2260 code, the code itself where it is none, null where there is none. */
export function regionName(code: string | null): string | null {
  return code === null ? null : findRegion(code)?.name ?? code
}
