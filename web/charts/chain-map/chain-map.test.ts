import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MapData } from '../../../src/shared/contract/chain.ts'
import { depthFor, fitCamera, lookAt, panBy, showCell, toCell, toScreen, zoomAt, type Camera } from './camera.ts'
import { foldPlaces } from './fold.ts'
import { readFold, writeFold } from './fold-address.ts'
import { columnAt, nodeAt, readMap } from './read-map.ts'
import { levelOf } from './scene.ts'
import { nearestNode, walk } from './walk.ts'

/** Lens and glass go into a camera; a zoom lens is a kind of lens. Glass stands without a group. */
const small: MapData = {
  total: 4,
  columns: [{ key: 'upstream', title: '上游', x: 0, width: 2 }, { key: 'midstream', title: '中游', x: 3, width: 1 }],
  groups: [{ title: '光学', x: 0, y: 0, width: 1, height: 2, nodes: 2 }],
  ids: [11, 12, 13, 14], names: ['镜头', '变焦镜头', '玻璃', '相机'], x: [0, 0, 1, 3], y: [0, 1, 0, 0],
  states: ['weak', 'unknown', 'choke', 'ordinary'], kinds: ['component', 'component', 'material', 'product'], sizes: [2, 1, 1, 2], columnOf: [0, 0, 0, 1],
  edges: [3, 0, 0, 3, 2, 0, 1, 0, 1], truncated: false, stale: false,
}

/** A map of `count` nodes in groups of ten, ten rows high, in one column. */
function grown(count: number): MapData {
  const ids = Array.from({ length: count }, (_, n) => n + 1)
  const groups = Array.from({ length: Math.ceil(count / 10) }, (_, g) => ({ title: `组${g}`, x: g * 2, y: 0, width: 1, height: 10, nodes: Math.min(10, count - g * 10) }))
  return {
    ...small, total: count, columns: [{ key: '', title: '', x: 0, width: groups.length * 2 }], groups, ids, names: ids.map((id) => `环节${id}`),
    x: ids.map((_, n) => Math.floor(n / 10) * 2), y: ids.map((_, n) => n % 10), states: ids.map(() => 'ordinary'), kinds: ids.map(() => null), sizes: ids.map(() => 1), columnOf: ids.map(() => 0), edges: [],
  }
}

describe('reading a map', () => {
  const map = readMap(small)
  const { places } = map

  it('counts the states of each column and group', () => {
    expect(places.columns.map(({ nodes }) => nodes)).toEqual([3, 1])
    expect(places.blocks.map(({ title, nodes }) => [title, nodes])).toEqual([['光学', 2], ['', 1], ['', 1]])
  })

  it('finds the node in a cell, and none in an empty one', () => {
    expect(nodeAt(places, 0.5, 1.2)).toBe(1)
    expect(nodeAt(places, 1.9, 1.9)).toBe(-1)
    expect(nodeAt(places, -1, 0)).toBe(-1)
  })

  it('tells the column of a place', () => expect([columnAt(places.columns, 1.5), columnAt(places.columns, 3.2), columnAt(places.columns, -1)]).toEqual([0, 1, -1]))

  it('puts a kind on the side of the inputs of what it is a kind of', () => {
    expect([...map.inputs.others.subarray(map.inputs.starts[3]!, map.inputs.starts[4]!)]).toEqual([0, 2])
    expect([...map.inputs.others.subarray(map.inputs.starts[0]!, map.inputs.starts[1]!)]).toEqual([1])
  })
})

describe('walking by keys', () => {
  const map = readMap(small)
  const { places } = map
  it('goes left to an input and right to a user, nearest row first', () => {
    expect(walk(map, places, 3, 'inputs')).toBe(0)
    expect(walk(map, places, 2, 'users')).toBe(3)
    expect(walk(map, places, 3, 'users')).toBe(-1)
  })
  it('goes up and down within a column', () => {
    expect(walk(map, places, 0, 'down')).toBe(1)
    expect(walk(map, places, 0, 'up')).toBe(-1)
  })
  it('begins at the node nearest to the middle of the view', () => expect(nearestNode(places, 3, 1)).toBe(3))
})

