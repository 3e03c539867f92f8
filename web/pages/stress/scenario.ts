import type { Output } from '../../parts/index.ts'

/** What is taken away, and for how long; without days for good. */
export type Removal = { dimension: Dimension; element: string }
export type Dimension = 'origin' | 'owner' | 'region' | 'organisation' | 'node'
export type Scenario = { remove: readonly Removal[]; days: number | null }
export type Removable = Output<'listRemovable'>[number]

export const dimensions = ['origin', 'owner', 'region', 'organisation', 'node'] as const
const mostDays = 3650

/** Reads a scenario from the address bar: `remove=origin:JPN&remove=organisation:5&days=90`; the second one has `2` after its keys. */
export function readScenario(search: URLSearchParams, suffix: '' | '2' = ''): Scenario {
  const days = Number(search.get(`days${suffix}`))
  return { remove: search.getAll(`remove${suffix}`).flatMap(readRemoval), days: Number.isFinite(days) && days >= 1 && days <= mostDays ? days : null }
}

/** Writes it back into the same keys. */
export function writeScenario(search: URLSearchParams, { remove, days }: Scenario, suffix: '' | '2' = ''): void {
  search.delete(`remove${suffix}`)
  search.delete(`days${suffix}`)
  for (const { dimension, element } of remove) search.append(`remove${suffix}`, `${dimension}:${element}`)
  if (days !== null) search.set(`days${suffix}`, String(days))
}

function readRemoval(text: string): Removal[] {
  const at = text.indexOf(':')
  const dimension = dimensions.find((one) => one === text.slice(0, at))
  const element = text.slice(at + 1)
  return dimension && element !== '' ? [{ dimension, element }] : []
}

/** The body of a call. */
export function bodyOf({ remove, days }: Scenario): { remove: Removal[]; days?: number } {
  return { remove: [...remove], ...(days === null ? {} : { days }) }
}

export function sameRemoval(a: Removal, b: Removal): boolean {
  return a.dimension === b.dimension && a.element === b.element
}

export function sameScenario(a: Scenario, b: Scenario): boolean {
  return a.days === b.days && a.remove.length === b.remove.length && a.remove.every((one, i) => sameRemoval(one, b.remove[i]!))
}

/** Days that the kernel writes for "some day, not known when" and beyond are no days. */
export function isDay(day: number): boolean {
  return Number.isFinite(day) && day < 1e8
}
