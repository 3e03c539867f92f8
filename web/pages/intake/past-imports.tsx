import { useMemo } from 'react'
import { formatCount, formatDateTime } from '../../../src/shared/format.ts'
import { intakeWords } from '../../words/intake.ts'
import { DataTable, Empty, useRemoteRows, useTableState, useWords, type Column, type RowOf } from '../../parts/index.ts'
import style from './intake.module.css'

type Row = RowOf<'listImports'>

/** What has been loaded before, newest first. */
export function PastImports() {
  const t = useWords(intakeWords)
  const state = useTableState<Record<string, string | undefined>>([])
  const source = useRemoteRows('listImports', {})
  const columns = useColumns()
  return (
    <section className={style.band} aria-labelledby="band-past">
      <h2 id="band-past">{t.past}</h2>
      <DataTable id="imports" label={t.past} source={source} columns={columns} state={state} rowId={(row) => row.import} empty={<Empty title={t.pastEmpty} />} />
    </section>
  )
}

function useColumns(): readonly Column<Row>[] {
  const t = useWords(intakeWords)
  return useMemo(() => {
    const number = (key: string, title: string, of: (row: Row) => number): Column<Row> => ({ key, title, width: 80, align: 'end', text: of, cell: (row) => formatCount(of(row)) })
    const names = (row: Row) => [...new Set(row.files.map(({ file }) => file))].join('、')
    return [
      { key: 'recordedAt', title: t.when, width: 185, text: (row) => formatDateTime(row.recordedAt), cell: (row) => formatDateTime(row.recordedAt) },
      { key: 'files', title: t.fileName, width: 260, text: names, cell: (row) => <span data-hint={names(row)}>{names(row)}</span> },
      { key: 'by', title: t.by, width: 110, text: (row) => row.by, cell: (row) => row.by ?? '—' },
      number('accepted', t.accepted, (row) => row.files.reduce((sum, file) => sum + file.accepted, 0)),
      number('rejected', t.rejected, (row) => row.files.reduce((sum, file) => sum + file.rejected, 0)),
      number('unchanged', t.unchanged, (row) => row.files.reduce((sum, file) => sum + file.unchanged, 0)),
      number('created', t.created, (row) => row.created),
      number('changed', t.changed, (row) => row.changed),
      number('retired', t.retired, (row) => row.retired),
      number('questions', t.questions, (row) => row.questions),
      { key: 'supersede', title: t.superseded, width: 90, text: (row) => (row.supersede ? '✓' : ''), cell: (row) => (row.supersede ? '✓' : '') },
    ]
  }, [t])
}
