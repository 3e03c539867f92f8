import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Link, useLocation } from 'wouter'
import { formatDate } from '../../src/shared/format.ts'
import { instruments, policyLevels, policyPhases, responses, verdicts } from '../../src/shared/policies.ts'
import { actorTypes, governanceTasks } from '../../src/shared/vocabulary.ts'
import { DataTable, Empty, PageHead, useCall, useRemoteRows, useTableState, useText, useWords, type Column, type Filter, type Input, type RowOf } from '../parts/index.ts'
import { policyWords } from '../words/policies.ts'
import { PolicyTabs } from './policies/tabs.tsx'

type Filters = { task?: string; instrument?: string; level?: string; phase?: string; own?: string }
type Row = RowOf<'listPolicies'>

/** Policies: what ends soon first. */
export default function PoliciesPage() {
  const t = useWords(policyWords)
  const [, navigate] = useLocation()
  const state = useTableState<Filters>(['task', 'instrument', 'level', 'phase', 'own'])
  const source = useRemoteRows('listPolicies', { query: state.values as NonNullable<Input<'listPolicies'>['query']> })
  const mine = useCall('listPolicies', { query: { limit: 1 } })
  const columns = useColumns()
  const filters = useFilters()
  const mayRecord = (mine.data?.mayRecord.length ?? 0) > 0
  const record = mayRecord && <Button onClick={() => navigate('/policies/new')}>{t.record}</Button>
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={record} />
      <PolicyTabs />
      <DataTable
        id="policies" label={t.title} source={source} columns={columns} state={state} filters={filters} rowId={(row) => row.policy} href={(row) => `/policies/${row.policy}`}
        empty={<Empty title={t.emptyTitle} action={record}>{t.emptyWhat}</Empty>}
      />
    </>
  )
}

function useFilters(): readonly Filter[] {
  const t = useWords(policyWords)
  const say = useText()
  return useMemo(() => {
    const options = (terms: Record<string, { zh: string; en: string }>) => Object.entries(terms).map(([value, label]) => ({ value, label: say(label) }))
    return [
      { key: 'phase', title: t.phase, options: options(policyPhases) }, { key: 'instrument', title: t.instrument, options: options(instruments) },
      { key: 'task', title: t.task, options: Object.entries(governanceTasks).map(([value, label]) => ({ value, label: `${value} ${say(label)}` })) }, { key: 'level', title: t.level, options: options(policyLevels) },
      { key: 'own', title: t.own, options: [{ value: 'told', label: t.ownTold }, { value: 'yes', label: t.ownYes }] },
    ]
  }, [t, say])
}

function useColumns(): readonly Column<Row>[] {
  const t = useWords(policyWords)
  const say = useText()
  return useMemo(() => {
    const types = (row: Row) => (row.actorTypes.length === 0 ? t.everybody : row.actorTypes.map((one) => say(actorTypes[one])).join('、'))
    const nodes = (row: Row) => (row.nodes.length === 0 ? t.wholeChain : row.nodes.map(({ name }) => name).join('、'))
    const told = (row: Row) => (row.told === null ? '—' : [formatDate(row.told.at), ...(row.told.response ? [say(responses[row.told.response.answer])] : [])].join(' · '))
    return [
      { key: 'title', title: t.name, width: 300, text: (row) => row.title, cell: (row) => <Link href={`/policies/${row.policy}`} tabIndex={-1}>{row.title}</Link> },
      { key: 'phase', title: t.phase, width: 150, text: (row) => say(policyPhases[row.phase]), cell: (row) => `${policyPhases[row.phase].symbol} ${say(policyPhases[row.phase])}` },
      { key: 'validTo', title: t.validTo, width: 110, text: (row) => row.validTo, cell: (row) => row.validTo ?? '—' },
      { key: 'own', title: t.own, width: 130, text: (row) => row.own, cell: (row) => (row.own === null ? '—' : `${verdicts[row.own].symbol} ${say(verdicts[row.own])}`) },
      { key: 'told', title: t.told, width: 170, text: (row) => told(row), cell: told },
      { key: 'instrument', title: t.instrument, width: 150, text: (row) => say(instruments[row.instrument]), cell: (row) => say(instruments[row.instrument]) },
      { key: 'task', title: t.task, width: 90, text: (row) => [row.task, ...row.tasks].join(' '), cell: (row) => <span data-hint={[row.task, ...row.tasks].map((one) => `${one} ${say(governanceTasks[one])}`).join(' · ')}>{[row.task, ...row.tasks].join(' ')}</span> },
      { key: 'nodes', title: t.nodes, width: 200, text: nodes, cell: nodes },
      { key: 'actorTypes', title: t.actorTypes, width: 140, text: types, cell: types },
      { key: 'level', title: t.level, width: 90, text: (row) => say(policyLevels[row.level]), cell: (row) => say(policyLevels[row.level]) },
      { key: 'issuer', title: t.issuer, width: 200, text: (row) => row.issuer, cell: (row) => row.issuer },
    ]
  }, [t, say])
}
