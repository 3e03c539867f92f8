import { useCallback, useMemo } from 'react'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { formatPercent } from '../../../src/shared/format.ts'
import { Chart } from '../../charts/chart.tsx'
import type { ChartTheme } from '../../charts/chart-theme.ts'
import { standingsOption, type Standing } from '../../charts/standings.ts'
import { useRegion, useWords } from '../../parts/index.ts'
import { compositeWords } from '../../words/composite.ts'

/** More units than these do not fit into a picture; the table holds all. */
const drawnAtMost = 60

/** The intervals of the places, drawn. */
export function StandingsFigure({ result }: { result: ResultView }) {
  const t = useWords(compositeWords)
  const regionOf = useRegion()
  const standings = useMemo(() => standingsOf(result).slice(0, drawnAtMost).map((standing) => ({ ...standing, name: regionOf(standing.name) })), [result, regionOf])
  const interval = t.interval(formatPercent(Number(result.parameters['interval'])))
  const option = useCallback((theme: ChartTheme) => standingsOption(standings, { place: t.place, interval, median: t.median, extremes: t.extremes }, theme), [standings, t, interval])
  const table = { columns: [t.unit, t.low, t.median, t.high, `${t.extremes} ${t.low}`, `${t.extremes} ${t.high}`], rows: standings.map(({ name, low, median, high, best, worst }) => [name, low, median, high, best, worst]) }
  return <Chart label={t.standings} option={option} table={table} file="composite-index" height={110 + 26 * standings.length} />
}

function standingsOf({ tables }: ResultView): Standing[] {
  const units = tables.find(({ id }) => id === 'units')
  if (!units) return []
  const at = (key: string): number => units.columns.findIndex((column) => column.key === key)
  const [low, median, high, best, worst] = ['low', 'median', 'high', 'best', 'worst'].map(at)
  return units.rows.filter(({ cells }) => cells[median!] !== null).map(({ cells }) => ({
    name: String(cells[0]), low: Number(cells[low!]), median: Number(cells[median!]), high: Number(cells[high!]), best: Number(cells[best!]), worst: Number(cells[worst!]),
  }))
}
