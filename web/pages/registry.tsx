import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'wouter'
import type { Organisation } from '../../src/shared/contract/registry.ts'
import { countryLabel } from '../../src/shared/countries.ts'
import { formatCount, formatNumber, missingMark } from '../../src/shared/format.ts'
import { actorTypes, circles, tiers } from '../../src/shared/vocabulary.ts'
import { ActorBadge, addressOf, DataTable, download, Empty, PageHead, Unseen, Value, useCan, useClusterId, useLanguage, useRegion, useRemoteRows, useTableState, useText, useWords, type Column, type Filter, type Input } from '../parts/index.ts'
import { registryWords } from '../words/registry.ts'

type Filters = { text?: string; actorType?: string; tier?: string; circle?: string; region?: string; conflicts?: string }
type Query = NonNullable<Input<'listOrganisations'>['query']>

export default function RegistryPage() {
  const t = useWords(registryWords)
  const can = useCan()
  const cluster = useClusterId()
  const state = useTableState<Filters>(['text', 'actorType', 'tier', 'circle', 'region', 'conflicts'])
  const query = state.values as Query
  const source = useRemoteRows('listOrganisations', { query })
  const columns = useColumns()
  const filters = useFilters()
  const load = can('analyst') && <Button component={Link} href="/intake">{t.load}</Button>
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={load} />
      <DataTable
        id="organisations" label={t.title} source={source} columns={columns} state={state} filters={filters}
        rowId={(row) => row.id} href={(row) => `/organisations/${row.id}`}
        onExport={() => download('exportOrganisations', { params: { cluster }, query }, 'organisations.xlsx')}
        empty={!can('analyst') ? <Unseen /> : <Empty title={t.emptyTitle} action={<>{load}<Button component="a" variant="default" download href={addressOf('getTemplate', { params: { kind: 'organisations' } })}>{t.template}</Button></>}>{t.emptyWhat}</Empty>}
      />
    </>
  )
}

function useFilters(): readonly Filter[] {
  const t = useWords(registryWords)
  const say = useText()
  return useMemo(() => {
    const optionsOf = (vocabulary: Record<string, { zh: string; en: string }>) => Object.entries(vocabulary).map(([value, label]) => ({ value, label: say(label) }))
    return [
      { key: 'text', title: t.search, search: true },
      { key: 'actorType', title: t.actorType, options: optionsOf(actorTypes) },
      { key: 'tier', title: t.tier, options: optionsOf(tiers) },
      { key: 'circle', title: t.circle, options: optionsOf(circles) },
      { key: 'region', title: t.region, search: true },
      { key: 'conflicts', title: t.conflicts, options: [{ value: 'true', label: t.yes }] },
    ]
  }, [t, say])
}

function useColumns(): readonly Column<Organisation>[] {
  const t = useWords(registryWords)
  const say = useText()
  const { lang } = useLanguage()
  const region = useRegion()
  // To those who may not see what others supply, none seen is not none.
  const seesAll = useCan()('analyst')
  return useMemo(() => {
    const placeOf = (row: Organisation) => { const name = row.city ?? row.region; return name && region(name) }
    const plain = (key: 'shortName' | 'creditCode' | 'stockCode' | 'code' | 'industry', width: number, more: Partial<Column<Organisation>> = {}): Column<Organisation> => ({
      key, title: t[key], width, text: (row) => row[key], cell: (row) => <Value at={`organisation:${row.id}:${key}`} mark={row.marks[key]} bare>{row[key]}</Value>, ...more,
    })
    return [
      { key: 'name', title: t.name, width: 280, sortable: true, text: (row) => row.name, cell: (row) => <Link href={`/organisations/${row.id}`} tabIndex={-1}>{row.name}</Link> },
      { key: 'actorType', title: t.actorType, width: lang === 'zh' ? 110 : 165, sortable: true, text: (row) => row.actorType && say(actorTypes[row.actorType]), cell: (row) => <Value at={`organisation:${row.id}:actorType`} mark={row.marks['actorType']} bare>{row.actorType && <ActorBadge type={row.actorType} />}</Value> },
      { key: 'city', title: t.city, width: 90, sortable: true, text: (row) => placeOf(row), cell: (row) => <Value at={`organisation:${row.id}:${row.city ? 'city' : 'region'}`} mark={row.marks['city'] ?? row.marks['region']} bare>{placeOf(row)}</Value> },
      { key: 'tier', title: t.tier, width: 130, sortable: true, text: (row) => row.tier && say(tiers[row.tier]), cell: (row) => <Value at={`organisation:${row.id}:tier`} mark={row.marks['tier']} bare>{row.tier && say(tiers[row.tier])}</Value> },
      { key: 'circle', title: t.circle, width: 90, sortable: true, hidden: true, text: (row) => row.circle && say(circles[row.circle]), cell: (row) => <Value at={`organisation:${row.id}:circle`} mark={row.marks['circle']} bare>{row.circle && say(circles[row.circle])}</Value> },
      { key: 'revenue', title: t.revenue, width: lang === 'zh' ? 150 : 160, align: 'end', sortable: true, text: (row) => row.revenue, cell: (row) => <Value at={`organisation:${row.id}:revenue`} mark={row.marks['revenue']}>{row.revenue === null ? null : formatNumber(row.revenue, { lang, unit: 'yuan' })}</Value> },
      { key: 'employees', title: t.employees, width: 95, align: 'end', sortable: true, text: (row) => row.employees, cell: (row) => <Value at={`organisation:${row.id}:employees`} mark={row.marks['employees']}>{row.employees === null ? null : formatCount(row.employees)}</Value> },
      { key: 'supplies', title: t.supplies, width: 90, align: 'end', sortable: true, text: (row) => row.supplies, cell: (row) => (row.supplies > 0 || seesAll ? formatCount(row.supplies) : missingMark) },
      plain('creditCode', 180, { sortable: true }),
      plain('stockCode', 110, { hidden: true, sortable: true }),
      plain('shortName', 130, { hidden: true }),
      plain('industry', 170, { hidden: true }),
      { key: 'country', title: t.country, width: 100, hidden: true, text: (row) => row.country, cell: (row) => <Value at={`organisation:${row.id}:country`} mark={row.marks['country']} bare>{row.country && say(countryLabel(row.country) ?? { zh: row.country, en: row.country })}</Value> },
      plain('code', 110, { hidden: true }),
    ]
  }, [t, say, lang, region, seesAll])
}
