/** A share as a percentage with one decimal; bounds that differ as a range. */
export function percent(lower: number, upper = lower): string {
  const one = (share: number): string => `${(share * 100).toFixed(1)}%`
  return one(lower) === one(upper) ? one(lower) : `${one(lower)}–${one(upper)}`
}

/** An index of 0 to 1 with two decimals; bounds that differ as a range. */
export function index(lower: number, upper = lower): string {
  return lower.toFixed(2) === upper.toFixed(2) ? lower.toFixed(2) : `${lower.toFixed(2)}–${upper.toFixed(2)}`
}

/** A number for a reason's values: rounded so that the same facts print the same digits on every machine. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