describe('folding', () => {
  it('leaves the picture of a large map to the server', () => {
    const map = readMap(grown(1000))
    expect(foldPlaces(map, new Set())).toBe(map.places)
  })

  it('packs a small map so that every node has a cell of its own', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), (count) => {
      const map = readMap(grown(count))
      const places = foldPlaces(map, new Set())
      const cells = new Set(Array.from(places.x, (x, n) => `${x} ${places.y[n]}`))
      expect(cells.size).toBe(count)
      for (let n = 0; n < count; n++) expect(nodeAt(places, places.x[n]! + 0.5, places.y[n]! + 0.5)).toBe(n)
    }), { numRuns: 40 })
  })

  it('hides the nodes of a folded group and keeps all others apart', () => {
    fc.assert(fc.property(fc.integer({ min: 500, max: 900 }), fc.uniqueArray(fc.integer({ min: 0, max: 49 }), { minLength: 1, maxLength: 50 }), (count, list) => {
      const map = readMap(grown(count))
      const folded = new Set(list)
      const places = foldPlaces(map, folded)
      for (let n = 0; n < count; n++) {
        const hidden = folded.has(map.blockOf[n]!)
        expect(Number.isNaN(places.x[n]!)).toBe(hidden)
        if (!hidden) expect(nodeAt(places, places.x[n]! + 0.5, places.y[n]! + 0.5)).toBe(n)
      }
    }), { numRuns: 30 })
  })

  it('comes back from the address as it was sent, and passes over groups that are gone', () => {
    const map = readMap(grown(300))
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 29 })), (list) => { expect([...readFold(map, writeFold(map, new Set(list)))]).toEqual([...list].sort((a, b) => a - b)) }))
    expect(writeFold(readMap(small), new Set([0]))).toEqual(['upstream/光学'])
    expect([...readFold(readMap(small), ['upstream/光学', 'upstream/机械'])]).toEqual([0])
    expect(writeFold(readMap(small), new Set([0, 1, 2]))).toEqual(['all'])
  })

  it('stacks blocks without overlap', () => {
    const map = readMap(grown(700))
    const { blocks } = foldPlaces(map, new Set([1, 2, 3, 40]))
    for (const [i, a] of blocks.entries()) for (const b of blocks.slice(i + 1)) expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true)
  })
})

describe('the camera', () => {
  const padding = { top: 60, right: 50, bottom: 16, left: 12 }
  const far = fitCamera({ width: 1000, height: 600 }, { width: 400, height: 250, padding })

  it('sees everything at first, below the headings', () => {
    const [left, top] = toScreen(far, 0, 0)
    const [right, bottom] = toScreen(far, 400, 250)
    expect([left, top].map(Math.round)).toEqual([12, 60])
    expect([right, bottom].map(Math.round)).toEqual([950, 584])
  })

  it('comes to points, marks and cards as it goes nearer', () => {
    const levels = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((depth) => levelOf(lookAt(far, 200, 125, depth)))
    expect([levels[0], levels.at(-1)]).toEqual(['points', 'cards'])
    expect(levels.indexOf('marks')).toBeGreaterThan(levels.lastIndexOf('points'))
    expect(levels.indexOf('cards')).toBeGreaterThan(levels.lastIndexOf('marks'))
  })

  it('keeps the cell under the pointer where it is when it zooms', () => {
    const place = fc.record({ left: fc.integer({ min: 300, max: 700 }), top: fc.integer({ min: 200, max: 400 }), by: fc.double({ min: 0, max: 0.6, noNaN: true }) })
    fc.assert(fc.property(place, ({ left, top, by }) => {
      const before = toCell(far, left, top)
      const after = toCell(zoomAt(far, by, left, top), left, top)
      expect(Math.hypot(after[0] - before[0], after[1] - before[1])).toBeLessThan(1e-6)
    }))
  })

  it('never loses the map out of the window', () => {
    const near: Camera = panBy(lookAt(far, 10, 10, 0.5), 1e6, -1e6)
    expect([near.x, near.y]).toEqual([0, 250])
  })

  it('moves no further than needed to show a node, and near enough to read its name', () => {
    const shown = showCell(far, 5, 5, depthFor(far, 110))
    expect(shown.scaleX).toBeGreaterThanOrEqual(109.9)
    expect(showCell(shown, shown.x, shown.y, 0)).toEqual(shown)
  })
})
