import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildGraph, edgeSources, indexRows, mergeGraphs, reverseGraph } from './graph.ts'

describe('a graph', () => {
  it('lists the edges of a node in the order given, with their weights', () => {
    const graph = buildGraph(3, { sources: [2, 0, 2], targets: [1, 1, 0], weights: [5, 6, 7] })
    expect([...graph.starts]).toEqual([0, 1, 1, 3])
    expect([...graph.targets]).toEqual([1, 1, 0])
    expect([...graph.weights]).toEqual([6, 5, 7])
    expect([...edgeSources(graph)]).toEqual([0, 2, 2])
  })

  it('refuses an edge that leaves it', () => {
    expect(() => buildGraph(2, { sources: [0], targets: [2] })).toThrow(RangeError)
    expect(() => buildGraph(2, { sources: [0, 1], targets: [1] })).toThrow(RangeError)
  })

  it('turned round twice has the same edges', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(6))), (edges) => {
        const graph = buildGraph(7, { sources: edges.map(([from]) => from), targets: edges.map(([, to]) => to) })
        const pairs = (g: typeof graph): string[] => [...edgeSources(g)].map((from, e) => `${from}-${g.targets[e]}`).sort()
        expect(pairs(reverseGraph(reverseGraph(graph)))).toEqual(pairs(graph))
        expect(pairs(mergeGraphs(7, [graph, graph]))).toHaveLength(2 * edges.length)
      }),
    )
  })

  it('groups rows by key and leaves out keys below zero', () => {
    const { starts, rows } = indexRows(3, Int32Array.of(2, -1, 0, 2))
    expect([...starts]).toEqual([0, 1, 1, 3])
    expect([...rows]).toEqual([2, 0, 3])
  })
})
