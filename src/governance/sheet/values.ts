import { workFields } from '../../shared/contract/governance.ts'
import { AppError } from '../../shared/errors.ts'
import { workStates, type WorkState } from '../../shared/governance.ts'
import { governanceTasks, type GovernanceTask, type Text } from '../../shared/vocabulary.ts'
import type { Work, WorkFields } from '../rules/work.ts'
import { columns, keyOf, textOf, yesNo, type FieldKey } from './columns.ts'
import type { SheetLine } from './lines.ts'
import { cellsOf, type Spell } from './write.ts'

/** What a row says of an item, in the terms of the item. */
export type Values = WorkFields & { task: GovernanceTask; parent: number | null; state: WorkState; suspended: boolean }
export type ValueKey = keyof Values
/** The organisation that a text names; of several, the one that is meant already. Refuses a text that names none, or several. */
export type Resolve = (text: string, meant: readonly number[]) => number
type Reader<V> = (text: string, base: Work, resolve: Resolve) => V

const must: Record<Exclude<FieldKey, 'reason'>, Text> = {
  task: { zh: '须为 T1 至 T5', en: 'must be one of T1 to T5' }, title: { zh: '须为 1 至 200 个字', en: 'must have 1 to 200 characters' }, text: { zh: '最多 4000 个字', en: 'may have 4000 characters' },
  lead: { zh: '不能为空', en: 'must not be blank' }, coOwners: { zh: '最多 50 个主体', en: 'may name 50 organisations' }, due: { zh: '须为日期，如 2026-12-31', en: 'must be a date such as 2026-12-31' },
  region: { zh: '须为六位行政区划代码', en: 'must be six digits of GB/T 2260' }, department: { zh: '最多 100 个字', en: 'may have 100 characters' }, parent: { zh: '须为事项的编号', en: 'must be the number of a work item' },
  state: { zh: `须为：${Object.values(workStates).map(({ zh }) => zh).join('、')}`, en: `must be one of: ${Object.values(workStates).map(({ en }) => en).join(', ')}` }, suspended: { zh: '须为“是”或“否”', en: 'must be yes or no' },
}

function wrong(key: keyof typeof must, text: string): AppError {
  const { title } = columns[key]
  return new AppError('invalid-request', { zh: `“${title.zh}”列${must[key].zh}，这里是“${text.slice(0, 60)}”。`, en: `The column "${title.en}" ${must[key].en}; here it is "${text.slice(0, 60)}".` })
}

function checked<K extends keyof WorkFields>(key: K, value: unknown, text: string): WorkFields[K] {
  const result = workFields[key].safeParse(value)
  if (!result.success) throw wrong(key, text)
  return result.data as WorkFields[K]
}

function oneOf<K extends string>(key: keyof typeof must, words: Record<K, Text>, text: string): K {
  const found = keyOf(words, text)
  if (found === undefined) throw wrong(key, text)
  return found
}

const blank = (text: string): string | null => (text === '' ? null : text)

/** A day as people write it, year first; else the text as it stands. */
function dayOf(text: string): string {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:T00:00:00)?$/.exec(text)
  return parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : text
}

const readers: { [K in ValueKey]: Reader<Values[K]> } = {
  task: (text) => oneOf('task', governanceTasks, text.slice(0, 2).toUpperCase() in governanceTasks ? text.slice(0, 2) : text),
  title: (text) => checked('title', text, text),
  text: (text) => checked('text', text, text),
  lead(text, base, resolve) {
    if (text === '') throw wrong('lead', text)
    return resolve(text, [base.lead])
  },
  coOwners: (text, base, resolve) => checked('coOwners', [...new Set(text.split(/[；;、\n]/).map((one) => one.trim()).filter((one) => one !== '').map((one) => resolve(one, base.coOwners)))], text),
  due: (text) => checked('due', blank(dayOf(text)), text),
  region: (text) => checked('region', blank(text), text),
  department: (text) => checked('department', blank(text), text),
  parent(text) {
    if (!/^(?:\d{1,15})?$/.test(text)) throw wrong('parent', text)
    return text === '' ? null : Number(text)
  },
  state: (text, base) => (text === '' ? base.state as WorkState : oneOf('state', workStates, text)),
  suspended: (text, base) => (text === '' ? base.suspended : oneOf('suspended', yesNo, text) === 'true'),
}

/** The values of a row; those whose column the sheet lacks are absent. A cell that stands as `spell` has it for the item says what the item says. */
export function readValues({ cells }: SheetLine, base: Work, { resolve, spell }: { resolve: Resolve; spell?: Spell }): Partial<Values> {
  const keys = (Object.keys(readers) as ValueKey[]).filter((key) => cells[key] !== undefined)
  const exported = spell ? (['zh', 'en'] as const).map((language) => cellsOf(base, spell, language)) : []
  return Object.fromEntries(keys.map((key) => {
    const text = textOf(cells[key])
    return [key, exported.some((one) => textOf(one[key]) === text) ? base[key] : readers[key](text, base, resolve)]
  }))
}

/** Which values differ from those of an item. The order of co-owners says nothing. */
export function differing(work: Work, values: Partial<Values>): ValueKey[] {
  return (Object.keys(values) as ValueKey[]).filter((key) => plain(values[key]) !== plain(work[key]))
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return [...value].sort().join(' ')
  return typeof value === 'string' ? textOf(value) : String(value)
}
