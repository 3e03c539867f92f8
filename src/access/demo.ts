import type { z } from 'zod'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { sessionState } from '../shared/contract/session.ts'
import { AppError } from '../shared/errors.ts'
import type { ClusterRole } from '../shared/vocabulary.ts'
import { asSystem } from './scopes.ts'
import { organisationsIn } from './organisations.ts'
import { openSession, type Entry, type Session } from './sign-in.ts'

type Person = z.output<typeof sessionState>['demoPersons'][number]

/**
 * The demo persons a person may switch to: those of the demo clusters in which they are such a person themself, or the
 * administrator. Somebody who also belongs to a real cluster is never among them.
 */
const reachable = (account: number) => sql`
  from member as mine
  join cluster on cluster.cluster_id = mine.cluster_id and cluster.demo
  join member as theirs on theirs.cluster_id = mine.cluster_id and theirs.demo_order is not null
  join account on account.account_id = theirs.account_id and account.disabled_at is null
  where mine.account_id = ${account} and (mine.demo_order is not null or mine.role = 'administrator')
    and not exists (
      select 1 from member as elsewhere
      join cluster as real on real.cluster_id = elsewhere.cluster_id and not real.demo
      where elsewhere.account_id = theirs.account_id)`

/** Whom the person may switch to, in the order of the demo. Runs in a transaction of the program. */
export async function demoPersonsOf(tx: Tx, account: number): Promise<Person[]> {
  const rows = await tx.query<{ cluster: string; account: number; name: string; nameEn: string | null; organisationId: number | null; role: ClusterRole }>(sql`
    select theirs.cluster_id as cluster, theirs.account_id as account, account.name, account.name_en as "nameEn",
      theirs.organisation_id as "organisationId", theirs.role
    ${reachable(account)}
    order by theirs.cluster_id, theirs.demo_order, theirs.account_id`)
  const persons: Person[] = []
  for (const cluster of new Set(rows.map((row) => row.cluster))) {
    const here = rows.filter((row) => row.cluster === cluster)
    const organisations = await organisationsIn(tx, cluster, here.flatMap((row) => row.organisationId ?? []))
    for (const { account: person, name, nameEn, role, organisationId } of here) {
      persons.push({ account: person, name, nameEn, role, organisation: null, actorType: null, ...organisations.get(organisationId ?? 0) })
    }
  }
  return persons
}

/** Goes on as another person of the demo, in a new session. */
export function switchDemoPerson(db: Db, present: number, wanted: number, entry: Entry): Promise<Session> {
  return asSystem(db, async (tx) => {
    const allowed = await tx.query(sql`select 1 ${reachable(present)} and theirs.account_id = ${wanted} limit 1`)
    if (allowed.length === 0) throw notInDemo()
    return openSession(tx, wanted, entry)
  })
}

function notInDemo(): AppError {
  return new AppError('not-allowed', {
    zh: '只能在演示集群的演示人物之间切换。请从页面右上角的人物列表中选择。',
    en: 'One can only switch between the demo persons of a demo cluster. Choose one from the list of persons.',
  })
}
