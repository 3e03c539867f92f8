/** Cosine of two bags of bigrams, each bigram weighted; the weights are those of the bigrams' rarity. */
export function cosine(a: readonly string[], b: readonly string[], weightOf: (bigram: string) => number): number {
  if (a.length === 0 || b.length === 0) return 0
  const inB = new Set(b)
  let common = 0
  let sumA = 0
  let sumB = 0
  for (const bigram of a) {
    const square = weightOf(bigram) ** 2
    sumA += square
    if (inB.has(bigram)) common += square
  }
  for (const bigram of b) sumB += weightOf(bigram) ** 2
  return sumA > 0 && sumB > 0 ? common / Math.sqrt(sumA * sumB) : 0
}

/** Whether the characters of the shorter text occur in the longer in the same order: 石化 in 石油化工. */
export function isSubsequence(short: string, long: string): boolean {
  let at = 0
  for (let i = 0; i < long.length && at < short.length; i += 1) if (long[i] === short[at]) at += 1
  return at === short.length
}
