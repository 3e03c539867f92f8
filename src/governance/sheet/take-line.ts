import type { WorkImport } from '../../shared/contract/work-sheet.ts'
import type { WorkEvent } from '../../shared/governance.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { noWork, type Work } from '../rules/work.ts'
import type { Stored } from '../store.ts'
import { openOn, refusalOf } from '../work.ts'
import { decideOn, onDesk, type Desk } from '../work-desk.ts'
import { actsOf, refused } from './acts.ts'
import { columns, numberOf, textOf, type Language } from './columns.ts'
import type { SheetLine } from './lines.ts'
import { differing, readValues, type Resolve, type ValueKey, type Values } from './values.ts'
import { cellsOf, type Spell } from './write.ts'

/** Items as they were on the older version that their row rests on. */
export type Bases = ReadonlyMap<number, Work>
/** What rows are taken with: `seen` says in which row an item stood already, `fresh` holds the numbers of new ones. */
export type Table = { desk: Desk; bases: Bases; resolve: Resolve; spell: Spell; fresh: number[]; seen: Map<number, number>; result: WorkImport }

/** Takes a row: nothing to do, a new item, changes, a conflict, or the reason why not. */
export function takeLine(table: Table, line: SheetLine): void {
  const { result } = table
  const item = numberOf(line.cells.item)
  const reason = refusalOf(() => {
    if (item !== undefined) return takeItem(table, line, item)
    if (textOf(line.cells.item) !== '') throw refused('“编号”须为事项的编号；新增事项时请留空。', 'The number must be that of a work item; leave it blank for a new one.')
    return takeNew(table, line)
  })
  if (!reason) return
  result.refused += 1
  result.problems.push({ row: line.row, item: item ?? null, title: textOf(line.cells.title), kind: 'refused', reason, fields: [] })
}

function takeNew({ desk, resolve, fresh, result }: Table, line: SheetLine): void {
  const { cells, row } = line
  if (textOf(cells.version) !== '') throw refused('编号被清空了，但版本还在。请填回编号；如是新增事项，请把版本也清空。', 'The number is gone but the version stands. Put the number back, or clear the version too for a new item.')
  if (textOf(cells.reason) !== '') throw refused('新增事项不需要理由。', 'A new item takes no reason.')
  const values = readValues({ row, cells: { task: null, title: null, lead: null, ...cells } }, { ...noWork, state: 'open' }, { resolve })
  const { task, title, text = '', lead, coOwners = [], due = null, region = null, department = null, parent = null, state, suspended } = values as Partial<Values> & Pick<Values, 'task' | 'title' | 'lead'>
  if ((state !== undefined && state !== 'open') || suspended) throw refused('新增的事项从“待认领”开始，请把“状态”和“暂停”留空。', 'A new item begins as open: leave its state and suspension blank.')
  const { item } = openOn(desk, fresh[0]!, { task, title, text, lead, coOwners, due, region, department, parent, origin: { kind: 'hand', id: null, title: null } })
  fresh.shift()
  result.created += 1
  result.changes.push({ row, item, title, events: ['open'] })
}

function takeItem(table: Table, line: SheetLine, item: number): void {
  const { desk, seen, result } = table
  const before = seen.get(item)
  if (before !== undefined) throw refused(`编号 ${item} 在第 ${before} 行已出现过；如是新增事项，请清空编号和版本。`, `Number ${item} stands in row ${before} already; for a new item clear its number and version.`)
  seen.set(item, line.row)
  const stored = onDesk(desk, item)
  const base = baseOf(table, line, stored)
  const values = readValues(line, base, table)
  const changed = differing(base, values)
  // What was read and not changed makes nobody's change undone.
  const left = changed.filter((key) => differing(stored.state, values).includes(key))
  const reason = textOf(line.cells.reason)
  if (changed.length > 0 ? left.length === 0 : reason === '') return void (result.unchanged += 1)
  if (base !== stored.state && changed.length > 0) return conflict(table, line, { stored, values, left })
  const acts = actsOf(stored.state, values, changed, reason)
  decideOn(desk, stored, acts)
  result.changed += 1
  result.changes.push({ row: line.row, item, title: stored.state.title, events: acts.map(({ event }): WorkEvent => event) })
}

/** What the item was when its row was read. */
function baseOf({ bases }: Table, { cells }: SheetLine, { item, version, state }: Stored<Work>): Work {
  const read = numberOf(cells.version)
  if (read === version) return state
  const base = read === undefined ? undefined : bases.get(item)
  if (!base) throw refused(`“版本”须为导出时的版本（现为第 ${version} 版）。`, `The version must be the one that was exported (${version} stands now).`)
  return base
}

type Meanwhile = { stored: Stored<Work>; values: Partial<Values>; left: readonly ValueKey[] }

function conflict({ spell, result }: Table, { row, cells }: SheetLine, { stored: { item, version, state }, values, left }: Meanwhile): void {
  const stands = (key: ValueKey, language: Language): string => textOf(cellsOf(state, spell, language)[key]) || '—'
  const fields = left.map((key) => ({ title: columns[key].title, yours: textOf(cells[key]) || '—', stands: { zh: stands(key, 'zh'), en: stands(key, 'en') } }))
  result.conflicts += 1
  result.problems.push({ row, item, title: values.title ?? state.title, kind: 'conflict', reason: reasonOf(fields, numberOf(cells.version)!, version), fields })
}

function reasonOf(fields: WorkImport['problems'][number]['fields'], read: number, version: number): Text {
  const zh = fields.map(({ title, yours, stands }) => `“${title.zh}”您填“${yours}”，现为“${stands.zh}”`).join('；')
  const en = fields.map(({ title, yours, stands }) => `${title.en}: you have “${yours}”, “${stands.en}” stands`).join('; ')
  return {
    zh: `您导出第 ${read} 版之后有人改动过（现为第 ${version} 版）。${zh}。如仍要改，请把这一行的版本改为 ${version} 再导入。`,
    en: `Somebody changed this after you exported version ${read} (version ${version} stands). ${en}. To change it all the same, set the version of this row to ${version} and import again.`,
  }
}
