import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Link, Redirect, useSearchParams } from 'wouter'
import { formatCount, formatDate } from '../../src/shared/format.ts'
import { rights, sourceKinds, sourceStateOf, sourceStates } from '../../src/shared/vocabulary.ts'
import { DataTable, download, Empty, Grade, PageHead, useCan, useClusterId, useLanguage, useRemoteRows, useTableState, useText, useWords, Unseen, type Column, type RowOf } from '../parts/index.ts'
import { ledgerWords } from '../words/ledger.ts'
import { LedgerTabs } from './ledger-tabs.tsx'

/** `?view=conflicts` and `?view=changes` are the other two ways to look at the ledger. */
export default function SourcesPage() {
  const [search] = useSearchParams()
  const view = search.get('view')
  if (view === 'conflicts' || view === 'changes') return <Redirect to={`/${view}`} replace />
  return <Sources />
}

function Sources() {
  const t = useWords(ledgerWords)
  const can = useCan()
  const state = useTableState<Record<string, string | undefined>>([])
  const cluster = useClusterId()
  const { lang } = useLanguage()
  const source = useRemoteRows('listSources', {})
  const columns = useColumns()
  const load = can('analyst') && <Button component={Link} href="/intake">{t.load}</Button>
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={load} />
      <LedgerTabs />
      <DataTable id="sources" label={t.title} source={source} columns={columns} state={state} rowId={(row) => row.source} href={(row) => `/sources/${row.source}`} onExport={() => download('exportSources', { params: { cluster }, query: { lang } }, 'sources.xlsx')} empty={can('analyst') ? <Empty title={t.emptyTitle} action={load}>{t.emptyWhat}</Empty> : <Unseen />} />
    </>
  )
}

function useColumns(): readonly Column<RowOf<'listSources'>>[] {
  const t = useWords(ledgerWords)
  const say = useText()
  return useMemo(() => [
    { key: 'name', title: t.name, width: 280, text: (row) => row.name, cell: (row) => <Link href={`/sources/${row.source}`} tabIndex={-1} style={row.withdrawnAt ? { textDecoration: 'line-through' } : undefined}>{row.name}</Link> },
    { key: 'kind', title: t.kind, width: 80, text: (row) => say(sourceKinds[row.kind]), cell: (row) => say(sourceKinds[row.kind]) },
    { key: 'giver', title: t.giver, width: 160, text: (row) => row.giver, cell: (row) => row.giver ?? '—' },
    { key: 'grade', title: t.grade, width: 70, text: (row) => row.grade, cell: (row) => <Grade grade={row.grade} /> },
    { key: 'right', title: t.right, width: 100, text: (row) => say(rights[row.right]), cell: (row) => say(rights[row.right]) },
    { key: 'claims', title: t.claims, width: 90, align: 'end', text: (row) => row.claims, cell: (row) => formatCount(row.claims) },
    { key: 'recordedAt', title: t.recorded, width: 110, text: (row) => formatDate(row.recordedAt), cell: (row) => formatDate(row.recordedAt) },
    { key: 'recordedBy', title: t.recordedBy, width: 100, text: (row) => row.recordedBy, cell: (row) => row.recordedBy ?? '—' },
    { key: 'state', title: t.state, width: 100, text: (row) => say(sourceStates[sourceStateOf(row)]), cell: (row) => say(sourceStates[sourceStateOf(row)]) },
  ], [t, say])
}
