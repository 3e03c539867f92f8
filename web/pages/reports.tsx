import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { formatDate, formatMonth } from '../../src/shared/format.ts'
import { DataTable, Empty, Failure, Loaded, PageHead, useAct, useCall, useCan, useLanguage, useLocalRows, useTableState, useWords, type Column, type Output } from '../parts/index.ts'
import { reportWords } from '../words/reports.ts'
import style from './report/report.module.css'

type Row = Output<'listReports'>[number]

export default function ReportsPage() {
  const t = useWords(reportWords)
  const can = useCan()
  const query = useCall('listReports', {})
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={can('analyst') && query.data && <Draft reports={query.data} />} />
      <Loaded query={query} isEmpty={(rows) => rows.length === 0} empty={<Empty title={t.emptyTitle}>{can('analyst') ? t.emptyWhat : t.emptyGuest}</Empty>}>{(rows) => <List rows={rows} />}</Loaded>
    </>
  )
}

function List({ rows }: { rows: readonly Row[] }) {
  const t = useWords(reportWords)
  const columns = useColumns()
  const source = useLocalRows(rows, columns)
  const state = useTableState<Record<string, string | undefined>>([])
  return <DataTable id="reports" label={t.title} source={source} columns={columns} state={state} rowId={(row) => row.report} href={(row) => `/reports/${row.report}`} />
}

function useColumns(): readonly Column<Row>[] {
  const t = useWords(reportWords)
  const { lang } = useLanguage()
  return useMemo(() => [
    { key: 'title', title: t.name, width: 320, sortable: true, text: (row) => row.title, cell: (row) => <Link href={`/reports/${row.report}`} tabIndex={-1}>{row.title}</Link> },
    { key: 'period', title: t.period, width: 130, sortable: true, sortBy: (row) => row.period, text: (row) => formatMonth(row.period, lang), cell: (row) => formatMonth(row.period, lang) },
    { key: 'audience', title: t.audience, width: 130, text: (row) => t[row.audience], cell: (row) => t[row.audience] },
    { key: 'status', title: t.status, width: 100, sortable: true, text: (row) => statusOf(row), cell: (row) => <span className={style.status} data-status={row.status}>{statusOf(row)}</span> },
    { key: 'madeAt', title: t.madeAt, width: 120, sortable: true, text: (row) => formatDate(row.madeAt), cell: (row) => formatDate(row.madeAt) },
    { key: 'issuedAt', title: t.issuedAt, width: 120, sortable: true, text: (row) => row.issuedAt && formatDate(row.issuedAt), cell: (row) => formatDate(row.issuedAt) },
    { key: 'hash', title: t.hash, width: 150, text: (row) => row.hash, cell: (row) => (row.hash ? <span data-hint={row.hash}>{row.hash.slice(0, 12)}…</span> : '—') },
  ], [t, lang])
  function statusOf({ status }: Row): string {
    return status === 'issued' ? t.statusIssued : t.statusDraft
  }
}

const audiences = ['team', 'centres', 'cluster', 'public'] as const

/** The month is chosen among those the data has; where a month has its report already, that is opened. */
function Draft({ reports }: { reports: readonly Row[] }) {
  const t = useWords(reportWords)
  const { lang } = useLanguage()
  const [, navigate] = useLocation()
  const { data: cluster } = useCall('getCluster', {})
  const months = (cluster?.periods ?? []).filter((period) => /^\d{4}-\d{2}$/.test(period)).sort().reverse()
  const [chosen, setChosen] = useState<string | null>(null)
  const [other, setOther] = useState('')
  const [audience, setAudience] = useState<Row['audience']>('team')
  const create = useAct('createReport', { onDone: ({ report }) => navigate(`/reports/${report}`) })
  const fallback = months.find((month) => !reports.some((report) => report.period === month && report.audience === audience)) ?? months[0] ?? 'other'
  const choice = chosen ?? fallback
  const period = choice === 'other' ? other : choice
  const there = reports.find((report) => report.period === period && report.audience === audience)
  const words = !period ? t.chooseMonth : there ? t.openDraft(formatMonth(period, lang)) : t.draft(formatMonth(period, lang))
  return (
    <>
      <NativeSelect aria-label={t.period} value={choice} onChange={(event) => setChosen(event.currentTarget.value)} data={[...months.map((month) => ({ value: month, label: formatMonth(month, lang) })), { value: 'other', label: t.otherMonth }]} />
      {choice === 'other' && <TextInput type="month" aria-label={t.otherMonth} value={other} onChange={(event) => setOther(event.currentTarget.value)} />}
      <NativeSelect aria-label={t.audience} value={audience} onChange={(event) => setAudience(event.currentTarget.value as Row['audience'])} data={audiences.map((value) => ({ value, label: t[value] }))} />
      <Button disabled={!/^\d{4}-\d{2}$/.test(period)} loading={create.isPending} onClick={() => (there ? navigate(`/reports/${there.report}`) : create.mutate({ body: { period, audience } }))}>{words}</Button>
      {create.error && <Failure error={create.error} compact />}
    </>
  )
}
