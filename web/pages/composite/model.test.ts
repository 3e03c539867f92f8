import { expect, test } from 'vitest'
import { addGroup, branchesOf, change, isComputable, parameterOf, removeGroup, sharesOf } from './model.ts'

const first = branchesOf({ tree: [
  { code: '7', name: 'patents', parent: 'index', weight: 1, direction: 1 }, { code: '9', name: 'accidents', parent: 'index', weight: 1, direction: 1 }, { code: 'index', name: 'Index', parent: '', weight: 1, direction: null },
] })

test('indicators start with equal weights under the index', () => {
  expect(parameterOf(first)).toEqual({ 7: { parent: 'index', weight: 50, direction: 1 }, 9: { parent: 'index', weight: 50, direction: 1 } })
  expect([...sharesOf(first).values()]).toEqual([0.5, 0.5])
})

test('a group counts once it holds an indicator, and shares multiply; taken away, its indicators go to the index', () => {
  const grouped = addGroup(first, (n) => `Group ${n}`)
  expect(Object.keys(parameterOf(grouped))).toEqual(['7', '9'])
  const moved = change(change(grouped, '9', { parent: 'g1', direction: -1 }), 'g1', { weight: 100 })
  expect(parameterOf(moved)).toMatchObject({ 9: { parent: 'g1', direction: -1 }, g1: { parent: 'index', weight: 100, name: 'Group 1' } })
  expect(sharesOf(moved).get('9')).toBeCloseTo(2 / 3, 12)
  expect(parameterOf(removeGroup(moved, 'g1'))).toMatchObject({ 9: { parent: 'index' } })
})

test('without an indicator, or with nothing but weights of 0 in a group, nothing can be computed', () => {
  expect(isComputable(first)).toBe(true)
  expect(isComputable(change(change(first, '7', { used: false }), '9', { used: false }))).toBe(false)
  expect(isComputable(change(change(first, '7', { weight: 0 }), '9', { weight: 0 }))).toBe(false)
  expect(isComputable([])).toBe(false)
  expect(branchesOf(undefined)).toEqual([])
})
