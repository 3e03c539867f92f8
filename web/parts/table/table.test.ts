import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asText } from './copy.ts'
import { moveOf } from './moves.ts'
import { sortRows } from './sort-rows.ts'
import { nextSort, readSort, writeSort, type Column } from './types.ts'

const size = { rows: 100_000, columns: 8, screen: 20 }

describe('keys of a table', () => {
  it('goes down with j and the arrow, up with k, and stops at the ends', () => {
    expect(moveOf('j', { row: 3, column: 1 }, size)).toEqual({ row: 4, column: 1 })
    expect(moveOf('ArrowDown', { row: 99_999, column: 1 }, size)).toEqual({ row: 99_999, column: 1 })
    expect(moveOf('k', { row: 0, column: 1 }, size)).toEqual({ row: 0, column: 1 })
  })
  it('reaches the heading line with the arrow only', () => {
    expect(moveOf('ArrowUp', { row: 0, column: 2 }, size)).toEqual({ row: -1, column: 2 })
    expect(moveOf('PageUp', { row: 5, column: 2 }, size)).toEqual({ row: 0, column: 2 })
  })
  it('never leaves the grid, whatever is pressed', () => {
    fc.assert(fc.property(
      fc.array(fc.constantFrom('j', 'k', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown')), fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 9 }),
      (keys, rows, columns) => {
        let cell = { row: 0, column: 0 }
        for (const key of keys) cell = moveOf(key, cell, { rows, columns, screen: 7 }) ?? cell
        expect(cell.row).toBeGreaterThanOrEqual(-1)
        expect(cell.row).toBeLessThan(rows)
        expect(cell.column).toBeGreaterThanOrEqual(0)
        expect(cell.column).toBeLessThan(columns)
      },
    ))
  })
  it('leaves other keys alone, and an empty table does not move', () => {
    expect(moveOf('q', { row: 0, column: 0 }, size)).toBeUndefined()
    expect(moveOf('j', { row: 0, column: 0 }, { ...size, rows: 0 })).toBeUndefined()
  })
})

describe('order of a table', () => {
  it('goes up, down, off with each click', () => {
    const up = nextSort([], 'revenue', false)
    expect(writeSort(up)).toBe('revenue')
    const down = nextSort(up, 'revenue', false)
    expect(writeSort(down)).toBe('-revenue')
    expect(writeSort(nextSort(down, 'revenue', false))).toBeUndefined()
  })
  it('adds a level with Shift and keeps the others', () => {
    const two = nextSort(readSort('-revenue'), 'name', true)
    expect(writeSort(two)).toBe('-revenue,name')
    expect(writeSort(nextSort(two, 'revenue', true))).toBe('name')
  })
  it('reads what it wrote', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.record({ key: fc.stringMatching(/^[a-zA-Z]{1,8}$/), desc: fc.boolean() }), { selector: ({ key }) => key }), (sort) => {
      expect(readSort(writeSort(sort))).toEqual(sort)
    }))
  })
})

type Firm = { name: string; revenue: number | null }
const columns: Column<Firm>[] = [
  { key: 'name', title: '名称', width: 100, cell: ({ name }) => name, text: ({ name }) => name },
  { key: 'revenue', title: '营业收入', width: 100, cell: ({ revenue }) => revenue, text: ({ revenue }) => revenue },
]
const firms: Firm[] = [{ name: '乙', revenue: null }, { name: '甲', revenue: 3 }, { name: '丙', revenue: 10 }]

describe('rows that are all here', () => {
  it('puts missing values last, whichever way', () => {
    expect(sortRows(firms, columns, readSort('revenue')).map(({ revenue }) => revenue)).toEqual([3, 10, null])
    expect(sortRows(firms, columns, readSort('-revenue')).map(({ revenue }) => revenue)).toEqual([10, 3, null])
  })
  it('copies as a sheet takes it: a heading line, tabs, and blank where a value is missing', () => {
    expect(asText([{ name: '甲\t公司\n（虚构）', revenue: null }], columns)).toBe('名称\t营业收入\n甲 公司 （虚构）\t')
  })
})
