/** Who is signed in, which cluster is looked at, and what they may do there. */
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Access } from '../../src/shared/contract/endpoint.ts'
import type { ApiError } from './client.ts'
import { call, type Output } from './client.ts'
import { useClusterId } from './cluster-id.ts'
import { keyOf } from './queries.ts'

export type Session = Output<'getSession'>
export type Membership = Session['clusters'][number]

export function useSessionQuery(): UseQueryResult<Session, ApiError> {
  return useQuery<Session, ApiError>({ queryKey: keyOf('getSession', {}), queryFn: ({ signal }) => call('getSession', {}, { signal }), staleTime: 60_000 })
}

/** Takes a new session in; everything seen as somebody else is forgotten. */
export function useAdoptSession(): (session: Session) => Promise<void> {
  const client = useQueryClient()
  return useCallback(async (session: Session) => {
    client.setQueryData(keyOf('getSession', {}), session)
    await client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'getSession' })
  }, [client])
}

/** The account and its membership of the cluster on screen; pages are shown to signed-in members only. */
export function useMembership(): { account: NonNullable<Session['account']> | undefined; membership: Membership | undefined; session: Session | undefined } {
  const { data: session } = useSessionQuery()
  const cluster = useClusterId()
  return { session, account: session?.account ?? undefined, membership: session?.clusters.find((item) => item.cluster === cluster) }
}

const order = ['guest', 'member', 'analyst', 'administrator'] as const

/** Whether the person may do what asks for this access: `can('analyst')`. The server decides; this only hides what would be refused. */
export function useCan(): (access: Access) => boolean {
  const { membership, account } = useMembership()
  return useCallback((access: Access) => allows(membership?.role, access, account !== undefined), [membership?.role, account])
}

/** The order of roles as a pure rule. */
export function allows(role: Membership['role'] | undefined, access: Access, signedIn: boolean): boolean {
  if (access === 'anyone') return true
  if (access === 'account') return signedIn
  return role !== undefined && order.indexOf(role) >= order.indexOf(access)
}
