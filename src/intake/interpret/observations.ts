import type { FieldValue } from '../../shared/sheets.ts'
import { findRegion, regionOf } from '../../registry/codes/region.ts'
import { leaveBlank, warn, type Log, type Place } from './log.ts'
import { messages } from './messages.ts'
import { exactly } from './quantities.ts'
import { remember } from './readers.ts'
import type { Draft } from './rules.ts'
import { readUnit } from './units.ts'

/**
 * Puts a value and its unit together: the unit in the cell counts first, then the unit column, then the heading. 万元 becomes 元 and
 * 万人 becomes 人; other units stay as written, percentages stay per hundred with the unit %. No value: missing, with a reason.
 */
export function settleValue(values: Draft['values'], value: FieldValue | undefined, headingUnit: string | undefined, log: Log): void {
  const stated = typeof values.unit === 'string' ? values.unit : headingUnit
  const written = log.unit ?? stated
  const unit = written === undefined ? undefined : readUnit(written)
  const name = unit === undefined || (unit.kind === 'scale' && stated === undefined) ? written : unitName(unit, stated)
  if (typeof value !== 'number') {
    delete values.value
    if (!log.blanks?.value) leaveBlank(log, 'value', '空白')
  } else {
    values.value = unit ? exactly(value * unit.factor) : value
  }
  if (unit?.kind === 'scale' && stated === undefined) delete values.unit
  else if (name !== undefined && name !== '') values.unit = name
}

/** 3.5亿 in a column of 元 is 元; anything else is what the unit itself says. */
function unitName(unit: NonNullable<ReturnType<typeof readUnit>>, stated: string | undefined): string {
  if (unit.kind !== 'scale' || stated === undefined) return unit.name
  return readUnit(stated)?.name ?? stated
}

/** Finds the region a text names; each text is looked up once. */
export function regionFinder(): (text: string) => string | undefined {
  return remember((text) => findRegion(text)?.code ?? wholeHead(text))
}

function wholeHead(text: string): string | undefined {
  const head = regionOf(text)
  return head && head.length === text.length ? head.region.code : undefined
}

/** Gives a region's code to an observation about a region; a region that is not found keeps its name and is reported. */
export function settleSubject(draft: Draft, find: (text: string) => string | undefined, log: Log, place?: Place): void {
  const { values, columns } = draft
  if (values.subjectKind !== 'region' || values.subjectCode !== undefined || typeof values.subject !== 'string') return
  const code = find(values.subject)
  if (code !== undefined) {
    values.subjectCode = code
    if (columns.subject !== undefined) draft.columns = { ...columns, subjectCode: columns.subject }
    return
  }
  warn(log, 'unknown-region', messages.unknownRegion({ zh: '地区', en: 'Region' }, values.subject), place, values.subject)
}
