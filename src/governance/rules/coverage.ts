import type { PolicyRow } from '../../shared/contract/policies.ts'
import { placeIn, type RoleAssignment } from '../../shared/charter.ts'
import { standsNow } from '../../shared/policies.ts'
import { actorTypes, governanceTasks, keysOf, type ActorType, type GovernanceTask } from '../../shared/vocabulary.ts'

/** What of a policy its place in the matrix follows from. */
export type Placed = Pick<PolicyRow, 'policy' | 'title' | 'task' | 'tasks' | 'instrument' | 'phase' | 'validTo' | 'actorTypes'> & { nodes: readonly number[] }

export type Overlap = { policies: [number, number]; tasks: GovernanceTask[]; actorTypes: ActorType[]; nodes: number[] }

const all = keysOf(actorTypes)

export function tasksOf({ task, tasks }: Pick<Placed, 'task' | 'tasks'>): GovernanceTask[] {
  return [...new Set([task, ...tasks])]
}

/** A policy that names no actor type is for all of them. */
export function addressed({ actorTypes: named }: Pick<Placed, 'actorTypes'>): readonly ActorType[] {
  return named.length === 0 ? all : named
}

/** For each task and actor type the policies that can be used now; where a centre has none is a gap. */
export function coverTasks(policies: readonly Placed[], assignments: readonly RoleAssignment[]): { task: GovernanceTask; actorType: ActorType; centre: boolean; policies: number[] }[] {
  const standing = policies.filter(({ phase }) => standsNow(phase))
  return keysOf(governanceTasks).flatMap((task) => all.map((actorType) => ({
    task, actorType, centre: placeIn(assignments, task, { organisation: null, actorType })?.part === 'centre',
    policies: standing.filter((one) => tasksOf(one).includes(task) && addressed(one).includes(actorType)).map(({ policy }) => policy),
  })))
}

/** The policies that can be used now and name a node, by node and task. */
export function coverNodes(policies: readonly Placed[]): Map<number, Partial<Record<GovernanceTask, number[]>>> {
  const cells = new Map<number, Partial<Record<GovernanceTask, number[]>>>()
  for (const one of policies.filter(({ phase }) => standsNow(phase))) {
    for (const node of one.nodes) {
      const cell = cells.get(node) ?? {}
      for (const task of tasksOf(one)) cell[task] = [...(cell[task] ?? []), one.policy]
      cells.set(node, cell)
    }
  }
  return cells
}

/**
 * Pairs of policies that give the same thing to the same: one instrument, a task and an actor type in common, and a node that both name, or
 * neither names any. A policy for the whole chain beside one for a node is no overlap: the one is general, the other special.
 */
export function findOverlaps(policies: readonly Placed[]): Overlap[] {
  const standing = policies.filter(({ phase }) => standsNow(phase))
  return standing.flatMap((one, n) => standing.slice(n + 1).flatMap((other): Overlap[] => {
    const tasks = tasksOf(one).filter((task) => tasksOf(other).includes(task))
    const types = addressed(one).filter((type) => addressed(other).includes(type))
    const nodes = one.nodes.filter((node) => other.nodes.includes(node))
    const same = nodes.length > 0 || one.nodes.length + other.nodes.length === 0
    return one.instrument === other.instrument && tasks.length > 0 && types.length > 0 && same ? [{ policies: [one.policy, other.policy], tasks, actorTypes: types, nodes }] : []
  }))
}

/** What ends soon, the first end first, and the nodes that no other policy names that stays. */
export function findEnding(policies: readonly Placed[]): { policy: number; validTo: string; leaves: number[] }[] {
  const staying = new Set(policies.filter(({ phase }) => phase === 'inForce').flatMap(({ nodes }) => nodes))
  return policies.filter(({ phase }) => phase === 'ending').map(({ policy, validTo, nodes }) => ({ policy, validTo: validTo!, leaves: nodes.filter((node) => !staying.has(node)) }))
    .sort((one, other) => one.validTo.localeCompare(other.validTo) || one.policy - other.policy)
}
