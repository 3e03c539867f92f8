import type { DemandLevels } from './demand-levels.ts'
import { PREPARED_STEPS, type Demand } from './demand.ts'

/** So many closed firms are worked out side by side; `pullWide` is written for this number. */
const COLUMNS = 4

/** What is asked of one closed firm: of the places `wanted`, the first of them its own, what is lost upstream after `steps` steps. */
export type Asked = {
  firm: number
  steps: number
  /** What it has lost downstream, of all sales; and what of that no loss upstream can be set against. */
  esriDown: number
  beyond: number
  wanted: Int32Array
  wantedCount: number
  /** What the wanted have lost downstream. */
  down: Float64Array
}

/** A closed firm with `left` steps to go; free where that is 0. */
type Column = Asked & { left: number; back: Float64Array }

/** The upstream losses of several closed firms of one circle, side by side: that of column `c` at place `p` stands at `COLUMNS · p + c`. */
export type WideLevels = { circle: number; columns: Column[]; loss: Float64Array; next: Float64Array }

/** Told what came back to a closed firm, and what each place asked for has lost. */
export type Settle = (asked: Asked, back: Float64Array, lossAt: (place: number) => number) => void

export function openWideLevels(firms: number): WideLevels {
  const columns = Array.from({ length: COLUMNS }, (): Column => ({
    firm: 0, steps: 0, esriDown: 0, beyond: 0, wanted: new Int32Array(firms), wantedCount: 0, down: new Float64Array(firms), left: 0, back: new Float64Array(PREPARED_STEPS),
  }))
  return { circle: -1, columns, loss: new Float64Array(COLUMNS * firms), next: new Float64Array(COLUMNS * firms) }
}

/** Takes a closed firm, whose first `done` steps stand in `levels`, into a column; steps those already there forward until one is free. */
export function takeColumn(demand: Demand, wide: WideLevels, { asked, levels, done }: { asked: Asked; levels: DemandLevels; done: number }, settle: Settle): void {
  const circle = demand.circleOf[asked.firm]!
  if (circle !== wide.circle) settleColumns(demand, wide, settle)
  wide.circle = circle
  while (wide.columns.every(({ left }) => left > 0)) stepColumns(demand, wide, settle)
  const c = wide.columns.findIndex(({ left }) => left === 0)
  const column = wide.columns[c]!
  const { firm, steps, esriDown, beyond, wantedCount } = asked
  Object.assign(column, { firm, steps, esriDown, beyond, wantedCount, left: steps - done })
  column.wanted.set(asked.wanted.subarray(0, wantedCount))
  column.down.set(asked.down.subarray(0, wantedCount))
  column.back.set(levels.back)
  const [from, to] = [demand.circleStarts[circle]!, demand.circleStarts[circle + 1]!]
  for (let p = from; p < to; p++) wide.loss[p * COLUMNS + c] = levels.loss[p]!
}

/** Steps all columns to their end. */
export function settleColumns(demand: Demand, wide: WideLevels, settle: Settle): void {
  while (wide.columns.some(({ left }) => left > 0)) stepColumns(demand, wide, settle)
}

/** One step of every column; what each holds does not depend on the others. */
function stepColumns(demand: Demand, wide: WideLevels, settle: Settle): void {
  const { columns, loss, next } = wide
  pullWide(demand, wide, demand.circleStarts[wide.circle]!, demand.circleStarts[wide.circle + 1]!)
  wide.loss = next
  wide.next = loss
  for (let c = 0; c < COLUMNS; c++) {
    const column = columns[c]!
    if (column.left === 0) continue
    column.left--
    const closed = column.wanted[0]! * COLUMNS + c
    column.back[column.steps - column.left] = next[closed]!
    next[closed] = 1
    if (column.left === 0) settle(column, column.back, (place) => next[place * COLUMNS + c]!)
  }
}

/** Works out every place of a circle from all its customers within, for all columns at once: a link is looked up once. */
function pullWide({ pull: { starts, targets, weights } }: Demand, { loss, next }: WideLevels, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let e = starts[i]!, end = starts[i + 1]!; e < end; e++) {
      const weight = weights[e]!
      const at = targets[e]! << 2
      a += weight * loss[at]!
      b += weight * loss[at | 1]!
      c += weight * loss[at | 2]!
      d += weight * loss[at | 3]!
    }
    const at = i << 2
    next[at] = a
    next[at | 1] = b
    next[at | 2] = c
    next[at | 3] = d
  }
}
