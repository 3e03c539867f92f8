import { expect, test } from 'vitest'
import { levelsOf } from './work-levels.ts'

const names = (...parents: (number | null)[]): string[] => [...levelsOf(parents.map((parent, n) => ({ item: n + 1, parent })))].sort(([a], [b]) => a - b).map(([, level]) => level)

test('an item alone is a task, and what it is split into are sub-tasks', () => {
  expect(names(null)).toEqual(['task'])
  expect(names(null, 1, 1)).toEqual(['task', 'subTask', 'subTask'])
})

test('what is split into tasks is a plan, what stands above plans a strategy; beyond that all are sub-tasks', () => {
  expect(names(null, 1, 2)).toEqual(['plan', 'task', 'subTask'])
  expect(names(null, 1, 2, 3, 1)).toEqual(['strategy', 'plan', 'task', 'subTask', 'plan'])
  expect(names(null, 1, 2, 3, 4)).toEqual(['strategy', 'plan', 'task', 'subTask', 'subTask'])
})

test('an item whose item above is not here stands on its own', () => {
  expect([...levelsOf([{ item: 7, parent: 99 }])]).toEqual([[7, 'task']])
})
