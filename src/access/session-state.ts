import type { z } from 'zod'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { membership, sessionState } from '../shared/contract/session.ts'
import { demoPersonsOf } from './demo.ts'
import { organisationsIn } from './organisations.ts'
import { asSystem } from './scopes.ts'

export type SessionState = z.output<typeof sessionState>
type Membership = z.output<typeof membership>
type Account = NonNullable<SessionState['account']>

/** What somebody sees who is not signed in. */
export const nobody: SessionState = { account: null, clusters: [], demoPersons: [] }

/** Who a person is, in which clusters and as what, and in the demo whom they may switch to. */
export function getSessionState(db: Db, account: number | null): Promise<SessionState> {
  if (account === null) return Promise.resolve(nobody)
  return asSystem(db, async (tx) => {
    const accounts = await tx.query<Account>(sql`
      select account_id as id, email, name, name_en as "nameEn", language, password_hash is not null as "hasPassword"
      from account where account_id = ${account} and disabled_at is null`)
    if (!accounts[0]) return nobody
    return { account: accounts[0], clusters: await membershipsOf(tx, account), demoPersons: await demoPersonsOf(tx, account) }
  })
}

async function membershipsOf(tx: Tx, account: number): Promise<Membership[]> {
  const rows = await tx.query<Omit<Membership, 'organisation' | 'actorType'>>(sql`
    select cluster.cluster_id as cluster, cluster.name, cluster.name_en as "nameEn", cluster.demo, member.role, member.organisation_id as "organisationId"
    from member
    join cluster using (cluster_id)
    where member.account_id = ${account}
    order by cluster.demo, cluster.name, cluster.cluster_id`)
  const members: Membership[] = []
  for (const row of rows) {
    const organisations = await organisationsIn(tx, row.cluster, row.organisationId === null ? [] : [row.organisationId])
    members.push({ ...row, organisation: null, actorType: null, ...organisations.get(row.organisationId ?? 0) })
  }
  return members
}
