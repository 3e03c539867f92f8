import { Button, NativeSelect } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { formatDate, formatMonth, formatPeriod } from '../../src/shared/format.ts'
import { frequencyOf, periodsIn } from '../../src/shared/period.ts'
import { DataTable, Empty, Failure, Loaded, PageHead, useAct, useCall, useCan, useLanguage, useLocalRows, usePeriod, useTableState, useWords, type Column, type Output } from '../parts/index.ts'
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
      <Loaded query={query} isEmpty={(rows) => rows.length === 0} empty={<Empty title={t.emptyTitle}>{can('analyst') ? t.emptyWhat : t.emptyGuest}</Empty>}>{(rows) => <InPeriod rows={rows} />}</Loaded>
    </>
  )
}

function InPeriod({ rows }: { rows: readonly Row[] }) {
  const t = useWords(reportWords)
  const { lang } = useLanguage()
  const { period } = usePeriod()
  const shown = period === null ? rows : rows.filter((row) => periodsIn(period).includes(row.period))
  return shown.length === 0 ? <Empty title={t.noneIn(formatPeriod(period, lang))}>{t.noneInWhat}</Empty> : <List rows={shown} />
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

/** The report of the month that is chosen, else of the latest month of the data without one; where there is one already, that is opened. */
function Draft({ reports }: { reports: readonly Row[] }) {
  const t = useWords(reportWords)
  const { lang } = useLanguage()
  const [, navigate] = useLocation()
  const { period } = usePeriod()
  const { data: cluster } = useCall('getCluster', {})
  const [audience, setAudience] = useState<Row['audience']>('team')
  const create = useAct('createReport', { onDone: ({ report }) => navigate(`/reports/${report}`) })
  const reportOf = (month: string): Row | undefined => reports.find((report) => report.period === month && report.audience === audience)
  const months = (cluster?.periods ?? []).filter((one) => frequencyOf(one) === 'month' && (period === null || periodsIn(period).includes(one))).sort().reverse()
  const month = period !== null && frequencyOf(period) === 'month' ? period : months.find((one) => !reportOf(one)) ?? months[0]
  const there = month === undefined ? undefined : reportOf(month)
  const words = month === undefined ? t.chooseMonth : there ? t.openDraft(formatMonth(month, lang)) : t.draft(formatMonth(month, lang))
  return (
    <>
      <NativeSelect aria-label={t.audience} value={audience} onChange={(event) => setAudience(event.currentTarget.value as Row['audience'])} data={audiences.map((value) => ({ value, label: t[value] }))} />
      <Button disabled={month === undefined} loading={create.isPending} onClick={() => { if (there) navigate(`/reports/${there.report}`); else if (month) create.mutate({ body: { period: month, audience } }) }}>{words}</Button>
      {create.error && <Failure error={create.error} compact />}
    </>
  )
}
