import { useCallback, useMemo } from 'react'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import type { ResultCell, ResultColumn, ResultRow } from '../../../src/shared/results.ts'
import type { Text } from '../../../src/shared/vocabulary.ts'
import { Chart } from '../../charts/chart.tsx'
import type { ChartTheme } from '../../charts/chart-theme.ts'
import { useEvidence, useText, useWords } from '../../parts/index.ts'
import { analysisWords } from '../../words/analyses.ts'

const shownAtMost = 20
const numeric = new Set(['number', 'share', 'money', 'integer'])

/** The highest values of a result's main column as bars; a bar opens into its evidence. */
export function Ranked({ result }: { result: ResultView }) {
  const t = useWords(analysisWords)
  const say = useText()
  const { open } = useEvidence()
  const table = result.tables[0]
  const at = table?.columns.findIndex(({ kind, main }) => main === true && numeric.has(kind)) ?? -1
  const top = useMemo(() => {
    const rows = (table?.rows ?? []).flatMap((row) => (typeof row.cells[at] === 'number' ? [{ row, value: row.cells[at] }] : [])).sort((a, b) => b.value - a.value).slice(0, shownAtMost)
    const nameOf = namer(table?.columns ?? [], rows.map(({ row }) => row), say)
    return rows.map(({ row, value }) => ({ key: row.key, name: nameOf(row), value, inferred: row.inferred === true }))
  }, [table, at, say])
  const option = useCallback(({ accent, ink, muted, line }: ChartTheme) => ({
    xAxis: { type: 'value' as const, axisLabel: { color: muted }, splitLine: { lineStyle: { color: line } } },
    yAxis: { type: 'category' as const, inverse: true, data: top.map(({ name }) => name), axisLabel: { color: ink, width: 160, overflow: 'truncate' as const }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } },
    series: [{ type: 'bar' as const, data: top.map(({ value, inferred }) => ({ value, itemStyle: { color: accent, opacity: inferred ? 0.6 : 1, borderType: inferred ? 'dashed' as const : 'solid' as const, borderColor: accent } })), barMaxWidth: 14 }],
  }), [top])
  if (!table || at < 0 || top.length < 2) return null
  const column = table.columns[at]!
  const label = t.ranked(say(column.title), String(top.length))
  return (
    <>
      <h2>{label}</h2>
      <Chart
        label={label} option={option} height={60 + top.length * 22} file={`${result.analysis}-${column.key}`} table={{ columns: [say(table.columns[0]!.title), say(column.title)], rows: top.map(({ name, value }) => [name, value]) }}
        onSelect={({ dataIndex }) => { const row = top[dataIndex]; if (row) open(`result:${result.result}:${table.id}:${row.key}:${column.key}`) }}
      />
    </>
  )
}

/** A row is called by its first cell; where that does not tell rows apart, as with a region in each of its industries, by all words that lead it. */
function namer(columns: readonly ResultColumn[], rows: readonly ResultRow[], say: (text: Text) => string): (row: ResultRow) => string {
  const isPlain = new Set(rows.map(({ cells }) => cells[0])).size === rows.length
  const numbers = columns.findIndex(({ kind }) => kind !== 'text' && kind !== 'term')
  const leading = isPlain ? 1 : Math.max(1, numbers)
  return ({ key, cells }) => cells.slice(0, leading).map((cell, n) => wordOf(columns[n], cell, say)).filter((word) => word !== '').join(' · ') || key
}

function wordOf(column: ResultColumn | undefined, cell: ResultCell, say: (text: Text) => string): string {
  const term = column?.terms?.[String(cell)]
  return term ? say(term) : String(cell ?? '')
}
