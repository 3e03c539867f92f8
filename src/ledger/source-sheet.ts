import { writeXlsx } from 'hucre'
import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import type { SourceItem } from '../shared/contract/ledger.ts'
import { formatDateTime } from '../shared/format.ts'
import { grades, rights, sourceKinds, sourceStateOf, sourceStates, type Text } from '../shared/vocabulary.ts'
import { listSources } from './lists.ts'

type Language = keyof Text

const columns: readonly { title: Text; cell: (source: SourceItem, language: Language) => string | number | null }[] = [
  { title: { zh: '编号', en: 'Number' }, cell: ({ source }) => source },
  { title: { zh: '来源', en: 'Source' }, cell: ({ name }) => name },
  { title: { zh: '种类', en: 'Kind' }, cell: ({ kind }, language) => sourceKinds[kind][language] },
  { title: { zh: '提供方', en: 'Giver' }, cell: ({ giver }) => giver },
  { title: { zh: '证据等级', en: 'Grade' }, cell: ({ grade }, language) => `${grade} ${grades[grade][language]}` },
  { title: { zh: '使用权', en: 'Right of use' }, cell: ({ right }, language) => rights[right][language] },
  { title: { zh: '有效主张数', en: 'Claims that stand' }, cell: ({ claims }) => claims },
  { title: { zh: '记录时间', en: 'Recorded' }, cell: ({ recordedAt }) => formatDateTime(recordedAt) },
  { title: { zh: '记录人', en: 'Recorded by' }, cell: ({ recordedBy }) => recordedBy },
  { title: { zh: '状态', en: 'State' }, cell: (source, language) => sourceStates[sourceStateOf(source)][language] },
  { title: { zh: '撤回理由', en: 'Why withdrawn' }, cell: ({ withdrawnReason }) => withdrawnReason },
  { title: { zh: '字节数', en: 'Bytes' }, cell: ({ bytes }) => bytes },
  { title: { zh: 'SHA-256', en: 'SHA-256' }, cell: ({ sha256 }) => sha256 },
]

/** The sources that the viewer may see, as a sheet in the language of who reads it. */
export async function exportSources(tx: Tx, viewer: Viewer, language: Language): Promise<Uint8Array> {
  const { items } = await listSources(tx, viewer, { offset: 0, limit: 1_000_000 })
  const rows = [columns.map(({ title }) => title[language]), ...items.map((source) => columns.map(({ cell }) => cell(source, language)))]
  return writeXlsx({ sheets: [{ name: language === 'zh' ? '来源' : 'Sources', rows }] })
}
