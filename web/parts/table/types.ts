import type { ReactNode } from 'react'

/** A column of a data table: how a row's cell looks, and how it is copied as text. */
export type Column<Row> = {
  /** Also the key the server sorts by, where `sortable`. */
  key: string
  title: string
  /** Least width in pixels; columns share what is left in this proportion. */
  width: number
  align?: 'end'
  sortable?: boolean
  cell: (row: Row) => ReactNode
  text: (row: Row) => string | number | null | undefined
  /** Left out until chosen. */
  hidden?: boolean
  /** For rows that are all here: what to sort by, where it is not the text. */
  sortBy?: (row: Row) => string | number | null | undefined
}

/** A filter: what may be chosen, or `search` for free words. The first `search` one is the box that `/` goes to. */
export type Filter = { key: string; title: string; options: readonly { value: string; label: string }[] } | { key: string; title: string; search: true }

export type Sort = readonly { key: string; desc: boolean }[]

/** `a,-b` as the API reads it. */
export function writeSort(sort: Sort): string | undefined {
  return sort.length === 0 ? undefined : sort.map(({ key, desc }) => (desc ? `-${key}` : key)).join(',')
}

export function readSort(text: string | null | undefined): Sort {
  if (!text) return []
  return text.split(',').map((part) => (part.startsWith('-') ? { key: part.slice(1), desc: true } : { key: part, desc: false }))
}

/** A click sorts by one column up, then down, then not; with Shift the column is one level more. */
export function nextSort(sort: Sort, key: string, add: boolean): Sort {
  const now = sort.find((level) => level.key === key)
  const next = now === undefined ? { key, desc: false } : now.desc ? undefined : { key, desc: true }
  if (!add) return next ? [next] : []
  if (now === undefined) return next ? [...sort, next] : sort
  return sort.flatMap((level) => (level.key !== key ? [level] : next ? [next] : []))
}
