import { Button, SegmentedControl } from '@mantine/core'
import { Link, useSearchParams } from 'wouter'
import { Empty, PageHead, useCall, useTableState, useWords } from '../parts/index.ts'
import { workWords } from '../words/work.ts'
import { SheetImport } from './work/sheet-import.tsx'
import { WorkTable, type Filters } from './work/table.tsx'
import { WorkTree } from './work/tree.tsx'

/** Work items as a table to work in, or as what they are broken down into. */
export default function WorkPage() {
  const t = useWords(workWords)
  const [search, setSearch] = useSearchParams()
  const view = search.get('view') === 'tree' ? 'tree' : 'table'
  const choose = (next: string) => setSearch((before) => { if (next === 'tree') before.set('view', next); else before.delete('view'); return before })
  const state = useTableState<Filters>(['text', 'state', 'task', 'light', 'waits', 'item'])
  const { data } = useCall('listWork', { query: { limit: 1 } })
  const mayOpen = data?.mayOpen ?? []
  const create = mayOpen.length > 0 && <Button component={Link} href="/work/new">{t.create}</Button>
  const empty = <Empty title={t.emptyTitle} action={create}>{t.emptyWhat}</Empty>
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={<><SheetImport />{create}</>} />
      <div className="row no-print" style={{ marginBottom: '0.9rem' }}>
        <SegmentedControl size="xs" aria-label={t.view} value={view} onChange={choose} data={[{ value: 'table', label: t.table }, { value: 'tree', label: t.tree }]} />
      </div>
      {view === 'tree' ? <WorkTree empty={empty} /> : <WorkTable state={state} mayOpen={mayOpen} empty={empty} />}
    </>
  )
}
