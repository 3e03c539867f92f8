import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { readSort, writeSort, type Sort } from './types.ts'

export type TableState<Filters> = {
  values: Filters
  sort: Sort
  set: (changes: Record<string, string | undefined>) => void
  setSort: (sort: Sort) => void
}

/**
 * Filters and order of a table live in the address bar, so that a view can be sent and the back button works.
 * What stands there is checked by the server, which refuses in words what it does not know.
 */
export function useTableState<Filters extends Record<string, string | undefined>>(keys: readonly (keyof Filters & string)[]): TableState<Filters> {
  const [search, setSearch] = useSearchParams()
  const written = search.toString()
  const keyList = keys.join(',')
  const values = useMemo(() => {
    const params = new URLSearchParams(written)
    return Object.fromEntries(keyList.split(',').map((key) => [key, params.get(key) ?? undefined])) as Filters
  }, [written, keyList])
  const sortText = search.get('sort')
  const sort = useMemo(() => readSort(sortText), [sortText])
  const set = useCallback((changes: Record<string, string | undefined>) => {
    setSearch((before) => {
      for (const [key, value] of Object.entries(changes)) {
        if (value) before.set(key, value)
        else before.delete(key)
      }
      return before
    }, { replace: true })
  }, [setSearch])
  const setSort = useCallback((next: Sort) => set({ sort: writeSort(next) }), [set])
  return { values, sort, set, setSort }
}
