import { asViewer, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import type { Db } from '../../src/db/db.ts'
import { sql } from '../../src/db/sql.ts'
import { centreTasks, shippedCharter } from '../../src/shared/charter.ts'
import type { ActorType } from '../../src/shared/vocabulary.ts'
import { makeChain, type Made } from '../chain/fixture.ts'

export type People = { made: Made; as: (name: string) => Viewer; organisation: (name: string) => number }

/** A cluster with a chain and a person for each actor type, two of them of rival enterprises; `team` is its analyst. */
export async function makePeople(db: Db, cluster: string): Promise<People> {
  const made = await makeChain(db, cluster)
  const people: Record<string, Viewer> = { team: { ...made.viewer, organisation: null, actorType: null } }
  const types: [string, ActorType, number?][] = [['government', 'government', made.firms.O7], ['enterprise', 'enterprise', made.firms.O1], ['rival', 'enterprise', made.firms.O2], ['research', 'research'], ['association', 'association'], ['service', 'service']]
  for (const [name, actorType, known] of types) {
    const organisation = known ?? await makeOrganisation(db, cluster, `${name}（虚构）`, actorType)
    const account = await join(db, cluster, name, organisation)
    people[name] = { cluster, account, organisation, actorType, role: 'member', centreOf: centreTasks(shippedCharter.assignments, { organisation, actorType }) }
  }
  return { made, as: (name) => people[name]!, organisation: (name) => people[name]!.organisation! }
}

async function makeOrganisation(db: Db, cluster: string, name: string, type: ActorType): Promise<number> {
  const rows = await asViewer(db, systemViewer(cluster), (tx) => tx.query<{ id: number }>(sql`
    insert into organisation (cluster_id, name, actor_type, right_of_use) values (${cluster}, ${name}, ${type}, 'cluster') returning organisation_id as id`))
  return rows[0]!.id
}

function join(db: Db, cluster: string, name: string, organisation: number): Promise<number> {
  return asViewer(db, systemViewer(cluster), async (tx) => {
    const rows = await tx.query<{ id: number }>(sql`insert into account (email, name) values (${`${name}@${cluster}.example`}, ${name}) returning account_id as id`)
    await tx.query(sql`insert into member (cluster_id, account_id, organisation_id, role) values (${cluster}, ${rows[0]!.id}, ${organisation}, 'member')`)
    return rows[0]!.id
  })
}
