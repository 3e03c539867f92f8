import type { Matrix } from '../matrix.ts'

export type Linkage = 'average' | 'ward'

/** Two clusters become one at a height. Leaves are numbered 0 … n − 1, the cluster of step s is n + s; `size` counts its leaves. */
export type Merge = { left: number; right: number; height: number; size: number }

/**
 * Agglomerative clustering from dissimilarities: the two nearest clusters merge, n − 1 times; of pairs equally near, the first in the order of their
 * leaves. `average`: the mean over all pairs; `ward`: the least growth of the sum of squares, in the scale of the distances (ward.D2).
 * G. N. Lance and W. T. Williams, "A General Theory of Classificatory Sorting Strategies", The Computer Journal 9(4), 1967; J. H. Ward, JASA 58, 1963;
 * F. Murtagh and P. Legendre, "Ward's Hierarchical Agglomerative Clustering Method", Journal of Classification 31, 2014.
 */
export function agglomerate(apart: Matrix, linkage: Linkage): Merge[] {
  const { rows: n, columns } = apart
  if (n !== columns) throw new RangeError(`dissimilarities of ${n} × ${columns}: they must be square`)
  const wrong = apart.values.findIndex((value) => !(value >= 0 && value < Infinity))
  if (wrong >= 0) throw new RangeError(`the dissimilarity of ${Math.floor(wrong / n)} and ${wrong % n} is ${apart.values[wrong]}: it must be known and not negative`)
  const distance = linkage === 'ward' ? apart.values.map((value) => value * value) : apart.values.slice()
  const standing = Int32Array.from({ length: n }, (_, leaf) => leaf)
  const name = standing.slice()
  const size = new Int32Array(n).fill(1)
  const merges: Merge[] = []
  for (let count = n; count > 1; count--) {
    const [a, b] = nearest(distance, standing.subarray(0, count), n)
    const between = distance[a * n + b]!
    join({ distance, standing: standing.subarray(0, count), size, n }, { a, b, linkage })
    size[a]! += size[b]!
    merges.push({ left: name[a]!, right: name[b]!, height: linkage === 'ward' ? Math.sqrt(between) : between, size: size[a]! })
    name[a] = n + merges.length - 1
    standing.copyWithin(standing.indexOf(b), standing.indexOf(b) + 1, count)
  }
  return merges
}

function nearest(distance: Float64Array, standing: Int32Array, n: number): [number, number] {
  let [least, a, b] = [Infinity, standing[0]!, standing[1]!]
  for (let x = 0; x < standing.length; x++) {
    const row = standing[x]! * n
    for (let y = x + 1; y < standing.length; y++) {
      const between = distance[row + standing[y]!]!
      if (between < least) [least, a, b] = [between, standing[x]!, standing[y]!]
    }
  }
  return [a, b]
}

type State = { distance: Float64Array; standing: Int32Array; size: Int32Array; n: number }

/** Writes the distances of the joined cluster in the place of `a`. */
function join({ distance, standing, size, n }: State, { a, b, linkage }: { a: number; b: number; linkage: Linkage }): void {
  const [mine, theirs, between] = [size[a]!, size[b]!, distance[a * n + b]!]
  for (const other of standing) {
    if (other === a || other === b) continue
    const [toA, toB, own] = [distance[a * n + other]!, distance[b * n + other]!, size[other]!]
    const joined = linkage === 'average'
      ? (mine * toA + theirs * toB) / (mine + theirs)
      : ((mine + own) * toA + (theirs + own) * toB - own * between) / (mine + theirs + own)
    distance[a * n + other] = joined
    distance[other * n + a] = joined
  }
}

/** The clusters of leaves after all but the last `clusters − 1` merges, numbered in the order of their first leaf. */
export function cutInto(merges: readonly Merge[], clusters: number): Int32Array {
  const n = merges.length + 1
  if (!Number.isInteger(clusters) || clusters < 1 || clusters > n) throw new RangeError(`${n} industries do not fall into ${clusters} clusters`)
  const parent = Int32Array.from({ length: n + merges.length }, (_, at) => at)
  merges.slice(0, n - clusters).forEach(({ left, right }, step) => {
    parent[left] = n + step
    parent[right] = n + step
  })
  const numbers = new Map<number, number>()
  return Int32Array.from({ length: n }, (_, leaf) => {
    let top = leaf
    while (parent[top] !== top) top = parent[top]!
    if (!numbers.has(top)) numbers.set(top, numbers.size)
    return numbers.get(top)!
  })
}
