import { hhi } from '../hhi.ts'
import { sharesOf } from './amounts.ts'

/** `normalised` runs from 0 (all alike) to 1 (all in one place); `equivalent` is the number of equal places that give the same index. */
export type Herfindahl = { index: number; normalised: number; equivalent: number }

/**
 * The Herfindahl–Hirschman index of amounts and its two readings, (H − 1/n) / (1 − 1/n) and 1/H. `n` counts every place of the list,
 * those with nothing included. With one place the normalised index is undefined; with nothing at all, everything is.
 */
export function herfindahl(amounts: Float64Array): Herfindahl {
  const index = hhi(sharesOf(amounts)).value
  const n = amounts.length
  return { index, normalised: n > 1 ? (index - 1 / n) / (1 - 1 / n) : NaN, equivalent: 1 / index }
}
