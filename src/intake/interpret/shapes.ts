import type { SheetKind } from '../../shared/vocabulary.ts'
import { findRegion } from '../../registry/codes/region.ts'
import type { Cell } from '../reading/workbook.ts'
import { blankReason } from './blanks.ts'
import { isNumberLike } from './grid.ts'
import type { Table } from './table.ts'
import { cellText, isBlank } from './text.ts'

/** What the values of a column look like, where the heading says nothing. */
export type ValueShape = 'creditCode' | 'stockCode' | 'url' | 'region' | 'body' | 'numbers' | undefined

const sampled = 60

export function shapeOfColumn(rows: readonly Cell[][], table: Table, column: number): ValueShape {
  const cells = sample(rows, table, column)
  if (cells.length === 0) return undefined
  const share = (test: (text: string) => boolean) => cells.filter((cell) => test(cellText(cell).trim())).length / cells.length
  if (share((text) => /^[0-9A-HJ-NPQRTUWXY]{18}$/i.test(text) && /[a-z]/i.test(text + 'A')) > 0.6) return 'creditCode'
  if (share((text) => /^\d{6}\.(?:SH|SZ|BJ)$/i.test(text)) > 0.6) return 'stockCode'
  if (share((text) => /^(?:https?:\/\/|www\.)/i.test(text)) > 0.6) return 'url'
  if (share((text) => /(?:公司|集团|厂|研究院|研究所|大学|学院|协会|商会|局|中心|医院)(?:（.*）)?$|\b(?:ltd|inc|corp|gmbh|co)\.?$/i.test(text)) > 0.6) return 'body'
  if (cells.filter(isNumberLike).length / cells.length > 0.6) return 'numbers'
  return share((text) => text.length <= 20 && findRegion(text) !== undefined) > 0.6 ? 'region' : undefined
}

/** The field that a column of this shape is in a sheet of this kind. */
export const fieldsByShape: Record<SheetKind, Partial<Record<NonNullable<ValueShape>, string>>> = {
  organisations: { creditCode: 'creditCode', stockCode: 'stockCode', url: 'website', region: 'region', body: 'name' },
  nodes: {},
  inputs: {},
  supplies: { creditCode: 'providerCreditCode', stockCode: 'providerStockCode', body: 'provider' },
  links: {},
  observations: { url: 'url', region: 'subject', body: 'subject' },
}

function sample(rows: readonly Cell[][], table: Table, column: number): Cell[] {
  const cells: Cell[] = []
  for (let i = table.firstRow; i <= table.lastRow && cells.length < sampled; i++) {
    const cell = rows[i]?.[column] ?? null
    if (!isBlank(cell) && blankReason(cellText(cell), false) === undefined) cells.push(cell)
  }
  return cells
}
