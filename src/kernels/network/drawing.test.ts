import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawCommunities } from './drawing.ts'
import { leiden } from './leiden.ts'
import { anyNetwork, cliquePairs, ties, twoCliques } from './network-fixture.ts'

describe('a drawing of communities', () => {
  it('puts those with most ties in the middle of their circle', () => {
    const graph = ties([...cliquePairs(0, 3), [3, 0], [3, 1], [3, 2], [3, 4]])
    const { x, y, circles } = drawCommunities(graph, new Int32Array(5), 1)
    const fromMiddle = Array.from(x, (at, n) => Math.hypot(at - circles[0]!.x, y[n]! - circles[0]!.y))
    expect(fromMiddle.indexOf(Math.min(...fromMiddle))).toBe(3)
  })

  it('keeps nodes apart, circles apart, and every node in its own', () => {
    fc.assert(
      fc.property(anyNetwork, (graph) => {
        const { community, sizes } = leiden(graph, { seed: 1 })
        const { x, y, circles } = drawCommunities(graph, community, sizes.length)
        for (let n = 0; n < 12; n++) {
          const home = circles[community[n]!]!
          expect(Math.hypot(x[n]! - home.x, y[n]! - home.y)).toBeLessThanOrEqual(home.radius)
          for (let m = 0; m < n; m++) expect(Math.hypot(x[n]! - x[m]!, y[n]! - y[m]!)).toBeGreaterThan(0.5)
        }
        for (const [c, one] of circles.entries()) for (const other of circles.slice(0, c)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(one.radius + other.radius)
      }),
    )
  })

  it('is the same every time, and empty for nothing', () => {
    const { community, sizes } = leiden(twoCliques(), { seed: 1 })
    expect(drawCommunities(twoCliques(), community, sizes.length)).toEqual(drawCommunities(twoCliques(), community, sizes.length))
    expect(drawCommunities(ties([], 0), new Int32Array(0), 0).circles).toEqual([])
  })
})
