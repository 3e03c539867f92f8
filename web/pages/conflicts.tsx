import { useMemo } from 'react'
import { Link } from 'wouter'
import type { ClaimView } from '../../src/shared/contract/ledger.ts'
import { formatCount, formatPeriod } from '../../src/shared/format.ts'
import { subjectKinds, type SubjectKind } from '../../src/shared/vocabulary.ts'
import { DataTable, Empty, Grade, Loaded, PageHead, predicateTitle, subjectPage, useCall, useEvidence, useLanguage, useRemoteRows, useTableState, useText, useWords, Value, type Column, type Filter, type Output, type RowOf } from '../parts/index.ts'
import { exactValue } from '../parts/evidence/exact.ts'
import { ledgerWords } from '../words/ledger.ts'
import { LedgerTabs } from './ledger-tabs.tsx'

type Conflict = RowOf<'listConflicts'>
type Filters = { field?: string }

/** Values with more than one live statement, what is taken beside what else is said; opening one is the way to choose. */
export default function ConflictsPage() {
  const t = useWords(ledgerWords)
  const summary = useCall('listConflicts', { query: { limit: 1 } }, { staleTime: 60_000 })
  return (
    <>
      <PageHead title={t.conflictsTitle} lead={t.conflictsLead} />
      <LedgerTabs />
      <Loaded query={summary} isEmpty={({ total }) => total === 0} empty={<Empty title={t.noConflicts}>{t.noConflictsWhat}</Empty>}>{({ fields }) => <Conflicts fields={fields} />}</Loaded>
    </>
  )
}

function Conflicts({ fields }: { fields: Output<'listConflicts'>['fields'] }) {
  const t = useWords(ledgerWords)
  const say = useText()
  const { open } = useEvidence()
  const state = useTableState<Filters>(['field'])
  const source = useRemoteRows('listConflicts', { query: state.values })
  const columns = useColumns()
  const filters = useMemo((): readonly Filter[] => [{
    key: 'field', title: t.predicate,
    options: fields.map(({ subjectKind, predicate, count }) => ({ value: `${subjectKind}:${predicate}`, label: `${subjectKind in subjectKinds ? `${say(subjectKinds[subjectKind as SubjectKind])} · ` : ''}${say(predicateTitle(subjectKind, predicate))} · ${formatCount(count)}` })),
  }], [fields, t, say])
  return <DataTable id="conflicts" label={t.conflictsTitle} source={source} columns={columns} state={state} filters={filters} rowId={(row) => row.ref + row.period} onOpen={(row) => open(row.ref)} empty={<Empty title={t.noConflicts}>{t.noConflictsWhat}</Empty>} />
}

function useColumns(): readonly Column<Conflict>[] {
  const t = useWords(ledgerWords)
  const say = useText()
  const { lang } = useLanguage()
  return useMemo(() => {
    const said = (row: Conflict, { value, unit }: ClaimView) => (value === null ? '—' : exactValue(row.ref, value, unit, lang))
    const line = (row: Conflict, claim: ClaimView) => `${said(row, claim)} · ${claim.source.name}`
    const from = ({ grade, source }: ClaimView) => <span className="muted small"><Grade grade={grade} /> {source.name}</span>
    const fieldOf = (row: Conflict) => `${say(predicateTitle(row.subjectKind, row.predicate))}${row.object ? ` · ${row.object}` : ''}`
    return [
      { key: 'subject', title: t.subject, width: 200, text: (row) => row.subject, cell: (row) => <Subject row={row} /> },
      { key: 'predicate', title: t.predicate, width: 120, text: fieldOf, cell: fieldOf },
      { key: 'period', title: t.period, width: 80, hidden: true, text: (row) => row.period, cell: (row) => (row.period ? formatPeriod(row.period, lang) : '') },
      { key: 'taken', title: t.taken, width: 270, text: (row) => line(row, row.claims[0]!), cell: (row) => <><Value at={row.ref} bare>{said(row, row.claims[0]!)}</Value> {from(row.claims[0]!)}</> },
      { key: 'others', title: t.others, width: 330, text: (row) => row.claims.slice(1).map((claim) => line(row, claim)).join('；'), cell: (row) => row.claims.slice(1).map((claim, n) => <span key={claim.id}>{n > 0 && '；'}{said(row, claim)} {from(claim)}</span>) },
      { key: 'by', title: t.chosenBy, width: 90, text: (row) => t[row.by], cell: (row) => t[row.by] },
    ]
  }, [t, say, lang])
}

function Subject({ row }: { row: Conflict }) {
  const href = subjectPage(row)
  return href ? <Link href={href} tabIndex={-1}>{row.subject}</Link> : <>{row.subject}</>
}
