import { chamberOf, placeIn, type RoleAssignment, type Standing } from '../../shared/charter.ts'
import type { TaskRight } from '../../shared/governance.ts'
import type { ClusterRole, GovernanceTask } from '../../shared/vocabulary.ts'
import { convenesIn } from './roles.ts'

export type Who = Standing & { role: ClusterRole | 'system' }

/**
 * The one funnel of the four rights in a governance task. Members read; whoever has a place in the task speaks; its centres decide; the
 * convenors and the team that runs the cluster administer. A guest has none of them. Everything follows from the charter: no actor
 * type is named here.
 */
export function rightsIn(assignments: readonly RoleAssignment[], task: GovernanceTask, who: Who): Set<TaskRight> {
  const rights = new Set<TaskRight>()
  if (who.role === 'guest') return rights
  const team = who.role !== 'member'
  const place = placeIn(assignments, task, who)
  rights.add('read')
  if (team || place) rights.add('speak')
  if (place?.part === 'centre') rights.add('decide')
  if (team || (place && convenesIn(assignments, task, place))) rights.add('administer')
  return rights
}

/** An organisation with people in the cluster. */
export type Body = { organisation: number; actorType: Standing['actorType'] }
/** An organisation that decides, with the chamber it sits in. */
export type Seat = { organisation: number; chamber: string; convenes: boolean }
/** A row of the support network that must be consulted, with the organisations that can answer for it. */
export type ToConsult = { key: string; actorType: RoleAssignment['actorType']; organisations: number[] }

/** The chambers of a task, whether anybody sits in them or not. */
export function chambersOf(assignments: readonly RoleAssignment[], task: GovernanceTask): string[] {
  return [...new Set(assignments.filter((row) => row.task === task && row.part === 'centre').map(chamberOf))].sort()
}

/** Who decides in a task: every organisation with people in the cluster that the charter makes a centre. */
export function seatsOf(assignments: readonly RoleAssignment[], task: GovernanceTask, bodies: readonly Body[]): Seat[] {
  return bodies.flatMap(({ organisation, actorType }) => {
    const place = placeIn(assignments, task, { organisation, actorType })
    return place?.part === 'centre' ? [{ organisation, chamber: chamberOf(place), convenes: convenesIn(assignments, task, place) }] : []
  })
}

/** The support network of a task, row by row. A row nobody stands for is consulted too: its silence goes on record. */
export function toConsult(assignments: readonly RoleAssignment[], task: GovernanceTask, bodies: readonly Body[]): ToConsult[] {
  const rows = assignments.filter((row) => row.task === task && row.part === 'support')
  const keys = [...new Set(rows.map(chamberOf))]
  return keys.map((key) => ({
    key, actorType: rows.find((row) => chamberOf(row) === key)!.actorType,
    organisations: bodies.filter(({ organisation, actorType }) => {
      const place = placeIn(assignments, task, { organisation, actorType })
      return place?.part === 'support' && chamberOf(place) === key
    }).map(({ organisation }) => organisation),
  }))
}
