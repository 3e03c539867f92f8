import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { explainState } from '../../src/chain/explain.ts'
import { getNode } from '../../src/chain/node-page.ts'
import { listNodes } from '../../src/chain/nodes.ts'
import { refreshStates } from '../../src/chain/states.ts'
import { sql } from '../../src/db/sql.ts'
import { load } from '../../src/intake/load/load.ts'
import { getSnapshot } from '../../src/snapshot/sections.ts'
import { updateThresholds, getCluster } from '../../src/access/clusters.ts'
import { makeChain, type Made } from './fixture.ts'
import { sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
let made: Made
beforeAll(async () => { made = await makeChain(db, 'states') })

const page = { offset: 0, limit: 100 }
const states = async (viewer = made.viewer) => {
  const { items } = await listNodes(db, viewer, { sort: 'code' }, page)
  return Object.fromEntries(items.map(({ code, state }) => [code, state]))
}

describe('states of nodes', () => {
  test('every node has the state its name says', async () => {
    expect(await states()).toEqual({
      broken: 'broken', choke: 'choke', bottleneck: 'bottleneck', weak: 'weak', strength: 'strength', ordinary: 'ordinary', unknown: 'unknown', product: 'unknown',
    })
  })

  test('what members see is judged from what members may use', async () => {
    const member = { ...made.viewer, role: 'member' as const, organisation: 999 }
    const seen = await states(member)
    expect(seen).toMatchObject({ broken: 'unknown', weak: 'unknown', strength: 'unknown' })
    expect(seen.choke).not.toBe('ordinary')
  })

  test('a second reading computes nothing', async () => {
    const before = await asViewer(db, made.viewer, (tx) => tx.query(sql`select computed_at from computed where audience = 'team'`))
    await states()
    expect(await asViewer(db, made.viewer, (tx) => tx.query(sql`select computed_at from computed where audience = 'team'`))).toEqual(before)
  })

  test('readers who come together wait for one computation', async () => {
    const results = await Promise.all([1, 2, 3].map(() => refreshStates(db, made.viewer.cluster, 'team')))
    expect(new Set(results).size).toBe(1)
    expect(results[0]!.changed).toBe(0)
  })

  test('a state lists the claims that made it, with their rows', async () => {
    const evidence = await asViewer(db, made.viewer, (tx) => explainState(tx, made.viewer, made.ids.choke!))
    expect(evidence).toMatchObject({ value: 'choke', formula: { id: 'choke-controlled-origins', method: 'docs/methods/node-states.md' } })
    expect(evidence.formula!.text.zh).toContain('日本 70.0%')
    expect(evidence.claims.map(({ source }) => [source.file, source.row])).toEqual(expect.arrayContaining([['origins.csv', 2], ['nodes.csv', 3]]))
    expect(evidence.inputs.map(({ ref }) => ref)).toContain(`origin:${made.ids.choke}:JPN`)
  })

  test('new evidence changes the state, and the old one stays in the history', async () => {
    await load(db, made.viewer, { ...usual, sheets: [sheetOf('supplies', [1, 2, 3, 4, 5].map((n) => ({ providerCode: `O${n}`, nodeCode: 'unknown', origin: 'CHN', share: 0.2, qualified: true })), { file: 'more.csv' })] })
    expect((await states()).unknown).toBe('strength')
    const { history } = await getNode(db, made.viewer, made.ids.unknown!)
    const ofState = history.filter(({ ref }) => ref === `node:${made.ids.unknown}:state`)
    expect(ofState.map(({ text }) => text.zh)).toEqual(['状态：优势', '状态：未知'])
    expect(history.some(({ text }) => text.zh.includes('供给：甲方精工'))).toBe(true)
    expect(history.map(({ text }) => text)).toContainEqual({ zh: '类别：设备', en: 'Kind: Equipment' })
  })

  test('the history of a node names what it needs', async () => {
    const { history } = await getNode(db, made.viewer, made.ids.product!)
    expect(history.map(({ text }) => text.zh)).toContain('投入：分子泵')
  })

  test('other thresholds change the states at once', async () => {
    const { thresholds } = await getCluster(db, made.viewer)
    await updateThresholds(db, { ...made.viewer, role: 'administrator' }, { ...thresholds, strengthSuppliers: 6 })
    expect((await states()).strength).toBe('ordinary')
    await updateThresholds(db, { ...made.viewer, role: 'administrator' }, thresholds)
    expect((await states()).strength).toBe('strength')
  })

  test('where home is, and how much of it makes a strength, is set for each cluster', async () => {
    const { thresholds } = await getCluster(db, made.viewer)
    const set = (more: Partial<typeof thresholds>) => updateThresholds(db, { ...made.viewer, role: 'administrator' }, { ...thresholds, ...more })
    // Three of the five firms sit in Shenzhen.
    await set({ homeRegions: ['4403'], strengthSuppliers: 3 })
    expect((await states()).strength).toBe('strength')
    await set({ homeRegions: ['32'] })
    expect((await states()).strength).toBe('broken')
    await set({ homeCountries: ['JPN'], scope: 'world', controlledOrigins: ['USA'] })
    expect((await states()).strength).toBe('ordinary')
    await set({ strengthHomeShare: 1, homeCountries: ['CHN', 'JPN'] })
    expect((await states()).strength).toBe('strength')
    await set({})
  })

  test('a general node is judged with the suppliers of its kinds, and its reason says so', async () => {
    const kinds = ['weak', 'strength'].map((inputCode) => ({ nodeCode: inputCode, inputCode: 'general', relation: 'isA' }))
    await load(db, made.viewer, { ...usual, sheets: [sheetOf('nodes', [{ code: 'general', name: '结构件', stage: 'upstream' }], { file: 'general.csv' }), sheetOf('inputs', kinds, { file: 'kinds.csv' })] })
    const { items } = await listNodes(db, made.viewer, {}, page)
    const node = await getNode(db, made.viewer, items.find(({ code }) => code === 'general')!.id)
    expect(node.state).toBe('unknown')
    expect(node.reasons.map(({ rule, values }) => [rule, values.kinds])).toEqual([['weak-supplier-hhi', 2]])
    expect(node.reasons[0]!.en).toContain('together with its 2 kinds')
  })

  test('evidence that has grown too old is no evidence', async () => {
    const inFiveYears = new Date(Date.now() + 5 * 365 * 86_400_000)
    const { items } = await listNodes(db, made.viewer, {}, page, inFiveYears)
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['unknown']))
    await refreshStates(db, made.viewer.cluster, 'team')
  })
})

describe('snapshots', () => {
  test('the same facts have the same id, other facts another', async () => {
    const first = await getSnapshot(db, made.viewer)
    await asViewer(db, made.system, (tx) => tx.query(sql`update cluster set revision = revision + 1 where cluster_id = 'states'`))
    const second = await getSnapshot(db, made.viewer)
    expect(second).not.toBe(first)
    expect(second.id).toBe(first.id)
    await load(db, made.viewer, { ...usual, sheets: [sheetOf('nodes', [{ code: 'new', name: '新环节' }], { file: 'new.csv' })] })
    expect((await getSnapshot(db, made.viewer)).id).not.toBe(first.id)
  })

  test('nobody takes a snapshot of more than they see', async () => {
    const member = { ...made.viewer, role: 'member' as const }
    await expect(getSnapshot(db, member, 'team')).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await getSnapshot(db, member)).supplies.count).toBe(0)
    expect((await getSnapshot(db, member)).origins.count).toBe(7)
  })
})
