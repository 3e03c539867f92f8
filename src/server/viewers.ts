import { localOperator, localPerson } from '../access/operator.ts'
import { findAccountOf, notSignedIn } from '../access/sign-in.ts'
import { viewerOf } from '../access/viewer-of.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Endpoint } from '../shared/contract/endpoint.ts'
import type { Context, Person } from './handler.ts'

export type Anyone = Viewer | Person | null

/** Finds who makes a call, and refuses who is nobody where somebody is asked for. */
export type Viewers = {
  /** `cluster` is the one the address names, for endpoints that look at a cluster. */
  identify(endpoint: Endpoint, token: string | undefined, cluster: string): Promise<Anyone>
  /** The same for a command on this machine, which holds the secret of the data directory. */
  identifyOperator(endpoint: Endpoint, cluster: string): Promise<Anyone>
  /** Memberships, sessions or charters may have changed. */
  forget(): void
}

/** How long, in milliseconds, a viewer is remembered: what another process changes is seen after that at the latest. */
const memory = 2_000
const most = 10_000

/**
 * A viewer is asked for with every call and changes seldom: it is remembered for two seconds, and forgotten at once when a
 * call through this server may have changed what somebody is.
 */
export function createViewers({ db, now }: Pick<Context, 'db' | 'now'>): Viewers {
  const known = new Map<string, { viewer: Viewer; until: number }>()
  let generation = 0

  async function remembered(token: string | undefined, cluster: string): Promise<Viewer> {
    const key = `${token}\n${cluster}`
    const time = now()
    const found = known.get(key)
    if (found && found.until > time.getTime()) return found.viewer
    const asked = generation
    const viewer = await viewerOf(db, token, cluster, time)
    if (known.size >= most) known.clear()
    // What was read before a change is not kept after it.
    if (asked === generation) known.set(key, { viewer, until: time.getTime() + memory })
    return viewer
  }

  return {
    async identify({ access }, token, cluster) {
      if (access === 'anyone' || access === 'account') {
        const account = token === undefined ? undefined : await findAccountOf(db, token, now())
        if (account === undefined && access === 'account') throw notSignedIn()
        return account === undefined ? null : { account }
      }
      return remembered(token, cluster)
    },
    identifyOperator: ({ access }, cluster) => (access === 'anyone' || access === 'account' ? localPerson(db) : localOperator(db, cluster, now())),
    forget() {
      generation++
      known.clear()
    },
  }
}
