import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildGraph, emptyGraph, type Graph } from './graph.ts'
import { layout, type LayoutInput } from './layout.ts'

const graphOf = (nodes: number, edges: [number, number][]): Graph => buildGraph(nodes, { sources: edges.map(([node]) => node), targets: edges.map(([, input]) => input) })
const input = (nodes: number, edges: [number, number][], more: Partial<LayoutInput> = {}): LayoutInput => ({ requires: graphOf(nodes, edges), kinds: emptyGraph(nodes), stage: new Int32Array(nodes), group: new Int32Array(nodes).fill(-1), ...more })

describe('the layout', () => {
  it('puts inputs to the left of what they go into', () => {
    const { x } = layout(input(3, [[2, 1], [1, 0]]))
    expect([...x]).toEqual([0, 1, 2])
  })

  it('puts an input just before what it goes into, not at the far end', () => {
    const { x } = layout(input(4, [[2, 1], [1, 0], [2, 3]]))
    expect(x[3]).toBe(1)
  })

  it('sets stages as bands from left to right, nodes without a stage last', () => {
    const { x, bands } = layout(input(4, [[0, 1], [2, 3]], { stage: Int32Array.of(2, 0, -1, 1) }))
    expect(bands.map(({ stage }) => stage)).toEqual([0, 1, 2, -1])
    expect([x[1]! < x[3]!, x[3]! < x[0]!, x[0]! < x[2]!]).toEqual([true, true, true])
  })

  it('keeps groups in blocks that do not overlap', () => {
    const group = Int32Array.from({ length: 60 }, (_, n) => n % 3)
    const { x, y, blocks } = layout(input(60, [], { group }))
    expect(blocks).toHaveLength(3)
    for (let n = 0; n < 60; n++) {
      const holding = blocks.filter(({ x0, x1, y0, y1 }) => x[n]! >= x0 && x[n]! < x1 && y[n]! >= y0 && y[n]! < y1)
      expect(holding.map((block) => block.group)).toEqual([group[n]])
    }
  })

  it('uncrosses two crossed lines', () => {
    const { y } = layout(input(4, [[2, 1], [3, 0]]))
    expect(Math.sign(y[0]! - y[1]!)).toBe(Math.sign(y[3]! - y[2]!))
  })

  it('gives every node a cell of its own, the same one every time', () => {
    const edges = fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 60 })
    const marks = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 30, maxLength: 30 })
    fc.assert(
      fc.property(edges, marks, marks, (pairs, stages, groups) => {
        const given = input(30, pairs, { stage: Int32Array.from(stages), group: Int32Array.from(groups) })
        const { x, y, bands } = layout(given)
        expect(new Set([...x].map((at, n) => `${at}/${y[n]}`)).size).toBe(30)
        for (let n = 0; n < 30; n++) {
          const band = bands.find(({ stage }) => stage === stages[n])!
          expect(x[n]! >= band.x0 && x[n]! < band.x1 && y[n]! >= band.y0 && y[n]! < band.y1).toBe(true)
        }
        expect(layout(given)).toEqual(layout(given))
      }),
    )
  })
})
