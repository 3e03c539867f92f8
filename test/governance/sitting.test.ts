import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asViewer, systemViewer } from '../../src/access/viewer.ts'
import { json, sql } from '../../src/db/sql.ts'
import { readBodies, readSitting } from '../../src/governance/bodies.ts'
import { everyChamberSits } from '../../src/governance/rules/motion-conditions.ts'
import { chambersOf, seatsOf, type Body } from '../../src/governance/rules/rights.ts'
import { shippedCharter, type RoleAssignment } from '../../src/shared/charter.ts'
import { actorTypes, governanceTasks, keysOf } from '../../src/shared/vocabulary.ts'
import { useDb } from '../support/db.ts'
import { makePeople } from './people.ts'

const db = await useDb()
const people = await makePeople(db, 'sitting')
const names = ['government', 'enterprise', 'rival', 'research', 'association', 'service'] as const
const organisations = names.map((name) => people.organisation(name))
const program = systemViewer('sitting')

const some = fc.subarray(organisations)
/** A row that stands on top of an actor type: of named organisations, or of who holds a post. */
const row = fc.record({ task: fc.constantFrom(...keysOf(governanceTasks)), actorType: fc.constantFrom(...keysOf(actorTypes)), part: fc.constantFrom('centre' as const, 'support' as const), of: some, byPost: fc.boolean() }).map(({ of, byPost, ...one }): RoleAssignment => ({
  ...one, layer: 'development', duty: { zh: '专项', en: 'One thing' }, ...(byPost ? { postId: 1, chamber: '专班', holders: of } : { organisations: of.length > 0 ? of : [organisations[0]!], chamber: '专班' }),
}))
const charters = fc.record({ rows: fc.array(row, { maxLength: 3 }), without: fc.subarray(shippedCharter.assignments, { maxLength: 6 }) })
  .map(({ rows, without }): RoleAssignment[] => [...shippedCharter.assignments.filter((one) => !without.includes(one)), ...rows])

test('a few of the bodies tell what all of them tell: whether each chamber has somebody who can vote', async () => {
  const said = new Set<boolean>()
  await fc.assert(fc.asyncProperty(charters, fc.array(some, { minLength: 1, maxLength: 3 }), async (assignments, conflicts) => {
    const motions = conflicts.map((_, n) => 900_000 + n)
    const { all, few, conflicted } = await asViewer(db, program, async (tx) => {
      await tx.query(sql`delete from governance_state where cluster_id = 'sitting'`)
      for (const [n, of] of conflicts.entries()) {
        await tx.query(sql`insert into governance_state (cluster_id, item_id, state) values ('sitting', ${motions[n]}, ${json({ conflicts: of.map((organisation) => ({ organisation, text: '亲属任职' })) })})`)
      }
      const found = await readSitting(tx, program, assignments, motions)
      return { all: await readBodies(tx, program), few: found.bodies, conflicted: found.conflicted }
    })
    for (const [n, item] of motions.entries()) {
      for (const task of keysOf(governanceTasks)) {
        const sits = (bodies: readonly Body[], of: readonly { organisation: number }[]): boolean => everyChamberSits({ conflicts: of }, { chambers: chambersOf(assignments, task), seats: seatsOf(assignments, task, bodies) })
        const expected = sits(all, conflicts[n]!.map((organisation) => ({ organisation })))
        said.add(expected)
        expect(sits(few, conflicted.filter((one) => one.item === item))).toBe(expected)
      }
    }
  }), { numRuns: 40, seed: 7 })
  expect([...said].sort()).toEqual([false, true])
})
