import { checkAmounts, sorted } from './amounts.ts'

/** Concentration ratio CR_k: the part that the `k` largest have together; 1 where there are no more than `k`. */
export function topShare(amounts: Float64Array, k: number): number {
  checkAmounts(amounts, 'amount')
  if (!(Number.isInteger(k) && k > 0)) throw new RangeError(`the number of the largest is a whole number from 1, not ${k}`)
  const whole = amounts.reduce((sum, amount) => sum + amount, 0)
  let top = 0
  for (const amount of sorted(amounts, true).subarray(0, k)) top += amount
  return top / whole
}
