import { Button, Select } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { formatCount, formatNumber, formatPeriod } from '../../src/shared/format.ts'
import { subjectKinds, type SubjectKind } from '../../src/shared/vocabulary.ts'
import { addressOf, DataTable, download, Empty, PageHead, useCall, useCan, useClusterId, useLanguage, usePeriod, useRegion, useRemoteRows, useTableState, useText, useWords, Unseen, Value, type Column, type Filter, type Input, type RowOf, type TableState } from '../parts/index.ts'
import { observationWords } from '../words/observations.ts'

type Filters = { indicator?: string; subjectKind?: string; flagged?: string }
type Query = NonNullable<Input<'listObservations'>['query']>
type Row = RowOf<'listObservations'>

export default function ObservationsPage() {
  const t = useWords(observationWords)
  const can = useCan()
  const state = useTableState<Filters>(['indicator', 'subjectKind', 'flagged'])
  const cluster = useClusterId()
  const { period } = usePeriod()
  const query = { ...state.values, ...(period === null ? {} : { period }) } as Query
  const source = useRemoteRows('listObservations', { query })
  const columns = useColumns()
  const filters = useFilters()
  const load = can('analyst') && <Button component={Link} href="/intake">{t.load}</Button>
  const sample = <Button component="a" variant="default" download href={addressOf('getTemplate', { params: { kind: 'observations' } })}>{t.template}</Button>
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={load} />
      <IndicatorPicker state={state} />
      <DataTable
        id="observations" label={t.title} source={source} columns={columns} state={state} filters={filters} rowId={(row) => `${row.subjectKind} ${row.subjectId} ${row.indicatorId} ${row.period}`}
        onExport={() => download('exportObservations', { params: { cluster }, query }, 'observations.xlsx')}
        {...(state.values.indicator || period !== null ? {} : { empty: !can('analyst') ? <Unseen /> : <Empty title={t.emptyTitle} action={<>{load}{sample}</>}>{t.emptyWhat}</Empty> })}
      />
    </>
  )
}

/** The indicator is the first choice here, so that it stands above the table and not among the filters. */
function IndicatorPicker({ state }: { state: TableState<Filters> }) {
  const t = useWords(observationWords)
  const { lang } = useLanguage()
  const { data = [] } = useCall('listIndicators', {})
  const chosen = data.find(({ id }) => String(id) === state.values.indicator)
  return (
    <div className="row" style={{ marginBottom: '0.75rem', alignItems: 'end' }}>
      <Select
        label={t.indicator} placeholder={t.all} searchable clearable w={360} maw="100%" limit={200} value={state.values.indicator ?? null} onChange={(value) => state.set({ indicator: value ?? undefined })}
        data={data.map(({ id, name, observations }) => ({ value: String(id), label: t.indicatorLabel(name, formatCount(observations)) }))}
      />
      {chosen?.first && chosen.last && <p className="muted" style={{ paddingBottom: '0.4rem' }}>{t.range(formatPeriod(chosen.first, lang), formatPeriod(chosen.last, lang))}</p>}
    </div>
  )
}

function useFilters(): readonly Filter[] {
  const t = useWords(observationWords)
  const say = useText()
  return useMemo(() => [
    { key: 'subjectKind', title: t.subjectKind, options: Object.entries(subjectKinds).map(([value, label]) => ({ value, label: say(label) })) },
    { key: 'flagged', title: t.onlyFlagged, options: [{ value: 'true', label: t.yes }] },
  ], [t, say])
}

function useColumns(): readonly Column<Row>[] {
  const t = useWords(observationWords)
  const say = useText()
  const { lang } = useLanguage()
  const region = useRegion()
  return useMemo(() => {
    const subjectOf = (row: Row) => (row.subjectKind === 'region' ? region(row.subject) : row.subject)
    return [
      { key: 'subject', title: t.subject, width: 220, text: subjectOf, cell: subjectOf },
      { key: 'subjectKind', title: t.subjectKind, width: 100, text: (row) => row.subjectKind, cell: (row) => (row.subjectKind in subjectKinds ? say(subjectKinds[row.subjectKind as SubjectKind]) : row.subjectKind) },
      { key: 'indicator', title: t.indicator, width: 220, text: (row) => row.indicator, cell: (row) => row.indicator },
      { key: 'period', title: t.period, width: 120, text: (row) => row.period, cell: (row) => formatPeriod(row.period, lang) },
      { key: 'value', title: t.value, width: 160, align: 'end', text: (row) => row.value, cell: (row) => <Value at={refOf(row)} mark={{ conflict: row.conflict, implausible: row.flag !== null, blank: row.blankReason ?? undefined }}>{row.value === null ? null : formatNumber(row.value, { lang, unit: row.unit ?? '' })}</Value> },
      { key: 'flag', title: t.flag, width: 240, text: (row) => row.flag, cell: (row) => row.flag ?? '' },
    ]
  }, [t, say, lang, region])
}

function refOf({ subjectKind, subjectId, indicatorId, period }: Row): string {
  return `observation:${subjectKind}:${subjectId}:${indicatorId}:${period}`
}
