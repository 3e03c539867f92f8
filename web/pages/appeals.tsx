import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { appealStates, appealSubjects } from '../../src/shared/appeals.ts'
import { lights } from '../../src/shared/calendar.ts'
import { formatDate } from '../../src/shared/format.ts'
import { governanceTasks } from '../../src/shared/vocabulary.ts'
import { DataTable, Empty, FormDialog, LightSign, PageHead, useAct, useRemoteRows, useTableState, useText, useWords, type Column, type Field, type Filter, type Input, type PageInput, type RowOf } from '../parts/index.ts'
import { appealWords } from '../words/appeals.ts'
import { governanceWords } from '../words/governance.ts'

type Filters = { state?: string; task?: string; light?: string; mine?: string; waits?: string }
type Row = RowOf<'listAppeals'>

/** What organisations ask for, by its date. */
export default function AppealsPage() {
  const t = useWords(appealWords)
  const state = useTableState<Filters>(['state', 'task', 'light', 'mine', 'waits'])
  const source = useRemoteRows('listAppeals', { query: state.values as NonNullable<Input<'listAppeals'>['query']> })
  const columns = useColumns()
  const filters = useFilters()
  const file = <FileAppeal />
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={file} />
      <DataTable
        id="appeals" label={t.title} source={source} columns={columns} state={state} filters={filters} rowId={(row) => row.appeal} href={(row) => `/appeals/${row.appeal}`}
        empty={<Empty title={t.emptyTitle}>{t.emptyWhat}</Empty>}
      />
    </>
  )
}

function FileAppeal() {
  const t = useWords(appealWords)
  const say = useText()
  const [, navigate] = useLocation()
  const [opened, setOpened] = useState(false)
  const file = useAct('createAppeal', { onDone: ({ appeal }) => navigate(`/appeals/${appeal}`) })
  const fields: Field[] = [
    { key: 'subject', kind: 'choice', label: t.subject, options: Object.entries(appealSubjects).map(([value, { task, ...label }]) => ({ value, label: `${say(label)} · ${task} ${say(governanceTasks[task])}` })) },
    { key: 'title', kind: 'line', label: t.name, required: true },
    { key: 'text', kind: 'text', label: t.text, required: true },
    { key: 'anonymous', kind: 'yes', label: t.anonymous, hint: t.anonymousWhat },
  ]
  return (
    <>
      <Button onClick={() => { file.reset(); setOpened(true) }}>{t.file}</Button>
      {opened && <FormDialog title={t.file} lead={t.fileLead} fields={fields} action={t.file} pending={file.isPending} error={file.error} onClose={() => setOpened(false)} onSubmit={(body) => file.mutate({ body } as unknown as PageInput<'createAppeal'>)} />}
    </>
  )
}

function useFilters(): readonly Filter[] {
  const t = useWords(appealWords)
  const g = useWords(governanceWords)
  const say = useText()
  return useMemo(() => [
    { key: 'state', title: t.state, options: Object.entries(appealStates).map(([value, label]) => ({ value, label: say(label) })) },
    { key: 'task', title: t.task, options: Object.entries(governanceTasks).map(([value, label]) => ({ value, label: `${value} ${say(label)}` })) },
    { key: 'light', title: t.light, options: [{ value: 'overdue', label: t.overdue }, { value: 'near', label: t.near }] },
    { key: 'waits', title: g.waits, options: [{ value: 'true', label: g.waitsYes }] },
    { key: 'mine', title: t.mine, options: [{ value: 'true', label: t.yes }] },
  ], [t, g, say])
}

function useColumns(): readonly Column<Row>[] {
  const t = useWords(appealWords)
  const say = useText()
  return useMemo(() => [
    { key: 'title', title: t.name, width: 300, text: (row) => row.title, cell: (row) => <Link href={`/appeals/${row.appeal}`} tabIndex={-1}>{row.title}</Link> },
    { key: 'state', title: t.state, width: 120, text: (row) => say(appealStates[row.state]), cell: (row) => say(appealStates[row.state]) },
    { key: 'light', title: t.light, width: 120, text: (row) => say(lights[row.light]), cell: (row) => <LightSign light={row.light} /> },
    { key: 'due', title: t.due, width: 110, text: (row) => row.due, cell: (row) => row.due ?? '—' },
    { key: 'task', title: t.task, width: 70, text: (row) => row.task, cell: (row) => <span data-hint={say(governanceTasks[row.task])}>{row.task}</span> },
    { key: 'subject', title: t.subject, width: 130, text: (row) => say(appealSubjects[row.subject]), cell: (row) => say(appealSubjects[row.subject]) },
    { key: 'filer', title: t.filer, width: 180, text: (row) => row.filer?.name ?? t.hidden, cell: (row) => row.filer?.name ?? t.hidden },
    { key: 'owner', title: t.owner, width: 180, text: (row) => row.owner?.name, cell: (row) => row.owner?.name ?? '—' },
    { key: 'score', title: t.score, width: 80, text: (row) => row.score, cell: (row) => (row.score === null ? '—' : t.scoreOf(row.score)) },
    { key: 'filedAt', title: t.filedAt, width: 110, text: (row) => formatDate(row.filedAt), cell: (row) => formatDate(row.filedAt) },
  ], [t, say])
}
