import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildGraph, reverseGraph, type Graph } from './graph.ts'
import { openHeap, popHeap, pushHeap } from './heap.ts'
import { layers } from './layers.ts'
import { neighbourhood } from './neighbourhood.ts'
import { stronglyConnected } from './strongly-connected.ts'

const edgeList = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 30 })
const graphOf = (edges: [number, number][], nodes = 10): Graph => buildGraph(nodes, { sources: edges.map(([from]) => from), targets: edges.map(([, to]) => to) })

describe('the heap', () => {
  it('gives back its items by key, equal keys by number', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(99))), (entries) => {
        const heap = openHeap(1)
        for (const [key, item] of entries) pushHeap(heap, key, item)
        const taken: number[] = []
        for (let item = popHeap(heap); item !== -1; item = popHeap(heap)) taken.push(item)
        expect(taken).toEqual([...entries].sort(([a, x], [b, y]) => a - b || x - y).map(([, item]) => item))
      }),
    )
  })
})

describe('strongly connected components', () => {
  it('are the circles', () => {
    const { count, component } = stronglyConnected(graphOf([[0, 1], [1, 2], [2, 0], [2, 3], [3, 4], [4, 3]], 6))
    expect(count).toBe(3)
    expect(component[0]).toBe(component[2])
    expect(component[3]).toBe(component[4])
    expect(component[0]).not.toBe(component[3])
  })

  it('hold two nodes together exactly when each reaches the other, and number what is reached first', () => {
    fc.assert(
      fc.property(edgeList, (edges) => {
        const reach = reachability(edges)
        const { component } = stronglyConnected(graphOf(edges))
        for (let a = 0; a < 10; a++) for (let b = 0; b < 10; b++) expect(component[a] === component[b]).toBe(reach[a]![b]! && reach[b]![a]!)
        for (const [from, to] of edges) expect(component[to]!).toBeLessThanOrEqual(component[from]!)
      }),
    )
  })

  it('do not exhaust the stack on a chain of 200,000 links', () => {
    const sources = Int32Array.from({ length: 200_000 }, (_, i) => i)
    expect(stronglyConnected(buildGraph(200_001, { sources, targets: sources.map((i) => i + 1) })).count).toBe(200_001)
  })
})

describe('layers', () => {
  it('put every node after its longest chain of inputs', () => {
    expect([...layers(graphOf([[3, 2], [2, 1], [1, 0], [3, 0], [4, 0]], 5))]).toEqual([0, 1, 2, 3, 1])
  })

  it('rise along every input outside of circles, and do not depend on numbering', () => {
    fc.assert(
      fc.property(edgeList, fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }), (edges, name) => {
        const graph = graphOf(edges)
        const layer = layers(graph)
        const { component } = stronglyConnected(graph)
        for (const [node, input] of edges) expect(layer[node]! - layer[input]!).toBeGreaterThanOrEqual(component[node] === component[input] ? 0 : 1)
        const renamed = layers(graphOf(edges.map(([node, input]) => [name[node]!, name[input]!])))
        for (let n = 0; n < 10; n++) expect(renamed[name[n]!]).toBe(layer[n])
      }),
    )
  })
})

describe('the neighbourhood', () => {
  // 0 → 1 → 2 → 3 → 4 in the direction of goods; 2 also goes into 5, whose other input 6 is not a neighbour of 2.
  const inputs = graphOf([[1, 0], [2, 1], [3, 2], [4, 3], [5, 2], [5, 6]], 7)
  const uses = reverseGraph(inputs)

  it('goes up the inputs and down the uses, not sideways', () => {
    const { nodes, distance, cutAt } = neighbourhood(inputs, uses, 2, { hops: 2, maxNodes: 100 })
    expect(Object.fromEntries([...nodes].map((n, i) => [n, distance[i]]))).toEqual({ 2: 0, 1: -1, 0: -2, 3: 1, 5: 1, 4: 2 })
    expect(cutAt).toBe(0)
  })

  it('says where the cap cut it, and starves neither side', () => {
    const { nodes, cutAt } = neighbourhood(inputs, uses, 2, { hops: 4, maxNodes: 3 })
    expect([...nodes]).toEqual([2, 1, 3])
    expect(cutAt).toBe(1)
  })

  it('holds exactly what is reached in so many hops', () => {
    fc.assert(
      fc.property(edgeList, fc.nat(9), (edges, start) => {
        const graph = graphOf(edges)
        const reach = reachability(edges)
        const { nodes } = neighbourhood(graph, reverseGraph(graph), start, { hops: 10, maxNodes: 100 })
        const expected = [...Array(10).keys()].filter((n) => n === start || reach[start]![n] || reach[n]![start])
        expect([...nodes].sort((a, b) => a - b)).toEqual(expected)
      }),
    )
  })
})

function reachability(edges: [number, number][]): boolean[][] {
  const reach = Array.from({ length: 10 }, (_, a) => Array.from({ length: 10 }, (_, b) => a === b))
  for (const [from, to] of edges) reach[from]![to] = true
  for (let k = 0; k < 10; k++) for (let a = 0; a < 10; a++) for (let b = 0; b < 10; b++) reach[a]![b] ||= reach[a]![k]! && reach[k]![b]!
  return reach
}
