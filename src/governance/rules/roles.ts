import { chamberOf, type RoleAssignment } from '../../shared/charter.ts'
import type { ActorType, GovernanceTask } from '../../shared/vocabulary.ts'

/** Which actor types convene, own and must be consulted in a task, as the charter has it. */
export type Roles = Record<'convene' | 'own' | 'consult', ActorType[]>

/**
 * Who is who in a task: the centres own what is to be done; of them, those whose duty it is to plan, supervise or coordinate convene,
 * and where no centre has such a duty the first one does; the support network must be consulted. It follows from the charter alone:
 * any actor type may be a centre or not.
 */
export function whoIs(assignments: readonly RoleAssignment[], task: GovernanceTask): Roles {
  const rows = assignments.filter((row) => row.task === task)
  return {
    convene: typesOf(convening(rows)),
    own: typesOf(rows.filter(({ part }) => part === 'centre')),
    consult: typesOf(rows.filter(({ part }) => part === 'support')),
  }
}

/** Whether a row of the charter is one that convenes in its task. */
export function convenesIn(assignments: readonly RoleAssignment[], task: GovernanceTask, row: RoleAssignment): boolean {
  const chambers = new Set(convening(assignments.filter((one) => one.task === task)).map(chamberOf))
  return row.part === 'centre' && chambers.has(chamberOf(row))
}

function convening(rows: readonly RoleAssignment[]): RoleAssignment[] {
  const centres = rows.filter(({ part }) => part === 'centre')
  const leading = centres.filter(({ duty }) => leads.zh.test(duty.zh) || leads.en.test(duty.en))
  return leading.length > 0 ? leading : centres.slice(0, 1)
}

/** The words by which a duty says that somebody brings the others together. */
const leads = { zh: /规划|引导|统筹|协调|监管|监督|召集|组织|治理/, en: /\b(?:plan|guid|coordinat|supervis|conven|organis|govern)/i }

function typesOf(rows: readonly RoleAssignment[]): ActorType[] {
  return [...new Set(rows.map(({ actorType }) => actorType))]
}
