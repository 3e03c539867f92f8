import { Anchor, Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import type { RiskRow } from '../../../src/shared/contract/chain.ts'
import { formatDate } from '../../../src/shared/format.ts'
import { passesRiskFilter, riskLightOf, riskLights } from '../../../src/shared/risk-filter.ts'
import { riskTitle } from '../../../src/shared/risk-title.ts'
import { keysOf, nodeStates, riskGrades, riskStatuses } from '../../../src/shared/vocabulary.ts'
import { DataTable, download, StateBadge, useClusterId, useLanguage, useLocalRows, useTableState, useText, useWords, Value, type Column, type Filter, type Input } from '../../parts/index.ts'
import { riskWords } from '../../words/risks.ts'
import { RiskPanel } from './panel.tsx'
import { PrintTable } from './print-table.tsx'
import style from './risks.module.css'

type Filters = { text?: string; status?: string; grade?: string; state?: string; owner?: string; light?: string; risk?: string }
type Query = Omit<NonNullable<Input<'exportRisks'>['query']>, 'lang'>
const keys = ['text', 'status', 'grade', 'state', 'owner', 'light', 'risk'] as const

/** The list, and beside it the risk that is worked on. */
export function RiskList({ rows }: { rows: readonly RiskRow[] }) {
  const t = useWords(riskWords)
  const cluster = useClusterId()
  const { lang } = useLanguage()
  const state = useTableState<Filters>(keys)
  const { set, values } = state
  const open = useCallback((risk: number) => set({ risk: String(risk) }), [set])
  const now = useMemo(() => new Date(), [])
  const columns = useColumns(open, now)
  const filters = useFilters()
  const query = useMemo(() => { const { risk: _, ...rest } = values; return rest as Query }, [values])
  const shown = useMemo(() => rows.filter((row) => passesRiskFilter(row, query, now)), [rows, query, now])
  const source = useLocalRows(shown, columns)
  const chosen = rows.find(({ risk }) => String(risk) === values.risk)
  const save = () => download('exportRisks', { params: { cluster }, query: { ...query, lang } }, 'risks.xlsx')
  const close = () => {
    set({ risk: undefined })
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-table="risks"]')?.focus({ preventScroll: true }))
  }
  return (
    <>
      <div className={`${style.tools} no-print`}>
        <Button size="compact-sm" variant="subtle" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>{t.print}</Button>
      </div>
      <div className={style.layout} data-open={values.risk !== undefined || undefined}>
        <div className={`${style.table} no-print`}>
          <DataTable id="risks" label={t.title} source={source} columns={columns} state={state} filters={filters} onExport={save} rowId={(row) => row.risk} onOpen={(row) => open(row.risk)} current={chosen?.risk} />
        </div>
        {chosen ? <RiskPanel key={chosen.risk} row={chosen} onClose={close} /> : values.risk !== undefined && <p className="muted">{t.noRisk}</p>}
      </div>
      {!chosen && <PrintTable rows={shown} columns={columns} />}
    </>
  )
}

function useFilters(): readonly Filter[] {
  const t = useWords(riskWords)
  const say = useText()
  return useMemo(() => [
    { key: 'text', title: t.risk, search: true },
    { key: 'status', title: t.status, options: keysOf(riskStatuses).map((value) => ({ value, label: say(riskStatuses[value]) })) },
    { key: 'grade', title: t.grade, options: [...keysOf(riskGrades).map((value) => ({ value, label: say(riskGrades[value]) })), { value: 'none', label: t.noGrade }] },
    { key: 'state', title: t.nodeState, options: keysOf(nodeStates).map((value) => ({ value, label: `${nodeStates[value].symbol} ${say(nodeStates[value])}` })) },
    { key: 'owner', title: t.owner, options: [{ value: 'yes', label: t.hasOwner }, { value: 'no', label: t.noOwner }] },
    { key: 'light', title: t.light, options: (['overdue', 'near', 'onTime', 'noLight'] as const).map((value) => ({ value, label: `${riskLights[value].symbol} ${say(riskLights[value])}` })) },
  ], [t, say])
}

function useColumns(onOpen: (risk: number) => void, now: Date): readonly Column<RiskRow>[] {
  const t = useWords(riskWords)
  const say = useText()
  return useMemo((): readonly Column<RiskRow>[] => {
    const [statuses, grades, states] = [keysOf(riskStatuses), keysOf(riskGrades), keysOf(nodeStates)]
    const lightText = (row: RiskRow) => { const light = riskLights[riskLightOf(row, now)]; return `${light.symbol} ${say(light)}` }
    return [
      { key: 'title', title: t.risk, width: 250, sortable: true, text: (row) => say(riskTitle(row.node, row.kind)), cell: (row) => <Anchor component="button" type="button" tabIndex={-1} fz="inherit" onClick={() => onOpen(row.risk)}>{say(riskTitle(row.node, row.kind))}</Anchor> },
      { key: 'status', title: t.status, width: 85, sortable: true, sortBy: (row) => statuses.indexOf(row.status), text: (row) => say(riskStatuses[row.status]), cell: (row) => say(riskStatuses[row.status]) },
      { key: 'grade', title: t.grade, width: 105, sortable: true, sortBy: (row) => grades.indexOf(row.grade ?? row.proposedGrade ?? 'low') + (row.grade === null ? 0.5 : 0), text: (row) => row.grade && say(riskGrades[row.grade]), cell: (row) => <GradeCell row={row} /> },
      { key: 'state', title: t.nodeState, width: 105, sortable: true, sortBy: (row) => states.indexOf(row.state), text: (row) => say(nodeStates[row.state]), cell: (row) => <Value at={`node:${row.nodeId}:state`} bare><StateBadge state={row.state} /></Value> },
      { key: 'owner', title: t.owner, width: 190, sortable: true, text: (row) => row.owner, cell: (row) => row.owner ?? <span className="muted">{t.noOwner}</span> },
      { key: 'due', title: t.due, width: 105, sortable: true, text: (row) => row.dueDate && formatDate(row.dueDate), cell: (row) => (row.dueDate ? formatDate(row.dueDate) : <span className="muted">{t.noDue}</span>) },
      { key: 'light', title: t.light, width: 90, sortable: true, sortBy: (row) => lights.indexOf(riskLightOf(row, now)), text: lightText, cell: (row) => <span data-light={riskLightOf(row, now)} className={style.light}>{lightText(row)}</span> },
      { key: 'changedAt', title: t.changedAt, width: 105, sortable: true, text: (row) => formatDate(row.changedAt), cell: (row) => formatDate(row.changedAt) },
      { key: 'proposedAt', title: t.proposedAt, width: 105, sortable: true, hidden: true, text: (row) => formatDate(row.proposedAt), cell: (row) => formatDate(row.proposedAt) },
      { key: 'note', title: t.note, width: 220, hidden: true, text: (row) => row.note, cell: (row) => row.note ?? '' },
    ]
  }, [t, say, onOpen, now])
}

const lights = Object.keys(riskLights)

function GradeCell({ row }: { row: RiskRow }) {
  const t = useWords(riskWords)
  const say = useText()
  if (row.grade) return <strong>{say(riskGrades[row.grade])}</strong>
  return <span className="muted">{row.proposedGrade ? t.proposedGrade(say(riskGrades[row.proposedGrade])) : t.noGrade}</span>
}
