import { NativeSelect } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { formatCount, formatDateTime, missingMark } from '../../src/shared/format.ts'
import { spanOf } from '../../src/shared/period.ts'
import { DataTable, Empty, Loaded, PageHead, predicateTitle, subjectPage, useCall, useEvidence, useLanguage, useLocalRows, usePeriod, useTableState, useRegion, useText, useWords, Value, type Column, type Output } from '../parts/index.ts'
import { exactValue } from '../parts/evidence/exact.ts'
import { ledgerWords } from '../words/ledger.ts'
import { LedgerTabs } from './ledger-tabs.tsx'

type Change = Output<'listChanges'>['items'][number]
const spans = { day: 1, week: 7, month: 30, year: 365 } as const
type Span = keyof typeof spans | 'seen'
const most = 5000

/** What changed in a period, or since a moment: before, after, and the evidence of it. */
export default function ChangesPage() {
  const t = useWords(ledgerWords)
  const { period } = usePeriod()
  return (
    <>
      <PageHead title={t.changesTitle} lead={t.changesLead} />
      <LedgerTabs />
      {period === null ? <SinceSeen /> : <Between {...spanOf(period)} />}
    </>
  )
}

function Between(span: { from: string; to?: string }) {
  const query = useCall('listChanges', { query: { ...span, limit: most } }, { keepPrevious: true })
  return <Loaded query={query}>{({ items, total }) => <ChangeTable items={items} total={total} />}</Loaded>
}

function SinceSeen() {
  const bench = useCall('getWorkbench', { query: {} })
  return <Loaded query={bench}>{({ seenAt }) => <Since seenAt={seenAt} />}</Loaded>
}

function Since({ seenAt }: { seenAt: string | null }) {
  const t = useWords(ledgerWords)
  const [span, setSpan] = useState<Span>(seenAt ? 'seen' : 'month')
  const [now] = useState(() => Date.now())
  const from = span === 'seen' && seenAt ? seenAt : new Date(now - spans[span === 'seen' ? 'month' : span] * 86_400_000).toISOString()
  const options = [...(seenAt ? [{ value: 'seen', label: t.sinceSeen(formatDateTime(seenAt)) }] : []), ...(['day', 'week', 'month', 'year'] as const).map((value) => ({ value, label: t[value] }))]
  return (
    <>
      <NativeSelect label={t.since} value={span} data={options} maw={320} mb="sm" onChange={(event) => setSpan(event.currentTarget.value as Span)} />
      <Between from={from} />
    </>
  )
}

function ChangeTable({ items, total }: { items: readonly Change[]; total: number }) {
  const t = useWords(ledgerWords)
  const { open } = useEvidence()
  const state = useTableState<Record<string, string | undefined>>([])
  const columns = useColumns()
  const source = useLocalRows(items, columns)
  return (
    <>
      {total > items.length && <p className="muted">{t.changesCut(formatCount(items.length), formatCount(total))}</p>}
      <DataTable id="changes" label={t.changesTitle} source={source} columns={columns} state={state} rowId={(row) => `${row.ref} ${row.at} ${row.change} ${row.after ?? ''}`} onOpen={(row) => open(row.ref)} empty={<Empty title={t.noChanges} />} />
    </>
  )
}

function useColumns(): readonly Column<Change>[] {
  const t = useWords(ledgerWords)
  const say = useText()
  const { lang } = useLanguage()
  const regionOf = useRegion()
  return useMemo(() => {
    const shown = (row: Change, value: string | null) => (value === null ? missingMark : exactValue(row.ref, value, null, lang))
    const titleOf = (row: Change) => (row.subjectKind === 'region' ? regionOf(row.subject) : row.subject)
    return [
      { key: 'subject', title: t.subject, width: 240, sortable: true, text: (row) => titleOf(row), cell: (row) => <Subject change={row} title={titleOf(row)} /> },
      { key: 'predicate', title: t.predicate, width: 150, sortable: true, text: (row) => say(predicateTitle(row.subjectKind, row.predicate)), cell: (row) => <>{say(predicateTitle(row.subjectKind, row.predicate))}{row.object ? ` · ${row.object}` : ''}</> },
      { key: 'change', title: t.change, width: 90, sortable: true, text: (row) => t[row.change], cell: (row) => t[row.change] },
      { key: 'before', title: t.before, width: 170, text: (row) => row.before, cell: (row) => <span className="muted">{shown(row, row.before)}</span> },
      { key: 'after', title: t.after, width: 190, text: (row) => row.after, cell: (row) => <Value at={row.ref} bare>{row.after === null ? null : shown(row, row.after)}</Value> },
      { key: 'period', title: t.period, width: 90, sortable: true, text: (row) => row.period, cell: (row) => row.period },
      { key: 'at', title: t.at, width: 140, sortable: true, text: (row) => row.at, cell: (row) => formatDateTime(row.at) },
    ]
  }, [t, say, lang, regionOf])
}

function Subject({ change, title }: { change: Change; title: string }) {
  const page = subjectPage(change)
  return page ? <Link href={page} tabIndex={-1}>{title}</Link> : <>{title}</>
}
