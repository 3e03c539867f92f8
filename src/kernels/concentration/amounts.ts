import type { Matrix } from '../matrix.ts'

/** Refuses what no amount can be: less than nothing, or without end. NaN (not known) passes, and makes NaN of whatever needs it. */
export function checkAmounts(amounts: Float64Array, name: string): void {
  for (let n = 0; n < amounts.length; n++) {
    const amount = amounts[n]!
    if (amount < 0 || amount === Infinity) throw new RangeError(`${name} ${n} is ${amount}; an amount is finite and at least 0`)
  }
}

/** Refuses two lists that should speak of the same things and differ in length. */
export function checkLengths(first: ArrayLike<unknown>, second: ArrayLike<unknown>, names: string): void {
  if (first.length !== second.length) throw new RangeError(`${names} differ in length: ${first.length} and ${second.length}`)
}

/** Each amount as a part of their sum; NaN everywhere where the sum is 0 or not known. */
export function sharesOf(amounts: Float64Array): Float64Array {
  let sum = 0
  for (const amount of amounts) sum += amount
  return amounts.map((amount) => amount / sum)
}

/** One row of a matrix, without copying. */
export function rowOf({ columns, values }: Matrix, row: number): Float64Array {
  return values.subarray(row * columns, (row + 1) * columns)
}

/** The amounts from the largest to the smallest where `isDescending`, else the other way round; NaN where one is not known. */
export function sorted(amounts: Float64Array, isDescending = false): Float64Array {
  const ordered = amounts.slice().sort()
  return isDescending ? ordered.reverse() : ordered
}
