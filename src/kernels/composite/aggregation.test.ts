import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, type Matrix } from '../matrix.ts'
import { buildHierarchy, checkHierarchy, effectiveWeights, type Mean, type TreeNode } from './hierarchy.ts'
import { copeland, outranking } from './outranking.ts'
import { topsis } from './topsis.ts'
import { openTree } from './tree-means.ts'

const table = (...rows: number[][]): Matrix => matrixOf(rows.length, rows[0]?.length ?? 0, Float64Array.from(rows.flat()))
const ones = (length: number): Float64Array => new Float64Array(length).fill(1)

/** Two pillars: innovation (patents 1, papers 3) and trust (surveys 1), the first counting twice. */
const nodes: TreeNode[] = [
  { code: 'index', parent: '', weight: 1 },
  { code: 'innovation', parent: 'index', weight: 2 }, { code: 'trust', parent: 'index', weight: 1 },
  { code: 'patents', parent: 'innovation', weight: 1 }, { code: 'papers', parent: 'innovation', weight: 3 }, { code: 'surveys', parent: 'trust', weight: 1 },
]
const scoresOf = (values: Matrix, mean: Mean, minimumKnown = 0): number[] => {
  const { hierarchy } = buildHierarchy(nodes, mean)
  return [...openTree(values, hierarchy, { minimumKnown }).score(hierarchy.weights)]
}

describe('the hierarchy', () => {
  it('puts indicators first and every aggregate after its children', () => {
    const { hierarchy, codes } = buildHierarchy(nodes)
    expect(codes).toEqual(['patents', 'papers', 'surveys', 'innovation', 'trust', 'index'])
    expect([...hierarchy.parents]).toEqual([3, 3, 4, 5, 5, -1])
  })

  it('multiplies shares up to the index', () => {
    expect([...effectiveWeights(buildHierarchy(nodes).hierarchy)]).toEqual([1 / 6, 1 / 2, 1 / 3, 2 / 3, 1 / 3, 1].map((value) => expect.closeTo(value, 12)))
  })

  it('says by code what does not make a tree', () => {
    const wrong = (changed: TreeNode[]) => () => buildHierarchy(changed)
    expect(wrong([...nodes, nodes[3]!])).toThrow('the code patents stands twice')
    expect(wrong([...nodes, { code: 'x', parent: 'nowhere', weight: 1 }])).toThrow('x belongs to nowhere, which is not there')
    expect(wrong([...nodes, { code: 'x', parent: '', weight: 1 }])).toThrow('index, x all belong to nothing')
    expect(wrong([{ code: 'a', parent: 'b', weight: 1 }, { code: 'b', parent: 'a', weight: 1 }])).toThrow('no node is the index')
    expect(wrong([...nodes, { code: 'a', parent: 'b', weight: 1 }, { code: 'b', parent: 'a', weight: 1 }])).toThrow('by a circle')
    expect(wrong(nodes.slice(0, 1))).toThrow('needs an aggregate')
    expect(wrong([])).toThrow('no node is the index')
    expect(wrong(nodes.map((node) => ({ ...node, weight: -1 })))).toThrow('the weight of node 0 is -1')
    expect(() => checkHierarchy({ indicators: 1, parents: Int32Array.of(2, -1, 1), weights: ones(3), means: ['arithmetic', 'arithmetic'] })).toThrow('node 1 cannot belong to node -1')
    expect(() => effectiveWeights(buildHierarchy(nodes.map((node) => ({ ...node, weight: node.parent === 'trust' ? 0 : 1 }))).hierarchy)).toThrow('the weights under aggregate 4 are all 0')
  })
})

