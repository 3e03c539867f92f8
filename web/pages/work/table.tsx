import { useMemo, useState, type ReactNode } from 'react'
import { Anchor } from '@mantine/core'
import { lights } from '../../../src/shared/calendar.ts'
import type { WorkRow } from '../../../src/shared/contract/governance.ts'
import { formatDate, formatPercent } from '../../../src/shared/format.ts'
import { workEvents, workStates } from '../../../src/shared/governance.ts'
import { governanceTasks, keysOf, type GovernanceTask } from '../../../src/shared/vocabulary.ts'
import { DataTable, download, LightSign, useClusterId, useLanguage, useRegion, useRemoteRows, useText, useWords, type Column, type Filter, type TableState } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { workWords } from '../../words/work.ts'
import style from '../governance/governance.module.css'
import { BulkAction } from './bulk.tsx'
import { CellNotice, EditableCell, LeadCell, type CellEdit } from './cell.tsx'
import { WorkPanel } from './panel.tsx'

export type Filters = { text?: string; state?: string; task?: string; light?: string; waits?: string; item?: string }

/** The table of work, and beside it the item that is looked at. Cells are changed in place, chosen rows together. */
export function WorkTable({ state, mayOpen, empty }: { state: TableState<Filters>; mayOpen: readonly GovernanceTask[]; empty: ReactNode }) {
  const t = useWords(workWords)
  const { item, ...filters } = state.values
  const cluster = useClusterId()
  const { lang } = useLanguage()
  const [edit, setEdit] = useState<CellEdit | null>(null)
  const source = useRemoteRows('listWork', { query: filters as object })
  const open = (next: number) => state.set({ item: String(next) })
  const close = () => {
    state.set({ item: undefined })
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-table="work"]')?.focus({ preventScroll: true }))
  }
  const columns = useColumns({ open, mayOpen, onEdit: setEdit })
  return (
    <div className={style.list} data-open={item !== undefined || undefined}>
      <div>
        {edit && <CellNotice key={`${edit.row.item} ${edit.field}`} edit={edit} onEnd={() => setEdit(null)} />}
        <DataTable
          id="work" label={t.title} source={source} columns={columns} state={state} filters={useFilters()} rowId={(row) => `${row.item} ${row.version}`} onOpen={(row) => open(row.item)} empty={empty}
          onExport={() => download('exportWork', { params: { cluster }, query: { ...filters, lang } as object }, 'work.xlsx')}
          actions={(selected, clear) => <BulkAction items={[...selected].map(itemOf)} onDone={clear} />}
        />
      </div>
      {item !== undefined && <WorkPanel key={item} item={Number(item)} onClose={close} />}
    </div>
  )
}

/** A row is chosen with the version that was on screen. */
function itemOf(id: string | number): { item: number; version: number } {
  const [item, version] = String(id).split(' ').map(Number)
  return { item: item!, version: version! }
}

function useFilters(): readonly Filter[] {
  const t = useWords(workWords)
  const g = useWords(governanceWords)
  const say = useText()
  return useMemo(() => [
    { key: 'text', title: t.search, search: true },
    { key: 'state', title: t.state, options: keysOf(workStates).map((value) => ({ value, label: say(workStates[value]) })) },
    { key: 'task', title: g.task, options: keysOf(governanceTasks).map((value) => ({ value, label: `${value} ${say(governanceTasks[value])}` })) },
    { key: 'light', title: t.light, options: (['overdue', 'near'] as const).map((value) => ({ value, label: `${lights[value].symbol} ${say(lights[value])}` })) },
    { key: 'waits', title: g.waits, options: [{ value: 'true', label: g.waitsYes }] },
  ], [t, g, say])
}

type Wants = { open: (item: number) => void; mayOpen: readonly GovernanceTask[]; onEdit: (edit: CellEdit) => void }
const alive: readonly string[] = ['open', 'accepted', 'working', 'reported']

function useColumns({ open, mayOpen, onEdit }: Wants): readonly Column<WorkRow>[] {
  const t = useWords(workWords)
  const g = useWords(governanceWords)
  const say = useText()
  const region = useRegion({ codes: true })
  const canEdit = (row: WorkRow): boolean => mayOpen.includes(row.task) && alive.includes(row.state)
  const waits = (row: WorkRow): string => row.waits.map((event) => say(workEvents[event])).join('')
  const cell = (field: Exclude<CellEdit['field'], 'lead'>, row: WorkRow) => <EditableCell row={row} field={field} editable={canEdit(row) && (field !== 'due' || row.due === null)} onEdit={onEdit} />
  return [
    { key: 'title', title: t.item, width: 260, text: (row) => row.title, cell: (row) => <Anchor component="button" type="button" tabIndex={-1} fz="inherit" onClick={() => open(row.item)}>{row.title}</Anchor> },
    { key: 'light', title: t.light, width: 115, text: (row) => say(lights[row.light]), cell: (row) => <LightSign light={row.light} /> },
    { key: 'state', title: t.state, width: 105, text: (row) => say(workStates[row.state]), cell: (row) => say(workStates[row.state]) },
    { key: 'waits', title: g.waits, width: 115, text: waits, cell: (row) => <strong>{waits(row)}</strong> },
    { key: 'progress', title: t.progress, width: 85, align: 'end', text: (row) => formatPercent(row.progress, 0), cell: (row) => formatPercent(row.progress, 0) },
    { key: 'due', title: t.due, width: 130, text: (row) => row.due, cell: (row) => cell('due', row) },
    { key: 'lead', title: t.lead2, width: 190, text: (row) => row.lead?.name, cell: (row) => <LeadCell row={row} editable={canEdit(row)} onEdit={onEdit} /> },
    { key: 'region', title: t.region, width: 100, text: (row) => row.region && region(row.region), cell: (row) => cell('region', row) },
    { key: 'task', title: g.task, width: 70, text: (row) => row.task, cell: (row) => <span data-hint={say(governanceTasks[row.task])}>{row.task}</span> },
    { key: 'origin', title: t.origin, width: 180, text: (row) => row.origin.title, cell: (row) => row.origin.title ?? t.fromHand },
    { key: 'urges', title: t.urges, width: 65, align: 'end', text: (row) => row.urges, cell: (row) => row.urges },
    { key: 'changedAt', title: t.changedAt, width: 105, hidden: true, text: (row) => formatDate(row.changedAt), cell: (row) => formatDate(row.changedAt) },
    { key: 'rename', title: g.title, width: 220, hidden: true, text: (row) => row.title, cell: (row) => cell('title', row) },
  ]
}
