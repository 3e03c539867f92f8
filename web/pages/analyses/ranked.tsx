import { useCallback, useMemo } from 'react'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { numericKinds, rowNamer } from '../../../src/shared/result-words.ts'
import { formatPercent } from '../../../src/shared/format.ts'
import { Chart } from '../../charts/chart.tsx'
import type { ChartTheme } from '../../charts/chart-theme.ts'
import { PutIntoReport, useEvidence, useLanguage, useText, useWords } from '../../parts/index.ts'
import { analysisWords } from '../../words/analyses.ts'

const shownAtMost = 20

/** The highest values of a result's main column as bars; a bar opens into its evidence. */
export function Ranked({ result }: { result: ResultView }) {
  const t = useWords(analysisWords)
  const say = useText()
  const { lang } = useLanguage()
  const { open } = useEvidence()
  const table = result.tables[0]
  const at = table?.columns.findIndex(({ kind, main }) => main === true && numericKinds.has(kind)) ?? -1
  const top = useMemo(() => {
    const rows = (table?.rows ?? []).flatMap((row) => (typeof row.cells[at] === 'number' ? [{ row, value: row.cells[at] }] : [])).sort((a, b) => b.value - a.value).slice(0, shownAtMost)
    const nameOf = rowNamer(table?.columns ?? [], rows.map(({ row }) => row), lang)
    return rows.map(({ row, value }) => ({ key: row.key, name: nameOf(row), value, inferred: row.inferred === true }))
  }, [table, at, lang])
  const isShare = table?.columns[at]?.kind === 'share'
  const option = useCallback(({ accent, ink, muted, line }: ChartTheme) => ({
    xAxis: { type: 'value' as const, axisLabel: { color: muted, ...(isShare ? { formatter: (value: number) => formatPercent(value, 0) } : {}) }, splitLine: { lineStyle: { color: line } } },
    yAxis: { type: 'category' as const, inverse: true, data: top.map(({ name }) => name), axisLabel: { color: ink, width: 160, overflow: 'truncate' as const }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } },
    series: [{ type: 'bar' as const, data: top.map(({ value, inferred }) => ({ value, itemStyle: { color: accent, opacity: inferred ? 0.6 : 1, borderType: inferred ? 'dashed' as const : 'solid' as const, borderColor: accent } })), barMaxWidth: 14 }],
  }), [top, isShare])
  if (!table || at < 0 || top.length < 2) return null
  const column = table.columns[at]!
  const label = t.ranked(say(column.title), String(top.length))
  return (
    <>
      <h2>{label}</h2>
      <Chart
        label={label} option={option} height={60 + top.length * 22} file={`${result.analysis}-${column.key}`} table={{ columns: [say(table.columns[0]!.title), say(column.title)], rows: top.map(({ name, value }) => [name, value]) }}
        actions={<PutIntoReport result={result} chosen={{ table: table.id, rows: top.map(({ key }) => key), columns: [column.key] }} />}
        onSelect={({ dataIndex }) => { const row = top[dataIndex]; if (row) open(`result:${result.result}:${table.id}:${row.key}:${column.key}`) }}
      />
    </>
  )
}
