import { expect, test } from 'vitest'
import { refreshStates } from '../../src/chain/states.ts'
import { withOwner } from '../../src/db/open.ts'
import { sql } from '../../src/db/sql.ts'
import { load } from '../../src/intake/load/load.ts'
import { makeCluster, sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()

test('once the states of many nodes are judged, the planner knows how many there are', async () => {
  const viewer = await makeCluster(db, 'many')
  const counted = async (): Promise<number> => {
    const rows = await withOwner(db, (owner) => owner.query<{ count: number }>(sql`select analyze_count::int as count from pg_stat_user_tables where relname = 'node_state'`))
    return rows[0]!.count
  }
  await load(db, viewer, { ...usual, sheets: [sheetOf('nodes', Array.from({ length: 1001 }, (_, n) => ({ code: `N${n}`, name: `环节${n}`, kind: 'product', stage: 'midstream' })))] })
  const before = await counted()
  expect(await refreshStates(db, viewer.cluster, 'team')).toMatchObject({ changed: 1001 })
  expect(await counted()).toBe(before + 1)
  await refreshStates(db, viewer.cluster, 'team')
  expect(await counted(), 'where nothing was written nothing is counted').toBe(before + 1)
})
