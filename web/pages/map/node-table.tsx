import { Anchor, Button } from '@mantine/core'
import { useMemo } from 'react'
import type { MapData, NodeRow } from '../../../src/shared/contract/chain.ts'
import { formatCount, formatPercent } from '../../../src/shared/format.ts'
import { keysOf, nodeKinds, nodeStates, stages, type NodeKind, type NodeState } from '../../../src/shared/vocabulary.ts'
import { DataTable, download, StateBadge, useClusterId, useCountry, useLocalRows, useRemoteRows, useText, useWords, Value, type Column } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'
import type { MapState } from './use-map-state.ts'

type Props = { map: MapState; marked: ReadonlySet<number>; onMark: (marked: ReadonlySet<number>) => void }

/** The nodes of the map as a table: opening a row opens the node, chosen rows can be marked on the map. */
export function NodeTable({ map, marked, onMark }: Props) {
  const t = useWords(chainWords)
  const cluster = useClusterId()
  const source = useRemoteRows('listNodes', { query: map.query })
  const columns = useColumns(map.openNode)
  return (
    <DataTable
      id="map-nodes" label={t.listOf} source={source} columns={columns} state={map.table} rowId={(row) => row.id} onOpen={(row) => map.openNode(row.id)} current={map.selected ?? undefined}
      onExport={() => download('exportChain', { params: { cluster, format: 'xlsx' }, query: map.query }, 'chain.xlsx')}
      actions={(selected) => (
        <>
          <Button size="compact-sm" variant="light" onClick={() => onMark(new Set([...selected].map(Number)))}>{t.mark(formatCount(selected.size))}</Button>
          {marked.size > 0 && <Button size="compact-sm" variant="subtle" onClick={() => onMark(new Set())}>{t.unmark}</Button>}
        </>
      )}
    />
  )
}

function useColumns(onOpen: (id: number) => void): readonly Column<NodeRow>[] {
  const t = useWords(chainWords)
  const say = useText()
  const country = useCountry()
  return useMemo(() => {
    const stageOf = (row: NodeRow) => row.stageName ?? (row.stage && say(stages[row.stage]))
    return [
      nameColumn(t.name, onOpen),
      { key: 'state', title: t.state, width: 118, sortable: true, text: (row) => say(nodeStates[row.state]), cell: (row) => <Value at={`node:${row.id}:state`} mark={row.marks['state']} bare><StateBadge state={row.state} /></Value> },
      { key: 'suppliers', title: t.suppliers, width: 90, align: 'end', sortable: true, text: (row) => row.suppliers, cell: (row) => (row.suppliers === null ? <span data-hint={t.fewSuppliers}>&lt; 3</span> : formatCount(row.suppliers)) },
      { key: 'topOrigin', title: t.topOrigin, width: 130, text: (row) => (row.topOrigin ? `${country(row.topOrigin)} ${formatPercent(row.topOriginShare)}` : ''), cell: (row) => <Value at={row.topOrigin ? `origin:${row.id}:${row.topOrigin}` : `node:${row.id}:state`} bare>{row.topOrigin && `${country(row.topOrigin)} ${formatPercent(row.topOriginShare)}`}</Value> },
      { key: 'inputs', title: t.inputs, width: 70, align: 'end', sortable: true, text: (row) => row.inputs, cell: (row) => formatCount(row.inputs) },
      { key: 'dependants', title: t.dependants, width: 80, align: 'end', sortable: true, text: (row) => row.dependants, cell: (row) => formatCount(row.dependants) },
      { key: 'stage', title: t.stage, width: 110, sortable: true, text: stageOf, cell: (row) => <Value at={`node:${row.id}:${row.stageName ? 'stageName' : 'stage'}`} mark={row.stageInferred ? { ...row.marks['stage'], inferred: true } : row.marks['stage']} bare>{stageOf(row)}</Value> },
      { key: 'group', title: t.group, width: 110, sortable: true, text: (row) => row.group, cell: (row) => <Value at={`node:${row.id}:group`} mark={row.marks['group']} bare>{row.group}</Value> },
      { key: 'kind', title: t.kind, width: 80, sortable: true, text: (row) => row.kind && say(nodeKinds[row.kind]), cell: (row) => <Value at={`node:${row.id}:kind`} mark={row.marks['kind']} bare>{row.kind && say(nodeKinds[row.kind])}</Value> },
      { key: 'code', title: t.code, width: 100, sortable: true, hidden: true, text: (row) => row.code, cell: (row) => <Value at={`node:${row.id}:code`} mark={row.marks['code']} bare>{row.code}</Value> },
      { key: 'why', title: t.why, width: 340, hidden: true, text: (row) => row.why && say(row.why), cell: (row) => <span data-hint={row.why ? say(row.why) : undefined}>{row.why ? say(row.why) : '—'}</span> },
    ]
  }, [t, say, country, onOpen])
}

type Near = { id: number; name: string; state: NodeState; kind: string | null }

/** The neighbourhood as a table, made of what the map has. */
export function NearTable({ map, data }: { map: MapState; data: MapData }) {
  const t = useWords(chainWords)
  const say = useText()
  const rows = useMemo(() => data.ids.map((id, n): Near => ({ id, name: data.names[n]!, state: data.states[n]!, kind: data.kinds[n]! })), [data])
  const { openNode } = map
  const columns = useMemo((): readonly Column<Near>[] => {
    const kindOf = (row: Near) => (row.kind && row.kind in nodeKinds ? say(nodeKinds[row.kind as NodeKind]) : null)
    const order = keysOf(nodeStates)
    return [
      nameColumn(t.name, openNode),
      { key: 'state', title: t.state, width: 118, sortable: true, sortBy: (row) => order.indexOf(row.state), text: (row) => say(nodeStates[row.state]), cell: (row) => <Value at={`node:${row.id}:state`} bare><StateBadge state={row.state} /></Value> },
      { key: 'kind', title: t.kind, width: 90, sortable: true, text: kindOf, cell: (row) => <Value at={`node:${row.id}:kind`} bare>{kindOf(row)}</Value> },
    ]
  }, [t, say, openNode])
  const source = useLocalRows(rows, columns)
  return <DataTable id="map-near" label={t.listOf} source={source} columns={columns} state={map.table} rowId={(row) => row.id} onOpen={(row) => openNode(row.id)} current={map.selected ?? undefined} />
}

function nameColumn<Row extends { id: number; name: string }>(title: string, onOpen: (id: number) => void): Column<Row> {
  return {
    key: 'name', title, width: 190, sortable: true, text: (row) => row.name,
    cell: (row) => <Anchor component="button" type="button" tabIndex={-1} fz="inherit" onClick={() => onOpen(row.id)}>{row.name}</Anchor>,
  }
}
