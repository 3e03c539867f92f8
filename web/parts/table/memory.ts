/** What a person keeps of a table on this machine: views and the choice of columns. */
import { useCallback, useState } from 'react'
import type { Sort } from './types.ts'

export type View = { name: string; filters: Record<string, string>; sort: Sort; hidden: string[] }

function readStored<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(key)
    return text === null ? fallback : JSON.parse(text) as T
  } catch {
    // Something else wrote there: what can't be read is as good as nothing kept.
    return fallback
  }
}

function useStored<T>(key: string, fallback: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => readStored(key, fallback))
  const put = useCallback((next: T) => {
    localStorage.setItem(key, JSON.stringify(next))
    setValue(next)
  }, [key])
  return [value, put]
}

export function useViews(table: string): [View[], (views: View[]) => void] {
  return useStored<View[]>(`polycenter.views.${table}`, [])
}

/** Keys of the columns that are left out; until chosen, those the page leaves out. */
export function useHiddenColumns(table: string, usual: readonly string[]): [string[], (hidden: string[]) => void] {
  return useStored<string[]>(`polycenter.columns.${table}`, [...usual])
}
