import type { Column, Sort } from './types.ts'

/** Sorted by several columns; missing values come last whichever way. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort): Row[] {
  const levels = sort.flatMap(({ key, desc }) => {
    const column = columns.find((item) => item.key === key)
    return column ? [{ value: column.sortBy ?? column.text, sign: desc ? -1 : 1 }] : []
  })
  return [...rows].sort((a, b) => {
    for (const { value, sign } of levels) {
      const order = compare(value(a), value(b), sign)
      if (order !== 0) return order
    }
    return 0
  })
}

const collator = new Intl.Collator('zh-Hans-CN', { numeric: true })
function compare(a: string | number | null | undefined, b: string | number | null | undefined, sign: number): number {
  const missingA = a === null || a === undefined || a === ''
  const missingB = b === null || b === undefined || b === ''
  if (missingA || missingB) return Number(missingA) - Number(missingB)
  return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)))
}
