import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildGraph, edgeSources, indexRows, mergeGraphs, reverseGraph, undirectedGraph, withoutWeights } from './graph.ts'

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

describe('a graph of ties', () => {
  it('merges what is stated twice in whatever direction, drops ties to oneself, and lists both ends in ascending order', () => {
    const graph = undirectedGraph(3, { sources: [2, 0, 1, 1], targets: [0, 1, 0, 1], weights: [5, 1, 2, 9] })
    expect([...graph.starts]).toEqual([0, 2, 3, 4])
    expect([...graph.targets]).toEqual([1, 2, 0, 0])
    expect([...graph.weights]).toEqual([3, 5, 3, 5])
    expect([...withoutWeights(graph).weights]).toEqual([1, 1, 1, 1])
  })

  it('refuses weights that are not above zero, and ties that leave it, also those of a node to itself', () => {
    for (const weight of [NaN, -1, 0, Infinity]) expect(() => undirectedGraph(2, { sources: [0], targets: [1], weights: [weight] })).toThrow(`has the weight ${weight}`)
    expect(() => undirectedGraph(2, { sources: [0], targets: [2] })).toThrow(RangeError)
    expect(() => undirectedGraph(2, { sources: [7], targets: [7] })).toThrow(RangeError)
    expect(() => undirectedGraph(2, { sources: [0], targets: [] })).toThrow('differ in length')
  })

  it('is the same to the bit from both ends, whatever the list', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.double({ min: 0.1, max: 9, noNaN: true }))), (edges) => {
        const graph = undirectedGraph(7, { sources: edges.map(([a]) => a), targets: edges.map(([, b]) => b), weights: edges.map(([, , w]) => w) })
        const turned = reverseGraph(graph)
        expect(turned.targets).toEqual(graph.targets)
        expect(turned.weights).toEqual(graph.weights)
        expect(new Set([...edgeSources(graph)].map((from, e) => `${from}-${graph.targets[e]}`)).size).toBe(graph.targets.length)
      }),
    )
  })
})
