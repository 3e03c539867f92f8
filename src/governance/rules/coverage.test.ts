import { expect, test } from 'vitest'
import { shippedCharter } from '../../shared/charter.ts'
import { coverNodes, coverTasks, findEnding, findOverlaps, type Placed } from './coverage.ts'

const policy = (policy: number, more: Partial<Placed> = {}): Placed => ({ policy, title: `政策${policy}`, task: 'T2', tasks: [], instrument: 'subsidy', phase: 'inForce', validTo: null, actorTypes: ['enterprise'], nodes: [], ...more })

test('a task is covered by what names it first or further, for the actor types it addresses; what has ended covers nothing', () => {
  const cells = coverTasks([policy(1, { tasks: ['T3'] }), policy(2, { actorTypes: [], phase: 'ending' }), policy(3, { phase: 'ended' }), policy(4, { phase: 'coming' })], shippedCharter.assignments)
  const of = (task: string, actorType: string) => cells.find((one) => one.task === task && one.actorType === actorType)
  expect(of('T2', 'enterprise')).toMatchObject({ centre: true, policies: [1, 2] })
  expect(of('T2', 'government')).toMatchObject({ centre: true, policies: [2] })
  expect(of('T3', 'enterprise')).toMatchObject({ policies: [1] })
  expect(cells.filter(({ centre, policies }) => centre && policies.length === 0).map(({ task, actorType }) => `${task} ${actorType}`)).toEqual([
    'T1 government', 'T1 enterprise', 'T1 research', 'T3 research', 'T4 enterprise', 'T4 research', 'T4 association', 'T4 service', 'T5 government', 'T5 enterprise', 'T5 association', 'T5 service'])
})

test('a node is covered by the policies that name it, by task', () => {
  expect(Object.fromEntries(coverNodes([policy(1, { nodes: [7, 8], tasks: ['T3'] }), policy(2, { nodes: [8] }), policy(3)]))).toEqual({ 7: { T2: [1], T3: [1] }, 8: { T2: [1, 2], T3: [1] } })
})

test('two policies overlap where they give the same by one instrument; a general one beside a special one does not', () => {
  const one = policy(1, { nodes: [7, 8] })
  expect(findOverlaps([one, policy(2, { nodes: [8], actorTypes: [] })])).toEqual([{ policies: [1, 2], tasks: ['T2'], actorTypes: ['enterprise'], nodes: [8] }])
  expect(findOverlaps([policy(1), policy(2)])).toHaveLength(1)
  for (const other of [policy(2), policy(2, { nodes: [9] }), policy(2, { nodes: [8], instrument: 'tax' }), policy(2, { nodes: [8], task: 'T4' }), policy(2, { nodes: [8], actorTypes: ['research'] }), policy(2, { nodes: [8], phase: 'ended' })]) expect(findOverlaps([one, other])).toEqual([])
})

test('what ends says which nodes it leaves without a policy, the first end first', () => {
  const ending = findEnding([policy(1, { phase: 'ending', validTo: '2027-01-31', nodes: [7, 8] }), policy(2, { nodes: [8] }), policy(3, { phase: 'ending', validTo: '2026-12-31', nodes: [7] })])
  expect(ending).toEqual([{ policy: 3, validTo: '2026-12-31', leaves: [7] }, { policy: 1, validTo: '2027-01-31', leaves: [7] }])
})
