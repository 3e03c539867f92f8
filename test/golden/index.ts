import type { GoldenCheck } from './check.ts'
import { checks as composite } from './composite.ts'

/** A family of kernels and its comparisons with published and reference values. */
export type GoldenFamily = { title: string; checks: readonly GoldenCheck[] }

/** Every family, in the order of docs/reference/accuracy.md. One line a family: `{ title: 'Concentration', checks: concentration }`. */
export const families: readonly GoldenFamily[] = [
  { title: 'Composite indices', checks: composite },
]
