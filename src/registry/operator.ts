import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { ActorType } from '../shared/vocabulary.ts'
import { openRecogniser } from './recognise.ts'
import { openRegister } from './register.ts'

/**
 * Says who runs a cluster: the giver of what the team enters. It is no fact of the registry yet, for no source has spoken of it;
 * a list that is loaded later recognises it by its code or name.
 */
export async function createOperator(tx: Tx, viewer: Viewer, operator: { name: string; creditCode?: string; actorType: ActorType }): Promise<number> {
  const register = openRegister(tx, viewer)
  const recogniser = openRecogniser(tx, viewer, register)
  const appearance = { name: operator.name, creditCode: operator.creditCode }
  await recogniser.meet([appearance])
  const { id } = recogniser.recognise(appearance)!
  await register.flush()
  await tx.query(sql`
    update cluster set operator_id = ${id}, operator_name = ${operator.name}, operator_type = ${operator.actorType}
    where cluster_id = ${viewer.cluster}`)
  return id
}
