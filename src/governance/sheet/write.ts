import { writeXlsx, type Cell as XlsxCell, type CellStyle } from 'hucre/xlsx'
import { visibleTo, type Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import { lightOf, lights } from '../../shared/calendar.ts'
import { formatDate } from '../../shared/format.ts'
import { workStates } from '../../shared/governance.ts'
import { readNames } from '../bodies.ts'
import type { Work } from '../rules/work.ts'
import { settledStates } from '../work-conditions.ts'
import { readSeen, type WorkFilter, type WorkSeen } from '../work-view.ts'
import { columnKeys, columns, isShown, yesNo, type Cell, type ColumnKey, type Language } from './columns.ts'

/** How an organisation is written in a sheet: by its name, and by its number too where the name alone does not tell. */
export type Spell = (organisation: number) => string

export async function readSpelling(tx: Tx, viewer: Viewer, organisations: readonly number[]): Promise<Spell> {
  const name = await readNames(tx, viewer, organisations)
  const wanted = [...new Set(organisations)].map((one) => name(one).name)
  const several = await tx.query<{ name: string }>(sql`
    select name from organisation where ${visibleTo(viewer, 'organisation')} and retired_at is null and merged_into is null and name = any (${wanted}::text[]) group by name having count(*) > 1`)
  const ambiguous = new Set(several.map((one) => one.name))
  return (organisation) => {
    const plain = name(organisation).name
    return ambiguous.has(plain) ? `${plain} #${organisation}` : plain
  }
}

/** What the cells that may be changed say of an item. */
export function cellsOf(work: Work, spell: Spell, language: Language): Record<Exclude<ColumnKey, 'item' | 'version' | 'light' | 'progress' | 'origin' | 'urges' | 'changedAt'>, Cell> {
  const { task, title, text, lead, coOwners, due, region, department, parent, state, suspended } = work
  return {
    task, title, text, lead: spell(lead), coOwners: coOwners.map(spell).join(language === 'zh' ? '；' : '; '), due, region, department, parent,
    state: workStates[state as keyof typeof workStates][language], suspended: yesNo[`${suspended}`][language], reason: null,
  }
}

const byHand = { zh: '直接立项', en: 'by hand' }

function lineOf({ stored: { item, version, state: work }, seen }: WorkSeen, { spell, language, today }: { spell: Spell; language: Language; today: string }): Cell[] {
  const { due, suspended, origin, urges } = work
  const light = lightOf({ due, settled: settledStates.includes(work.state), suspended }, today)
  const cells: Record<ColumnKey, Cell> = {
    item, version, ...cellsOf(work, spell, language), light: `${lights[light].symbol} ${lights[light][language]}`, progress: `${Math.round(seen.progress * 100)}%`,
    origin: origin.title ?? byHand[language], urges: urges.length, changedAt: formatDate(seen.changedAt),
  }
  return columnKeys.map((key) => cells[key])
}

const head = (color: string): CellStyle => ({ font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: color } } })
const heads = { changeable: head('DCEBFA'), shown: head('E8EDF3') }

/** The work items that a filter leaves, as a sheet in the language of who reads it; changed, it comes back by `importWork`. */
export async function exportWork(tx: Tx, viewer: Viewer, filter: WorkFilter, { language, today }: { language: Language; today: string }): Promise<Uint8Array> {
  const found = await readSeen(tx, viewer, filter, today)
  const spell = await readSpelling(tx, viewer, found.flatMap(({ stored: { state } }) => [state.lead, ...state.coOwners]))
  const keys = columnKeys
  const styles = new Map<string, Partial<XlsxCell>>(keys.map((key, n) => [`0,${n}`, { style: isShown(key) ? heads.shown : heads.changeable }]))
  const legend = keys.map((key) => [columns[key].title[language], columns[key].legend[language]])
  return writeXlsx({
    sheets: [
      { name: language === 'zh' ? '事项' : 'Work items', rows: [keys.map((key) => columns[key].title[language]), ...found.map((one) => lineOf(one, { spell, language, today }))], cells: styles, columns: keys.map((key) => ({ width: columns[key].width })), freezePane: { rows: 1 } },
      { name: language === 'zh' ? '说明' : 'Legend', rows: legend, columns: [{ width: 18 }, { width: 90 }] },
    ],
  })
}
