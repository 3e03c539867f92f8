import { beforeAll, describe, expect, test } from 'vitest'
import { readAs, type Viewer } from '../../src/access/viewer.ts'
import { listNodes } from '../../src/chain/nodes.ts'
import { load } from '../../src/intake/load/load.ts'
import { listOrganisations } from '../../src/registry/organisations.ts'
import { search } from '../../src/registry/search.ts'
import { makeCluster, sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
let viewer: Viewer
const limit = 7
/** Few names for many rows, so that the order within a name counts too. */
const nameOf = (n: number): string => `物料${(n * 7919) % 40}`

beforeAll(async () => {
  viewer = await makeCluster(db, 'long')
  await load(db, viewer, { ...usual, sheets: [
    sheetOf('nodes', Array.from({ length: 2300 }, (_, n) => ({ code: `N${n}`, name: nameOf(n) }))),
    sheetOf('organisations', Array.from({ length: 1200 }, (_, n) => ({ code: `A${n}`, name: `公司${String((n * 7919) % 1200).padStart(4, '0')}号` }))),
  ] })
})

describe('a window far down a list in the order of names is the one that walking there gives', () => {
  test.each([0, 993, 999, 1000, 1001, 1996, 2000, 2293, 2299, 2300, 9000])('nodes from %i on', async (offset) => {
    const window = await listNodes(db, viewer, {}, { offset, limit })
    expect(window).toEqual(await listNodes(db, viewer, { sort: 'name' }, { offset, limit }))
    expect(window.items).toHaveLength(Math.max(0, Math.min(limit, 2300 - offset)))
  })

  test.each([999, 1000, 1001, 1199, 1200])('organisations from %i on', async (offset) => {
    expect(await listOrganisations(db, viewer, {}, { offset, limit })).toEqual(await listOrganisations(db, viewer, { sort: 'name' }, { offset, limit }))
  })

  test('also after something was put before it', async () => {
    await load(db, viewer, { ...usual, sheets: [sheetOf('nodes', [{ code: 'first', name: '一' }], { file: 'more.csv' })] })
    expect(await listNodes(db, viewer, {}, { offset: 1500, limit })).toEqual(await listNodes(db, viewer, { sort: 'name' }, { offset: 1500, limit }))
  })
})

test('what stands is found also where hundreds of shorter names that answer to the same text were retired', async () => {
  const here = await makeCluster(db, 'retired')
  const nodes = Array.from({ length: 700 }, (_, n) => ({ code: `N${n}`, name: `减速器${n}` }))
  await load(db, here, { ...usual, sheets: [sheetOf('nodes', nodes)] })
  await load(db, here, { ...usual, supersede: true, sheets: [sheetOf('nodes', [{ code: 'M', name: '谐波减速器（机器人关节用）' }], { file: 'newer.csv' })] })
  expect((await search(readAs(db, here), here, { text: '减速器', limit: 10 })).map(({ label }) => label)).toEqual(['谐波减速器（机器人关节用）'])
})
