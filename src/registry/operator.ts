import { asProgram, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { openStaging, recordStaged, stage } from '../ledger/claims.ts'
import { deriveFacts } from '../ledger/facts/derive.ts'
import { putSource } from '../ledger/sources.ts'
import type { ActorType } from '../shared/vocabulary.ts'
import { openRecogniser } from './recognise.ts'
import { openRegister } from './register.ts'
import { putSearchEntries } from './search-keys.ts'

/**
 * Makes the organisation that runs a cluster, by a form claim of its own, and sets it as the operator. A list that is loaded
 * later recognises it by its code or name.
 */
export async function createOperator(tx: Tx, viewer: Viewer, operator: { name: string; creditCode?: string; actorType: ActorType }): Promise<number> {
  const register = openRegister(tx, viewer)
  const recogniser = openRecogniser(tx, viewer, register)
  const appearance = { name: operator.name, creditCode: operator.creditCode }
  await recogniser.meet([appearance])
  const { id } = (await recogniser.recognise(appearance))!
  await register.flush()
  const given = { giverId: id, grade: 'B', right: 'cluster', task: 'T1' } as const
  const sourceId = await putSource(tx, viewer, { kind: 'form', name: operator.name, ...given })
  const subject = { subjectKind: 'organisation' as const, subjectId: id }
  await openStaging(tx)
  await stage(tx, [
    { ...subject, predicate: 'name', value: operator.name },
    { ...subject, predicate: 'actorType', value: operator.actorType },
    ...(operator.creditCode === undefined ? [] : [{ ...subject, predicate: 'creditCode', value: operator.creditCode }]),
  ], { sourceId, ...given })
  await recordStaged(tx, viewer, null)
  await asProgram(tx, viewer, () => deriveFacts(tx, viewer))
  await putSearchEntries(tx, viewer, [{ kind: 'organisation', id, label: operator.name }])
  await tx.query(sql`update cluster set operator_id = ${id} where cluster_id = ${viewer.cluster}`)
  return id
}
