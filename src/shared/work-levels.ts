import { keysOf } from './vocabulary.ts'
import { workLevels, type WorkLevel } from './governance.ts'

type Placed = { item: number; parent: number | null }

const names = keysOf(workLevels)

/**
 * The level of each item, by how far its breakdown goes: what is split into sub-tasks is a task, what is split into tasks is an annual
 * plan, what stands above plans is a strategy; an item that is split into nothing and stands alone is a task.
 */
export function levelsOf(items: readonly Placed[]): Map<number, WorkLevel> {
  const here = new Set(items.map(({ item }) => item))
  const below = new Map<number, number[]>()
  for (const { item, parent } of items) if (parent !== null && here.has(parent)) below.set(parent, [...(below.get(parent) ?? []), item])
  const levels = new Map<number, WorkLevel>()
  const heightOf = (item: number): number => 1 + Math.max(0, ...(below.get(item) ?? []).map(heightOf))
  const name = (item: number, level: number): void => {
    levels.set(item, names[Math.min(level, names.length - 1)]!)
    for (const child of below.get(item) ?? []) name(child, level + 1)
  }
  const roots = items.filter(({ parent }) => parent === null || !here.has(parent))
  for (const { item } of roots) name(item, Math.max(0, names.length - Math.max(2, heightOf(item))))
  return levels
}
