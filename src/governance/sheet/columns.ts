import type { Text } from '../../shared/vocabulary.ts'

export type Language = keyof Text
/** What a cell holds, as every form of file gives it. */
export type Cell = string | number | boolean | null

type Column = { title: Text; width: number; legend: Text }

/** The columns of the sheet of work in which a row says which item it is and on which version it rests. */
const identity = {
  item: { title: { zh: '编号', en: 'Number' }, width: 9, legend: { zh: '勿改。新增事项时留空。', en: 'Leave as it is; blank for a new item.' } },
  version: { title: { zh: '版本', en: 'Version' }, width: 8, legend: { zh: '勿改：导入时据此发现他人在此期间的改动。新增事项时留空。', en: 'Leave as it is: by it an import finds what others changed meanwhile. Blank for a new item.' } },
} satisfies Record<string, Column>

/** The columns that may be changed. */
const fields = {
  task: { title: { zh: '共治任务', en: 'Governance task' }, width: 12, legend: { zh: 'T1 至 T5；仅新增事项时填写。', en: 'T1 to T5; for new items only.' } },
  title: { title: { zh: '事项', en: 'Work item' }, width: 36, legend: { zh: '可改。', en: 'May be changed.' } },
  text: { title: { zh: '内容', en: 'Content' }, width: 40, legend: { zh: '可改。', en: 'May be changed.' } },
  lead: { title: { zh: '责任方', en: 'Lead' }, width: 28, legend: { zh: '可改：主体的名称；同名时写“名称 #编号”。', en: 'May be changed: the name of an organisation, or "name #number" where several carry it.' } },
  coOwners: { title: { zh: '协同方', en: 'Co-owners' }, width: 28, legend: { zh: '可改：多个主体以分号隔开。', en: 'May be changed: organisations separated by semicolons.' } },
  due: { title: { zh: '期限', en: 'Due' }, width: 12, legend: { zh: '可改。已定的期限只能推后，并须在“理由”列说明。', en: 'May be changed. A date that stands only moves later, with a reason in the column of reasons.' } },
  region: { title: { zh: '地区代码', en: 'Region code' }, width: 11, legend: { zh: '可改：六位行政区划代码。', en: 'May be changed: six digits of GB/T 2260.' } },
  department: { title: { zh: '部门', en: 'Department' }, width: 18, legend: { zh: '可改。', en: 'May be changed.' } },
  parent: { title: { zh: '上级事项', en: 'Item above' }, width: 10, legend: { zh: '上级事项的编号；仅新增事项时填写。', en: 'The number of the item above; for new items only.' } },
  state: { title: { zh: '状态', en: 'State' }, width: 14, legend: { zh: '可改：改为已认领、办理中、已验收、已销号、已取消，或退回办理中，等同于在页面上逐步操作。报结须附证据，请在页面上进行。', en: 'May be changed to the next states, as by hand: accepted, in work, accepted by the convenor, closed, cancelled, or back in work. To report needs evidence: do it on the page of the item.' } },
  suspended: { title: { zh: '暂停', en: 'Suspended' }, width: 11, legend: { zh: '可改：是或否；暂停须写理由。', en: 'May be changed: yes or no; to suspend takes a reason.' } },
  reason: { title: { zh: '理由', en: 'Reason' }, width: 28, legend: { zh: '延期、退回、暂停、取消时填写。', en: 'For moving a date, sending back, suspending, cancelling.' } },
} satisfies Record<string, Column>

const read: Text = { zh: '供阅读，导入时不看。', en: 'To be read; an import passes it over.' }

/** The columns that follow from the others. */
const shown = {
  light: { title: { zh: '进度灯', en: 'Light' }, width: 12, legend: read },
  progress: { title: { zh: '进度', en: 'Progress' }, width: 9, legend: read },
  origin: { title: { zh: '来由', en: 'Origin' }, width: 28, legend: read },
  urges: { title: { zh: '催办次数', en: 'Times urged' }, width: 9, legend: read },
  changedAt: { title: { zh: '最近变动', en: 'Last changed' }, width: 12, legend: read },
} satisfies Record<string, Column>

export const columns = { ...identity, ...fields, ...shown }
export type ColumnKey = keyof typeof columns
export type FieldKey = keyof typeof fields
export const isShown = (key: ColumnKey): boolean => key in shown

export const yesNo = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } } satisfies Record<string, Text>

/** The key of a vocabulary that a text names in either language, or is itself. */
export function keyOf<K extends string>(words: Record<K, Text>, text: string): K | undefined {
  const wanted = text.toLowerCase()
  return (Object.keys(words) as K[]).find((key) => [key, words[key].zh, words[key].en].some((one) => one.toLowerCase() === wanted))
}

/** A cell as text: line ends and spaces around it say nothing. */
export function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).replace(/\r\n?/g, '\n').trim()
}

/** The number of an item or a version; undefined where the cell holds none. */
export function numberOf(cell: Cell | undefined): number | undefined {
  const text = textOf(cell)
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

export const columnKeys = Object.keys(columns) as ColumnKey[]
