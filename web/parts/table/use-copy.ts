import { useState } from 'react'
import { formatCount } from '../../../src/shared/format.ts'
import { tableWords } from '../../words/table.ts'
import { useWords } from '../language.tsx'
import { asText, copyText } from './copy.ts'
import type { RowId } from './grid-row.tsx'
import type { Source } from './rows.ts'
import type { Column, Sort } from './types.ts'

/** As many rows as a clipboard is good for; beyond that there is the export. */
const mostRows = 20_000
const step = 1000

/** Copies the chosen rows, or all of them in their order, as text with tabs. */
export function useCopy<Row>(source: Source<Row>, sort: Sort, columns: readonly Column<Row>[], rowId: (row: Row) => RowId) {
  const t = useWords(tableWords)
  const [message, setMessage] = useState('')
  const copy = async (selected: ReadonlySet<RowId>, total: number) => {
    setMessage(t.copying)
    try {
      const rows: Row[] = []
      const wanted = selected.size || Math.min(total, mostRows)
      for (let offset = 0; offset < total && rows.length < wanted; offset += step) {
        const { items } = await source.load(offset, step, sort)
        rows.push(...(selected.size ? items.filter((row) => selected.has(rowId(row))) : items))
      }
      const kept = rows.slice(0, wanted)
      setMessage(await copyText(asText(kept, columns)) ? t.copied(formatCount(kept.length)) : t.copyFailed)
    } catch {
      setMessage(t.copyFailed)
    }
  }
  return { copy, message }
}
