import { beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../src/access/viewer.ts'
import { getMap } from '../../src/chain/map.ts'
import { getNode } from '../../src/chain/node-page.ts'
import { listNodes } from '../../src/chain/nodes.ts'
import { listRemovable } from '../../src/chain/stress.ts'
import { load } from '../../src/intake/load/load.ts'
import { sheetOf, usual } from '../support/cluster.ts'
import { guestOf, makeChain, memberOf, type Made } from './fixture.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
let made: Made
beforeAll(async () => { made = await makeChain(db, 'visibility') })

const nodeAs = (viewer: Viewer, code: string) => getNode(db, viewer, made.ids[code]!)

describe('who supplies whom is a business secret', () => {
  test('the team sees every supplier', async () => {
    const node = await nodeAs(made.viewer, 'choke')
    expect(node).toMatchObject({ suppliers: 2, suppliersHidden: 0, state: 'choke' })
    expect(node.suppliersList.map(({ organisation }) => organisation)).toEqual(['远洋真空株式会社（虚构）', '甲方精工有限公司（虚构）'])
  })

  test('an uninvolved member is told a number only from three suppliers on, and no names', async () => {
    const other = memberOf(made, 'O7', { actorType: 'government' })
    expect(await nodeAs(other, 'strength')).toMatchObject({ suppliers: 5, suppliersHidden: 5, suppliersList: [] })
    expect(await nodeAs(other, 'choke')).toMatchObject({ suppliers: null, suppliersHidden: null, suppliersList: [] })
    expect(await nodeAs(other, 'unknown')).toMatchObject({ suppliers: 0, suppliersHidden: 0 })
    const { items } = await listNodes(db, other, { sort: 'code' }, { offset: 0, limit: 50 })
    expect(Object.fromEntries(items.map(({ code, suppliers }) => [code, suppliers]))).toMatchObject({ weak: null, choke: null, strength: 5, bottleneck: 5 })
  })

  test('a firm sees its own supplies, and of the others a number when they are three or more', async () => {
    const firm = memberOf(made, 'O1')
    const node = await nodeAs(firm, 'strength')
    expect(node).toMatchObject({ suppliers: 5, suppliersHidden: 4 })
    expect(node.suppliersList.map(({ organisation }) => organisation)).toEqual(['甲方精工有限公司（虚构）'])
    expect(await nodeAs(firm, 'choke')).toMatchObject({ suppliers: null, suppliersHidden: null, suppliersList: [{ share: 0.1 }] })
  })

  test('what is for the centres of the task is not for rivals: an enterprise sees its own row and an aggregate, a department sees all', async () => {
    const supplies = [1, 2, 3, 4].map((n) => ({ providerCode: `O${n}`, nodeCode: 'unknown', origin: 'CHN', share: 0.25, qualified: true }))
    await load(db, made.viewer, { ...usual, right: 'centres', sheets: [sheetOf('supplies', supplies, { file: 'centres.csv' })] })
    const department = await nodeAs(memberOf(made, 'O7', { actorType: 'government', centreOf: ['T1', 'T2'] }), 'unknown')
    expect([department.suppliersList.length, department.suppliersHidden, department.state]).toEqual([4, 0, 'weak'])
    const firm = await nodeAs(memberOf(made, 'O1', { centreOf: ['T1', 'T2'] }), 'unknown')
    expect(firm).toMatchObject({ suppliers: 4, suppliersHidden: 3, suppliersList: [{ organisation: '甲方精工有限公司（虚构）' }], state: 'unknown' })
    expect(await nodeAs(memberOf(made, 'O5', { centreOf: ['T1', 'T2'] }), 'unknown')).toMatchObject({ suppliers: 4, suppliersList: [] })
  })

  test('the timeline names no supplier to those who may not see it', async () => {
    const { history } = await nodeAs(memberOf(made, 'O7'), 'strength')
    expect(history.some(({ text }) => text.zh.includes('精工有限公司'))).toBe(false)
  })

  test('a stress test offers only what the viewer may see', async () => {
    expect((await listRemovable(db, memberOf(made, 'O7'))).filter(({ dimension }) => dimension === 'organisation')).toEqual([])
    expect((await listRemovable(db, made.viewer)).map(({ dimension }) => dimension)).toContain('organisation')
  })
})

describe('a guest', () => {
  test('sees nothing of a map that is not public', async () => {
    const guest = guestOf(made)
    expect(await getMap(db, guest, {})).toMatchObject({ total: 0, ids: [] })
    await expect(nodeAs(guest, 'strength')).rejects.toMatchObject({ code: 'not-found' })
    await expect(getMap(db, guest, { node: made.ids.strength! })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('sees what is public and is told of nothing else', async () => {
    await load(db, made.viewer, { ...usual, right: 'public', sheets: [
      sheetOf('nodes', [{ code: 'open', name: '公开环节', stage: 'downstream' }], { file: 'open.csv' }),
      sheetOf('supplies', [{ providerCode: 'O1', nodeCode: 'open', share: 0.4, origin: 'CHN' }], { file: 'open-supplies.csv' }),
    ] })
    await load(db, made.viewer, { ...usual, sheets: [sheetOf('supplies', [2, 3, 4, 5].map((n) => ({ providerCode: `O${n}`, nodeCode: 'open', share: 0.15 })), { file: 'closed.csv' })] })
    const guest = guestOf(made)
    const { items, total } = await listNodes(db, guest, {}, { offset: 0, limit: 50 })
    expect([total, items.map(({ name, suppliers }) => [name, suppliers])]).toEqual([1, [['公开环节', 1]]])
    const id = items[0]!.id
    expect(await getNode(db, guest, id)).toMatchObject({ suppliers: 1, suppliersHidden: null, suppliersList: [] })
    expect(await getNode(db, memberOf(made, 'O7'), id)).toMatchObject({ suppliers: 5, suppliersHidden: 4 })
    expect((await getMap(db, guest, {})).names).toEqual(['公开环节'])
  })

})
