/** Where a table's rows come from: windows of a list on the server, or an array that is all here. */
import { useQueries } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { EndpointName } from '../../../src/shared/contract/index.ts'
import { ApiError, call, type Input, type Output } from '../client.ts'
import { useClusterId } from '../cluster-id.ts'
import { withCluster, type PageInput } from '../queries.ts'
import { sortRows } from './sort-rows.ts'
import { writeSort, type Column, type Sort } from './types.ts'

type Page<Row> = { total: number; items: Row[] }
/** The endpoints that answer in windows. */
export type ListName = { [N in EndpointName]: Output<N> extends Page<unknown> ? N : never }[EndpointName]
export type RowOf<N extends ListName> = Output<N>['items'][number]

export type Source<Row> = {
  key: readonly unknown[]
  load: (offset: number, limit: number, sort: Sort, signal?: AbortSignal) => Promise<Page<Row>>
  /** All rows in order, where all of them are here. */
  sorted?: (sort: Sort) => readonly Row[]
}

/** Rows of a list endpoint; `query` holds the filters, the table adds offset, limit and sort. */
export function useRemoteRows<N extends ListName>(name: N, input: PageInput<N>): Source<RowOf<N>> {
  const cluster = useClusterId()
  const key = JSON.stringify(input)
  return useMemo(() => {
    const full = withCluster<N>(cluster, JSON.parse(key) as PageInput<N>) as Input<N> & { query?: object }
    return {
      key: [name, full],
      load: async (offset, limit, sort, signal) => {
        const order = writeSort(sort)
        const query = { ...full.query, offset, limit, ...(order === undefined ? {} : { sort: order }) }
        return await call(name, { ...full, query }, signal ? { signal } : {}) as Page<RowOf<N>>
      },
    }
  }, [name, cluster, key])
}

/** Rows that are all here already; they are sorted here too. */
export function useLocalRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Source<Row> {
  return useMemo(() => ({
    key: ['local'],
    sorted: (sort) => sortRows(rows, columns, sort),
    load: async (offset, limit, sort) => ({ total: rows.length, items: sortRows(rows, columns, sort).slice(offset, offset + limit) }),
  }), [rows, columns])
}

export const windowSize = 200

export type Windows<Row> = { total: number | undefined; at: (index: number) => Row | undefined; error: ApiError | null; retry: () => void }

/** The rows of the windows `from` to `to`; rows that are on their way are undefined. */
export function useWindows<Row>(source: Source<Row>, sort: Sort, from: number, to: number): Windows<Row> {
  const indexes = useMemo(() => Array.from({ length: source.sorted ? 0 : to - from + 1 }, (_, step) => from + step), [from, to, source.sorted])
  const queries = useQueries({
    queries: indexes.map((index) => ({
      queryKey: [...source.key, writeSort(sort) ?? '', index],
      queryFn: ({ signal }: { signal: AbortSignal }) => source.load(index * windowSize, windowSize, sort, signal),
    })),
  })
  const lastTotal = useRef<number | undefined>(undefined)
  const here = useMemo(() => source.sorted?.(sort), [source, sort])
  const pages = new Map(indexes.map((index, step) => [index, queries[step]?.data]))
  const total = here?.length ?? queries.find((query) => query.data)?.data?.total ?? lastTotal.current
  lastTotal.current = total
  const failed = queries.find((query) => query.error)
  return {
    total,
    at: (index) => (here ? here[index] : pages.get(Math.floor(index / windowSize))?.items[index % windowSize]),
    error: failed?.error instanceof ApiError ? failed.error : null,
    retry: () => { for (const query of queries) if (query.error) void query.refetch() },
  }
}
