/** React's side of the client: `useCall` reads, `useAct` changes; both fill in the cluster that is looked at. */
import { QueryCache, QueryClient, keepPreviousData, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query'
import type { EndpointName } from '../../src/shared/contract/index.ts'
import { ApiError, call, type Input, type Output } from './client.ts'
import { useClusterId } from './cluster-id.ts'

type WithoutCluster<I> = Omit<I, 'params'> & (I extends { params: infer P } ? (keyof Omit<P, 'cluster'> extends never ? object : { params: Omit<P, 'cluster'> }) : object)
/** What a page hands in: the parts of the call, the cluster left out. */
export type PageInput<N extends EndpointName> = WithoutCluster<Input<N>>

type Options<N extends EndpointName> = {
  enabled?: boolean; keepPrevious?: boolean; staleTime?: number
  /** Asks again after so many milliseconds, always or as long as the answer asks for it. */
  refetchInterval?: number | false | ((answer: Output<N> | undefined) => number | false)
}

/** Reads an endpoint: `useCall('getNode', { params: { node } })`. Show the result with `<Loaded query={…}>`. */
export function useCall<N extends EndpointName>(name: N, input: PageInput<N>, { enabled, keepPrevious, staleTime, refetchInterval }: Options<N> = {}): UseQueryResult<Output<N>, ApiError> {
  const full = withCluster<N>(useClusterId(), input)
  return useQuery<Output<N>, ApiError>({
    queryKey: keyOf(name, full),
    queryFn: ({ signal }) => call(name, full, { signal }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(staleTime === undefined ? {} : { staleTime }),
    ...(refetchInterval === undefined ? {} : { refetchInterval: typeof refetchInterval === 'function' ? ({ state }: { state: { data: Output<N> | undefined } }) => refetchInterval(state.data) : refetchInterval }),
  })
}

type ActOptions<N extends EndpointName> = {
  /** Which lists and pages are asked for again afterwards: all that are on screen unless told. */
  refresh?: readonly EndpointName[]
  onDone?: (answer: Output<N>, input: PageInput<N>) => void
}

/** Changes something: `const confirm = useAct('updateRisk')`, then `confirm.mutate({ params, body })`. */
export function useAct<N extends EndpointName>(name: N, { refresh, onDone }: ActOptions<N> = {}): UseMutationResult<Output<N>, ApiError, PageInput<N>> {
  const client = useQueryClient()
  const cluster = useClusterId()
  return useMutation<Output<N>, ApiError, PageInput<N>>({
    mutationFn: (input) => call(name, withCluster<N>(cluster, input)),
    onSuccess: async (answer, input) => {
      onDone?.(answer, input)
      await refreshAfter(client, refresh)
    },
  })
}

/** The key under which an answer is kept. */
export function keyOf(name: EndpointName, input: unknown): readonly unknown[] {
  return [name, input]
}

/** Fills the cluster into the parts of a call made by hand (`download`, `upload`, `watch`). */
export function withCluster<N extends EndpointName>(cluster: string, input: PageInput<N>): Input<N> {
  const { params } = input as { params?: object }
  return { ...input, params: { cluster, ...params } } as unknown as Input<N>
}

/** The store of answers. A session that has ended anywhere ends everywhere. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof ApiError && error.code === 'not-signed-in' && query.queryKey[0] !== 'getSession') void client.invalidateQueries({ queryKey: ['getSession'] })
      },
    }),
    defaultOptions: {
      queries: { staleTime: 15_000, refetchOnWindowFocus: false, retry: (count, error) => error instanceof ApiError && (error.status === 0 || error.status >= 502) && count < 2 },
    },
  })
  return client
}

async function refreshAfter(client: QueryClient, names: readonly EndpointName[] | undefined): Promise<void> {
  if (!names) await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'getSession' })
  else await client.invalidateQueries({ predicate: ({ queryKey }) => names.some((name) => name === queryKey[0]) })
}
