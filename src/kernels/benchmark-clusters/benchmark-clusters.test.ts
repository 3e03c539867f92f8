import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, type Matrix } from '../matrix.ts'
import { agglomerate, cutInto, type Linkage } from './linkage.ts'
import { combinedSimilarity, dissimilarity } from './similarity.ts'
import { industryRelatedness, membersOf, validity } from './validity.ts'

/** A symmetric matrix from its pairs above the diagonal, row after row. */
function symmetric(size: number, pairs: readonly number[], diagonal = 0): Matrix {
  const matrix = matrixOf(size, size, new Float64Array(size * size).fill(diagonal))
  let at = 0
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++, at++) matrix.values[i * size + j] = matrix.values[j * size + i] = pairs[at]!
  return matrix
}
/** Powers of e never tie, whatever means of them are taken. */
const random = fc.integer({ min: 3, max: 9 }).chain((size) => fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: (size * (size - 1)) / 2, maxLength: (size * (size - 1)) / 2 }).map((pairs) => ({ size, pairs: pairs.map((pair) => Math.exp(pair / 10_000)) })))
const linkage = fc.constantFrom<Linkage>('average', 'ward')

describe('similarity', () => {
  it('worked by hand: pairs 1, 2, 3 have mean 2 and deviation √(2/3)', () => {
    const { values } = combinedSimilarity([symmetric(3, [1, 2, 3])])
    expect([values[1], values[2], values[5]]).toEqual([expect.closeTo(-(1.5 ** 0.5), 12), 0, expect.closeTo(1.5 ** 0.5, 12)])
    expect(values[0]).toBeNaN()
    expect(Array.from(dissimilarity(matrixOf(3, 3, values)).values.slice(0, 3))).toEqual([0, expect.closeTo(6 ** 0.5, 12), expect.closeTo(1.5 ** 0.5, 12)])
  })

  it('does not change with the scale or origin of any of its parts', () => {
    fc.assert(fc.property(random, fc.integer({ min: 1, max: 50 }), fc.integer({ min: -50, max: 50 }), ({ size, pairs }, scale, origin) => {
      const reversed = symmetric(size, pairs.slice().reverse())
      const [once, again] = [pairs, pairs.map((pair) => pair * scale + origin)].map((list) => combinedSimilarity([symmetric(size, list), reversed]))
      once!.values.forEach((value, at) => expect(again!.values[at]).toEqual(Number.isNaN(value) ? NaN : expect.closeTo(value, 8)))
    }))
  })

  it('says what it can’t take: a pair not known, all pairs alike, another size', () => {
    expect(() => combinedSimilarity([symmetric(3, [1, NaN, 3])])).toThrow('is not known')
    expect(() => combinedSimilarity([symmetric(3, [2, 2, 2])])).toThrow('the same for all pairs')
    expect(() => combinedSimilarity([symmetric(3, [1, 2, 3]), symmetric(4, [1, 2, 3, 4, 5, 6])])).toThrow('4 × 4 beside one of 3')
  })
})

describe('linkage', () => {
  // Points 0, 1 and 4 on a line.
  const line = symmetric(3, [1, 4, 3])

  it('worked by hand: the near two merge at 1; then the mean distance is 3.5, and by Ward √((2·16 + 2·9 − 1)/3)', () => {
    expect(agglomerate(line, 'average')).toEqual([{ left: 0, right: 1, height: 1, size: 2 }, { left: 3, right: 2, height: 3.5, size: 3 }])
    expect(agglomerate(line, 'ward')[1]).toEqual({ left: 3, right: 2, height: expect.closeTo((49 / 3) ** 0.5, 12), size: 3 })
    expect(Array.from(cutInto(agglomerate(line, 'ward'), 2))).toEqual([0, 0, 1])
  })

  it('rises from merge to merge, ends with all, and cuts into as many as asked', () => {
    fc.assert(fc.property(random, linkage, ({ size, pairs }, kind) => {
      const merges = agglomerate(symmetric(size, pairs), kind)
      expect(merges.at(-1)!.size).toBe(size)
      merges.slice(1).forEach(({ height }, n) => expect(height).toBeGreaterThanOrEqual(merges[n]!.height - 1e-9))
      for (let k = 1; k <= size; k++) expect(new Set(cutInto(merges, k)).size).toBe(k)
    }))
  })

  it('finds the same clusters whatever the order of the industries', () => {
    fc.assert(fc.property(random, linkage, ({ size, pairs }, kind) => {
      const plain = symmetric(size, pairs)
      const turned = matrixOf(size, size, plain.values.slice().reverse())
      const [one, other] = [cutInto(agglomerate(plain, kind), 2), cutInto(agglomerate(turned, kind), 2).reverse()]
      for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) expect(one[i] === one[j]).toBe(other[i] === other[j])
    }))
  })

  it('has an answer for one industry and none, and refuses what is no dissimilarity', () => {
    expect(agglomerate(matrixOf(1, 1), 'ward')).toEqual([])
    expect(Array.from(cutInto([], 1))).toEqual([0])
    expect(() => agglomerate(symmetric(2, [-1]), 'ward')).toThrow('dissimilarity of 0 and 1 is -1')
    expect(() => agglomerate(symmetric(2, [NaN]), 'average')).toThrow('must be known')
    expect(() => cutInto(agglomerate(line, 'ward'), 4)).toThrow('3 industries do not fall into 4 clusters')
  })
})

describe('validity', () => {
  // Industries 0 and 1 belong together, 2 and 3 as well; 4 stands alone.
  const similarity = symmetric(5, [9, 1, 2, 3, 1, 2, 3, 8, 9, 4])
  const clusterOf = Int32Array.of(0, 0, 1, 1, 2)

  it('worked by hand: the pair 2, 3 is nearer to 4 (6.5) than most, and industry 2 nearer to it than to its own', () => {
    expect(industryRelatedness(similarity, membersOf(clusterOf), { cluster: 1, industry: 2 })).toEqual({ within: 8, outside: 11 / 3, toOthers: Float64Array.of(1, 9) })
    // 95th percentiles: cluster 0 of (1.5, 3) → 2.925 < 9; cluster 1 of (1.5, 6.5) → 6.25 < 8; industry 2 of (1, 9) → 8.6 > 8.
    expect(validity(similarity, clusterOf)).toEqual({ clusters: { average: 1, p95: 1, count: 2 }, industries: { average: 1, p95: 0.75, count: 4 }, score: 0.9375 })
  })

  it('does not exist where every industry stands alone', () => {
    expect(validity(similarity, Int32Array.of(0, 1, 2, 3, 4)).score).toBeNaN()
  })
})