describe('means over the hierarchy', () => {
  const values = table([10, 40], [20, 80], [30, 10])

  it('by hand', () => {
    // Innovation of the first unit: (10 + 3 · 20)/4 = 17.5; index (2 · 17.5 + 30)/3.
    expect(scoresOf(values, 'arithmetic')).toEqual([expect.closeTo(65 / 3, 12), expect.closeTo(50, 12)])
    expect(scoresOf(values, 'geometric')[0]).toBeCloseTo(((10 * 20 ** 3) ** (1 / 4)) ** (2 / 3) * 30 ** (1 / 3), 10)
    const innovation = 4 / (1 / 10 + 3 / 20)
    expect(scoresOf(values, 'harmonic')[0]).toBeCloseTo(3 / (2 / innovation + 1 / 30), 10)
  })

  it('may differ from level to level: arithmetic within pillars, geometric between them', () => {
    const { hierarchy } = buildHierarchy(nodes.map((node) => (node.code === 'index' ? { ...node, mean: 'geometric' } : node)))
    const tree = openTree(values, hierarchy)
    expect(tree.score(hierarchy.weights)[0]).toBeCloseTo(17.5 ** (2 / 3) * 30 ** (1 / 3), 10)
    expect(tree.valuesOf(3)[0]).toBeCloseTo(17.5, 10)
    expect(tree.valuesOf(0)[0]).toBe(10)
  })

  it('a missing value leaves its weight to its siblings, down to the least that must be known', () => {
    const gaps = table([NaN, 40], [20, NaN], [30, NaN])
    expect(scoresOf(gaps, 'arithmetic')).toEqual([expect.closeTo(70 / 3, 12), expect.closeTo(40, 12)])
    expect(scoresOf(gaps, 'arithmetic', 0.5)).toEqual([expect.closeTo(70 / 3, 12), NaN])
    expect(scoresOf(table([NaN], [NaN], [NaN]), 'geometric')).toEqual([NaN])
  })

  it('refuses what the geometric and the harmonic mean are not defined for', () => {
    expect(() => scoresOf(table([0], [1], [1]), 'geometric')).toThrow('the geometric mean is not defined for 0 (indicator 0, unit 0)')
    expect(() => scoresOf(table([1], [-1], [1]), 'harmonic')).toThrow('the harmonic mean is not defined for -1')
    const mixed = buildHierarchy(nodes.map((node) => (node.code === 'index' ? { ...node, mean: 'geometric' } : node))).hierarchy
    expect(() => openTree(table([-1], [0], [1]), mixed).score(mixed.weights)).toThrow('an aggregate of unit 0')
    expect(() => openTree(table([1]), mixed)).toThrow('the table has 1 indicators, the hierarchy 3')
  })

  const positive = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 })

  it('harmonic ≤ geometric ≤ arithmetic, all between the smallest and the largest value', () => {
    fc.assert(fc.property(positive, (list) => {
      const [h, g, a] = (['harmonic', 'geometric', 'arithmetic'] as const).map((mean) => scoresOf(table(...list.map((value) => [value])), mean)[0]!)
      expect(h!).toBeLessThanOrEqual(g! + 1e-9)
      expect(g!).toBeLessThanOrEqual(a! + 1e-9)
      expect(h!).toBeGreaterThanOrEqual(Math.min(...list) - 1e-9)
      expect(a!).toBeLessThanOrEqual(Math.max(...list) + 1e-9)
    }))
  })
})

describe('TOPSIS', () => {
  it('by hand: the best of everything has 1, the worst 0, the one between its share of the way', () => {
    expect([...topsis(table([0, 1, 2], [0, 2, 4]), Float64Array.of(3, 1))]).toEqual([0, 0.5, 1])
  })

  it('does not ask for the unit of measurement, nor for the sum of the weights', () => {
    const before = topsis(table([1, 5, 2], [7, 3, 3]), Float64Array.of(1, 2))
    topsis(table([10, 50, 20], [7, 3, 3]), Float64Array.of(0.5, 1)).forEach((score, n) => expect(score).toBeCloseTo(before[n]!, 12))
  })

  it('is undefined where all units are equal, and refuses missing values and weights of nothing', () => {
    expect([...topsis(table([2, 2]), ones(1))]).toEqual([NaN, NaN])
    expect(() => topsis(table([2, NaN]), ones(1))).toThrow('indicator 0 of unit 1 is missing')
    expect(() => topsis(table([1, 2]), Float64Array.of(0))).toThrow('not all 0')
    expect(() => topsis(table([1, 2]), ones(2))).toThrow('2 weights are given for 1 indicators')
  })
})

describe('outranking', () => {
  const three = table([3, 2, 1], [3, 1, 2], [1, 1, 3])

  it('by hand: the share of the weights by which one stands above another, equals counting half', () => {
    expect([...outranking(three, Float64Array.of(2, 1, 1)).values]).toEqual([0, 0.875, 0.75, 0.125, 0, 0.5, 0.25, 0.5, 0])
    expect([...copeland(three, Float64Array.of(2, 1, 1))]).toEqual([2, -1, -1])
  })

  it('asks for nothing but the order within each criterion', () => {
    expect([...copeland(matrixOf(3, 3, three.values.map(Math.exp)), ones(3))]).toEqual([...copeland(three, ones(3))])
  })

  it('scores add up to nothing: a victory is a defeat', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 4 }), (rows) => {
      expect(copeland(table(...rows), ones(rows.length)).reduce((a, b) => a + b, 0)).toBe(0)
    }))
  })

  it('refuses missing values and wrong weights', () => {
    expect(() => copeland(table([1, NaN]), ones(1))).toThrow('criterion 0 of unit 1 is missing')
    expect(() => outranking(table([1, 2]), Float64Array.of(-1))).toThrow(RangeError)
    expect(() => outranking(table([1, 2]), ones(3))).toThrow(RangeError)
  })
})

it('whatever the aggregation, a dominated unit never stands above the one that dominates it', () => {
  const rows = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 3 })
  fc.assert(fc.property(rows, (list) => {
    // Unit 1 is made to be at least as good as unit 0 everywhere.
    const dominated = table(...list.map(([a, b, ...rest]) => [Math.min(a!, b!), Math.max(a!, b!), ...rest]))
    const all = [scoresOf(dominated, 'arithmetic'), scoresOf(dominated, 'geometric'), scoresOf(dominated, 'harmonic'), [...topsis(dominated, ones(3))], [...copeland(dominated, ones(3))]]
    for (const [lower, higher] of all) if (lower === lower) expect(higher! - lower!).toBeGreaterThanOrEqual(-1e-12)
  }))
})
