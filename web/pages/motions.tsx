import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { formatDate } from '../../src/shared/format.ts'
import { methods, motionEvents, motionStates } from '../../src/shared/governance.ts'
import { governanceTasks, keysOf } from '../../src/shared/vocabulary.ts'
import { DataTable, Empty, PageHead, useRemoteRows, useTableState, useText, useWords, type Column, type Filter, type Output } from '../parts/index.ts'
import { governanceWords } from '../words/governance.ts'
import { motionWords } from '../words/motions.ts'

type Row = Output<'listMotions'>['items'][number]
type Filters = { state?: string; task?: string; waits?: string }

/** Motions and decisions, those that wait for somebody first. */
export default function MotionsPage() {
  const t = useWords(motionWords)
  const state = useTableState<Filters>(['state', 'task', 'waits'])
  const source = useRemoteRows('listMotions', { query: state.values as object })
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={<NewButton />} />
      <DataTable id="motions" label={t.title} source={source} columns={useColumns()} state={state} filters={useFilters()} rowId={(row) => row.motion} href={(row) => `/motions/${row.motion}`} empty={<Empty title={t.emptyTitle} action={<NewButton />}>{t.emptyWhat}</Empty>} />
    </>
  )
}

function NewButton() {
  const t = useWords(motionWords)
  return <Button component={Link} href="/motions/new">{t.create}</Button>
}

function useFilters(): readonly Filter[] {
  const t = useWords(governanceWords)
  const say = useText()
  return useMemo(() => [
    { key: 'state', title: t.state, options: keysOf(motionStates).map((value) => ({ value, label: say(motionStates[value]) })) },
    { key: 'task', title: t.task, options: keysOf(governanceTasks).map((value) => ({ value, label: `${value} ${say(governanceTasks[value])}` })) },
    { key: 'waits', title: t.waits, options: [{ value: 'true', label: t.waitsYes }] },
  ], [t, say])
}

function useColumns(): readonly Column<Row>[] {
  const t = useWords(motionWords)
  const g = useWords(governanceWords)
  const say = useText()
  return useMemo((): readonly Column<Row>[] => {
    const waits = (row: Row): string => row.waits.map((event) => say(motionEvents[event])).join(say({ zh: '、', en: ', ' }))
    return [
      { key: 'title', title: t.motion, width: 280, text: (row) => row.title, cell: (row) => <Link href={`/motions/${row.motion}`} tabIndex={-1}>{row.title}</Link> },
      { key: 'state', title: g.state, width: 110, text: (row) => say(motionStates[row.state]), cell: (row) => say(motionStates[row.state]) },
      { key: 'waits', title: g.waits, width: 130, text: waits, cell: (row) => <strong>{waits(row)}</strong> },
      { key: 'task', title: g.task, width: 200, text: (row) => row.task, cell: (row) => `${row.task} ${say(governanceTasks[row.task])}` },
      { key: 'mover', title: t.mover, width: 190, text: (row) => row.mover?.name, cell: (row) => row.mover?.name ?? '—' },
      { key: 'method', title: g.method, width: 150, text: (row) => row.method && say(methods[row.method]), cell: (row) => (row.method ? say(methods[row.method]) : '—') },
      { key: 'changedAt', title: t.changedAt, width: 110, text: (row) => formatDate(row.changedAt), cell: (row) => formatDate(row.changedAt) },
      { key: 'decidedAt', title: t.decidedAt, width: 110, text: (row) => formatDate(row.decidedAt), cell: (row) => formatDate(row.decidedAt) },
      { key: 'work', title: t.work, width: 80, align: 'end', text: (row) => row.work, cell: (row) => row.work },
    ]
  }, [t, g, say])
}
