import type { RiskRow } from '../../../src/shared/contract/chain.ts'
import type { Column } from '../../parts/index.ts'
import style from './risks.module.css'

const printed = ['title', 'status', 'grade', 'owner', 'due', 'light', 'note']

/** The whole list on paper: the table on screen holds only the rows that are seen. */
export function PrintTable({ rows, columns }: { rows: readonly RiskRow[]; columns: readonly Column<RiskRow>[] }) {
  const shown = columns.filter(({ key }) => printed.includes(key))
  return (
    <table className={`plain ${style.printOnly}`}>
      <thead><tr>{shown.map(({ key, title }) => <th key={key} scope="col">{title}</th>)}</tr></thead>
      <tbody>{rows.map((row) => <tr key={row.risk}>{shown.map(({ key, text }) => <td key={key}>{text(row) ?? '—'}</td>)}</tr>)}</tbody>
    </table>
  )
}
