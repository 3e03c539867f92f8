import { expect, it } from 'vitest'
import { undirectedGraph } from '../graph.ts'
import { cliquePairs, ties } from './network-fixture.ts'
import { springLayout, type Places } from './spring-layout.ts'

const between = ({ x, y }: Places, a: number, b: number): number => Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!)

it('two nodes and a tie stand where push and pull are equal: at about one from each other', () => {
  // Push 1/d = pull d² + the middle's 0.3 · d/2, so that d is a little below 1.
  expect(between(springLayout(undirectedGraph(2, { sources: [0], targets: [1] })), 0, 1)).toBeCloseTo(0.952, 2)
})

it('those that are tied stand nearer than those that are not', () => {
  const places = springLayout(ties([...cliquePairs(0, 4), ...cliquePairs(4, 8), [0, 4]]))
  for (const [a, b] of [[1, 2], [2, 3], [5, 6], [6, 7]]) expect(between(places, a!, b!)).toBeLessThan(between(places, a!, b! < 4 ? b! + 4 : b! - 4))
})

it('is the same every time, parts without a tie stay in reach, and nothing gives nothing', () => {
  const graph = undirectedGraph(6, { sources: [0, 1, 3], targets: [1, 2, 4] })
  const places = springLayout(graph)
  expect(springLayout(graph)).toEqual(places)
  expect(Math.max(...places.x.map(Math.abs), ...places.y.map(Math.abs))).toBeLessThan(6)
  expect(springLayout(undirectedGraph(0, { sources: [], targets: [] })).x).toHaveLength(0)
})
