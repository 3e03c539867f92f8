import { useMemo } from 'react'
import { formatDateTime } from '../../src/shared/format.ts'
import { auditActs, auditOutcomes } from '../../src/shared/governance.ts'
import { clusterRoles } from '../../src/shared/vocabulary.ts'
import { DataTable, Empty, PageHead, useRemoteRows, useTableState, useText, useWords, type Column, type Filter, type Input, type RowOf } from '../parts/index.ts'
import { auditWords } from '../words/audit.ts'

type Row = RowOf<'listAudit'>

/** Who saw, did and exported what, newest first. */
export default function AuditPage() {
  const t = useWords(auditWords)
  const say = useText()
  const state = useTableState<{ act?: string }>(['act'])
  const source = useRemoteRows('listAudit', { query: state.values as NonNullable<Input<'listAudit'>['query']> })
  const filters = useMemo<readonly Filter[]>(() => [{ key: 'act', title: t.act, options: Object.entries(auditActs).map(([value, label]) => ({ value, label: say(label) })) }], [t, say])
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <DataTable id="audit" label={t.title} source={source} columns={useColumns()} state={state} filters={filters} rowId={(row) => row.entry} empty={<Empty title={t.emptyTitle}>{t.emptyWhat}</Empty>} />
    </>
  )
}

function useColumns(): readonly Column<Row>[] {
  const t = useWords(auditWords)
  const say = useText()
  return useMemo(() => {
    const roleOf = ({ role }: Row): string => (role === 'system' ? t.program : say(clusterRoles[role]))
    return [
      { key: 'at', title: t.at, width: 160, text: (row) => formatDateTime(row.at), cell: (row) => formatDateTime(row.at) },
      { key: 'person', title: t.person, width: 140, text: (row) => row.person, cell: (row) => row.person ?? t.program },
      { key: 'act', title: t.act, width: 90, text: (row) => say(auditActs[row.act]), cell: (row) => say(auditActs[row.act]) },
      { key: 'what', title: t.what, width: 260, text: (row) => say(row.title), cell: (row) => <span data-hint={row.endpoint}>{say(row.title)}</span> },
      { key: 'subject', title: t.subject, width: 200, text: (row) => row.subject, cell: (row) => row.subject || '—' },
      { key: 'outcome', title: t.outcome, width: 90, text: (row) => say(auditOutcomes[row.outcome]), cell: (row) => (row.outcome === 'done' ? say(auditOutcomes.done) : <strong>{say(auditOutcomes[row.outcome])}</strong>) },
      { key: 'calls', title: t.calls, width: 80, align: 'end', text: (row) => row.calls, cell: (row) => row.calls },
      { key: 'organisation', title: t.organisation, width: 200, text: (row) => row.organisation, cell: (row) => row.organisation ?? '—' },
      { key: 'role', title: t.role, width: 100, text: roleOf, cell: roleOf },
    ]
  }, [t, say])
}
