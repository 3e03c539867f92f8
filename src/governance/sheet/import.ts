import { asProgram, asViewer, type Viewer } from '../../access/viewer.ts'
import type { Db, Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import type { WorkImport } from '../../shared/contract/work-sheet.ts'
import { AppError } from '../../shared/errors.ts'
import { stampOf } from '../motion-world.ts'
import { replay } from '../rules/machine.ts'
import { noWork, workMachine, type Work } from '../rules/work.ts'
import { eventColumns, lockChain, newItems, type EventRow } from '../store.ts'
import { openDesk, writeDesk, type Desk } from '../work-desk.ts'
import { numberOf, textOf } from './columns.ts'
import type { SheetLine } from './lines.ts'
import { readResolve } from './names.ts'
import { takeLine, type Bases } from './take-line.ts'
import { readSpelling } from './write.ts'

type Options = { dryRun: boolean; now: Date; signal: AbortSignal; onProgress: (done: number, total: number) => void }

/** How many rows are decided before others have their turn. */
const atOnce = 250

/**
 * Makes the changes of a sheet of work that was exported: each row's through the same steps and rights as by hand, all in one transaction.
 * What somebody changed meanwhile, and what may not be changed, is told row by row and keeps the other rows not back.
 */
export function importWork(db: Db, viewer: Viewer, lines: readonly SheetLine[], { dryRun, now, signal, onProgress }: Options): Promise<WorkImport> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const { resolve, named } = await readResolve(tx, viewer, lines)
    const desk = await openDesk(tx, viewer, { items: [...new Set(lines.flatMap(({ cells }) => [numberOf(cells.item), numberOf(cells.parent)]))].filter((one) => one !== undefined), stamp: stampOf(viewer, now), organisations: named })
    const bases = await readBases(tx, viewer, desk, lines)
    const works = [...desk.stored.values()].map(({ state }) => state).concat([...bases.values()])
    const spell = await readSpelling(tx, viewer, works.flatMap(({ lead, coOwners }) => [lead, ...coOwners]))
    const fresh = await newItems(tx, lines.filter(({ cells }) => textOf(cells.item) === '').length)
    const result: WorkImport = { rows: lines.length, unchanged: 0, changed: 0, created: 0, events: 0, conflicts: 0, refused: 0, changes: [], problems: [], dryRun }
    const table = { desk, bases, resolve, spell, fresh, seen: new Map<number, number>(), result }
    let done = 0
    for (const line of subtasksFirst(desk, lines)) {
      takeLine(table, line)
      if (++done % atOnce !== 0) continue
      onProgress(done, lines.length)
      await new Promise((resolve) => setImmediate(resolve))
      if (signal.aborted) throw cancelled()
    }
    inRows(result.changes)
    inRows(result.problems)
    result.events = desk.taken.length
    if (!dryRun) await writeDesk(tx, desk, () => { if (signal.aborted) throw cancelled() })
    onProgress(lines.length, lines.length)
    return result
  })
}

/** A sub-task's row comes before that of what stands above it, which is closed only after it. */
function subtasksFirst({ stored }: Desk, lines: readonly SheetLine[]): SheetLine[] {
  const depthOf = (item: number | undefined): number => {
    let depth = 0
    for (let at = item === undefined ? null : stored.get(item)?.state.parent ?? null; at !== null; at = stored.get(at)?.state.parent ?? null) depth += 1
    return depth
  }
  return lines.map((line) => ({ line, depth: depthOf(numberOf(line.cells.item)) })).sort((a, b) => b.depth - a.depth).map(({ line }) => line)
}

function inRows(list: { row: number }[]): void {
  list.sort((a, b) => a.row - b.row)
}

/** What items were on the versions that rows rest on, where others changed them since: it follows from their events. */
async function readBases(tx: Tx, viewer: Viewer, { stored }: Desk, lines: readonly SheetLine[]): Promise<Bases> {
  const stale = new Map<number, number>()
  for (const { cells } of lines) {
    const [item, version] = [numberOf(cells.item), numberOf(cells.version)]
    const standing = item === undefined ? undefined : stored.get(item)
    if (standing && version !== undefined && version > 0 && version < standing.version) stale.set(standing.item, version)
  }
  if (stale.size === 0) return new Map()
  const events = await asProgram(tx, viewer, () => tx.query<EventRow>(sql`
    select ${eventColumns} from governance_event where cluster_id = ${viewer.cluster} and item_id = any (${[...stale.keys()]}::bigint[]) order by event_id`))
  const histories = new Map<number, EventRow[]>()
  for (const event of events) {
    if (event.version <= stale.get(event.item)!) histories.set(event.item, [...(histories.get(event.item) ?? []), event])
  }
  return new Map([...histories].map(([item, history]): [number, Work] => [item, replay(workMachine, noWork, history)]))
}

function cancelled(): AppError {
  return new AppError('cancelled', { zh: '已取消，没有改动任何事项。', en: 'Cancelled; no work item was changed.' })
}
