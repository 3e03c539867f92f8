import type { Grade, Text } from '../../shared/vocabulary.ts'
import type { ResultCell, ResultColumn } from '../../shared/results.ts'
import { headingOf, shownCell } from '../../shared/result-words.ts'
import { keptOfSet } from '../freeze.ts'
import type { Basis, Computed, FigureDefinition, Formula, Input } from '../shape.ts'
import { both, fill } from './wording.ts'

/** A cell of a result as it was put into a report: its value, the first facts behind it, and the claims by which all of them are what they are. */
export type PlacedCell = { row: string; column: string; value: ResultCell; inferred: boolean; inputs: Input[]; facts: number; claims: number[]; grade: Grade | null }

/** Part of a table of a result in a report: an analysis with its version, parameters and snapshot, and the chosen rows and columns. */
export type Placed = {
  /** The same for the same analysis, parameters and table, so that a newer result takes the place of an older one and its figures keep their codes. */
  key: string
  analysis: string
  version: number
  snapshot: string
  /** The state of the facts it was computed from. */
  revision: number
  parameters: Record<string, unknown>
  /** The parameters as people read them; what was put in before they were kept has none. */
  given?: Text
  title: Text
  summary: Text
  method: string
  table: { id: string; title: Text; /** Heading of what the rows are about. */ about: Text }
  rows: { key: string; label: Text }[]
  columns: ResultColumn[]
  cells: PlacedCell[]
  computedAt: string
}

export const scopeOfCell = ({ key }: Pick<Placed, 'key'>, { row, column }: Pick<PlacedCell, 'row' | 'column'>): string => `${key} ${row} ${column}`
export const figureNameOf = ({ analysis }: Pick<Placed, 'analysis'>): string => `analysis.${analysis}`

/** The figures of what was put into a report. They say what was computed then; where the facts have changed since, they are marked. */
export function analysisFigures(placed: readonly Placed[], revision: number): { definition: Pick<FigureDefinition, 'name' | 'formula'>; computed: Computed }[] {
  return placed.flatMap((one) => {
    const definition = { name: figureNameOf(one), formula: formulaOf(one) }
    return one.cells.map((cell) => ({ definition, computed: computedOf(one, cell, one.revision !== revision) }))
  })
}

function formulaOf({ analysis, version, summary, given, snapshot, method }: Placed): Formula {
  const text = fill({ zh: '{summary}（{analysis} 第 {version} 版{given}；快照 {snapshot}）', en: '{summary} ({analysis}, version {version}{given}; snapshot {snapshot})' }, {
    summary: { zh: summary.zh.replace(/。$/, ''), en: summary.en.replace(/\.$/, '') }, analysis, version, snapshot: snapshot.slice(0, 16), given: given ? { zh: `；参数 ${given.zh}`, en: `; ${given.en}` } : '',
  })
  return { id: analysis, version, text, method }
}

function computedOf(placed: Placed, cell: PlacedCell, stale: boolean): Computed {
  const column = placed.columns.find(({ key }) => key === cell.column)!
  const label = placed.rows.find(({ key }) => key === cell.row)!.label
  const words = both((lang) => shownCell(column, cell.value, lang))
  const place = both((lang) => `${placed.table.title[lang]} · ${label[lang]} · ${headingOf(column, lang)}`)
  return {
    scope: scopeOfCell(placed, cell), title: both((lang) => `${placed.title[lang]} · ${label[lang]} · ${headingOf(column, lang)}`),
    value: typeof cell.value === 'number' ? cell.value : null, unit: unitOf(column), words,
    ...(cell.value === null ? { missing: { zh: '分析没有给出这个值', en: 'the analysis gives no value' } } : {}),
    worked: fill({ zh: '{place} = {words}，依据 {facts} 项事实', en: '{place} = {words}, from {facts} facts' }, { place, words, facts: cell.facts }),
    inputs: cell.inputs, basis: basisOf(cell), snapshot: placed.snapshot, mark: { ...(cell.inferred ? { inferred: true } : {}), ...(stale ? { stale: true } : {}) },
  }
}

function basisOf({ claims, grade }: PlacedCell): Basis {
  return claims.length > keptOfSet ? { set: { name: 'listed', parameters: { ids: claims.join(' ') } }, count: claims.length, grade } : { ids: claims }
}

function unitOf({ kind }: ResultColumn): string | null {
  return kind === 'share' ? 'share' : kind === 'money' ? '元' : kind === 'integer' ? 'count' : null
}
