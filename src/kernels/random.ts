/** A stream of pseudo-random numbers, the same for the same seed on every machine. */
export type Random = {
  /** A number of at least 0 and less than 1, with 53 random bits. */
  next(): number
  /** A whole number of at least 0 and less than `below` (at most 2³²), without bias. */
  integer(below: number): number
}

/**
 * Opens a stream from a seed (any whole number). Streams of different seeds are independent for our purposes, so that the shards of a
 * simulation take one each and the result does not depend on who computes which.
 * Generator: xoshiro128**, D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021; its state is
 * filled by SplitMix32 from the seed.
 */
export function openRandom(seed: number): Random {
  let filler = (seed ^ Math.imul(Math.floor(seed / 2 ** 32), 0x9e3779b9)) | 0
  const fill = (): number => {
    filler = (filler + 0x9e3779b9) | 0
    let z = filler
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let a = fill()
  let b = fill()
  let c = fill()
  let d = fill() | 1
  const bits = (): number => {
    const five = Math.imul(b, 5)
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 11) | (d >>> 21)
    return result
  }
  return {
    next: () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53,
    integer(below) {
      let drawn = bits()
      // Only the last `below` of 2³² numbers may lie past the last whole round; for the others no slow remainder is needed.
      if (drawn > 2 ** 32 - below) {
        const last = 2 ** 32 - (2 ** 32 % below)
        while (drawn >= last) drawn = bits()
      }
      return below < 2 ** 32 ? drawn % (below >>> 0) : drawn
    },
  }
}

/** Shuffles in place: every order is equally likely (Fisher–Yates). */
export function shuffle(items: Int32Array, random: Random): Int32Array {
  for (let n = items.length - 1; n > 0; n--) {
    const other = random.integer(n + 1)
    const kept = items[n]!
    items[n] = items[other]!
    items[other] = kept
  }
  return items
}
