import { asViewer, type Viewer } from '../access/viewer.ts'
import type { Definition } from '../analysis/define.ts'
import type { Db, Tx } from '../db/db.ts'
import { listFacts, titlesOf } from '../ledger/evidence.ts'
import type { ResultHead } from '../shared/contract/analyses.ts'
import type { Evidence } from '../shared/contract/ledger.ts'
import { AppError } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'
import { getSections, type SectionName, type SnapshotOf } from '../snapshot/sections.ts'
import { givenWords } from './given.ts'
import { analysisOf } from './run.ts'
import { getKept, type Kept } from './store.ts'

/** The address of a cell of a result: `result:ID:TABLE:KEY:COLUMN`, where the key may hold colons. */
export type CellAddress = { result: number; table: string; row: string; column: string }

export function readAddress(ref: string): CellAddress {
  const [, result, table, ...rest] = ref.split(':')
  return { result: Number(result), table: table ?? '', row: rest.slice(0, -1).join(':'), column: rest.at(-1) ?? '' }
}

/** How many facts behind a value are listed; the rest are counted. */
const listedAtMost = 40

/** A computed value: its analysis, version, parameters and snapshot, and the facts it rests on, each with an address of its own. */
export async function explainCell(db: Db, viewer: Viewer, ref: string): Promise<Evidence> {
  const at = readAddress(ref)
  const kept = await asViewer(db, viewer, (tx) => getKept(tx, viewer, at.result), { readOnly: true })
  const { head } = kept
  const { value, title, unit } = cellAt(kept, at)
  const { definition, snapshot, trace } = await factsNow(db, viewer, head)
  const behind = trace(at)
  const inputs = (await asViewer(db, viewer, (tx) => inputsOf(tx, viewer, behind), { readOnly: true })).map(({ ref: at, title: name, value: said }) => ({ ref: at, title: name, value: said }))
  const changed = snapshot.id !== head.snapshot
  return {
    ref, title: { zh: `${definition.title.zh} · ${title.zh}`, en: `${definition.title.en} · ${title.en}` }, value: value === null ? null : String(value), blankReason: null, unit,
    mark: {}, claims: [], claimsTotal: 0, resolution: null, snapshot: head.snapshot, frozen: false, inputs,
    formula: { id: head.analysis, version: head.version, method: definition.method, text: formulaOf(definition.summary, givenWords(definition, head.parameters), { behind: behind.length, changed }) },
  }
}

type Traced = { definition: Definition; snapshot: SnapshotOf<SectionName>; trace: (at: Pick<CellAddress, 'table' | 'row' | 'column'>) => string[] }

/** An analysis with the facts as they are now, for the audience of a result. */
export async function factsNow(db: Db, viewer: Viewer, head: ResultHead): Promise<Traced> {
  const definition = analysisOf(head.analysis)
  const snapshot = (await getSections(db, viewer, definition.needs, head.audience)) as SnapshotOf<SectionName>
  return { definition, snapshot, trace: (at) => definition.trace?.(snapshot, head.parameters, at) ?? [] }
}

/** The addresses of the facts behind cells of a result; refuses a result whose facts are no longer those of today. */
export async function factsBehind(db: Db, viewer: Viewer, head: ResultHead): Promise<Traced> {
  const traced = await factsNow(db, viewer, head)
  if (traced.snapshot.id === head.snapshot && traced.definition.version === head.version) return traced
  throw new AppError('changed-meanwhile', { zh: '这项结果算出之后事实有变化。请重新计算，再放入报告。', en: 'The facts have changed since this result was computed. Compute it again, then put it into the report.' })
}

function formulaOf(summary: Text, given: Text, { behind, changed }: { behind: number; changed: boolean }): Text {
  const zh = [summary.zh, given.zh && `参数：${given.zh}。`, behind > listedAtMost && `依据 ${behind} 项事实，下列前 ${listedAtMost} 项。`, changed && '此后事实有变化，下列为现在的事实。']
  const en = [summary.en, given.en && `Parameters: ${given.en}.`, behind > listedAtMost && `It rests on ${behind} facts; the first ${listedAtMost} are listed.`, changed && 'The facts have changed since; listed are those of today.']
  return { zh: zh.filter(Boolean).join(''), en: en.filter(Boolean).join(' ') }
}

function cellAt({ result }: Kept, { table: id, row: key, column }: CellAddress): { value: string | number | boolean | null; title: Text; unit: string | null } {
  const table = result.tables.find((one) => one.id === id)
  const row = table?.rows.find((one) => one.key === key)
  const n = table?.columns.findIndex((one) => one.key === column) ?? -1
  if (!table || !row || n < 0) throw new AppError('not-found', { zh: '结果中没有这个值。请从结果页上的数值打开证据。', en: 'The result has no such value. Open the evidence from a value of the result.' })
  const { title, unit } = table.columns[n]!
  const label = String(row.cells[0] ?? key)
  return { value: row.cells[n] ?? null, title: { zh: `${label} · ${title.zh}`, en: `${label} · ${title.en}` }, unit: unit?.en ?? null }
}

/** The first facts as the drawer lists them, with the claims they follow from; one that the viewer may not see is left out. */
export async function inputsOf(tx: Tx, viewer: Viewer, addresses: readonly string[]): Promise<(Evidence['inputs'][number] & { claim: number })[]> {
  const facts = await listFacts(tx, viewer, addresses.slice(0, listedAtMost))
  const titles = await titlesOf(tx, viewer, facts.map(({ ref }) => ref))
  return facts.map(({ ref, value, claim }, n) => ({ ref, title: titles[n]!, value, claim }))
}
