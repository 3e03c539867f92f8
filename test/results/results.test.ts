import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { load } from '../../src/intake/load/load.ts'
import { runHere } from '../../src/analysis/define.ts'
import { packResult } from '../../src/results/content.ts'
import { explainCell } from '../../src/results/explain.ts'
import { csvOf } from '../../src/results/files.ts'
import { graphmlFor } from '../../src/results/graph-file.ts'
import { ask, findKept, getAvailable, listAvailable } from '../../src/results/run.ts'
import { getKept, putResult } from '../../src/results/store.ts'
import { compareResults, viewResult } from '../../src/results/view.ts'
import { makeCluster, sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
const nodes = sheetOf('nodes', [{ code: 'N', name: '显微镜' }, { code: 'M', name: '物镜' }])
const supplies = sheetOf('supplies', [
  { providerCode: 'A', provider: '甲光学（虚构）', nodeCode: 'M', share: 0.5 }, { providerCode: 'B', provider: '乙精工（虚构）', nodeCode: 'M', share: 0.5 },
  { providerCode: 'B', provider: '乙精工（虚构）', nodeCode: 'N' },
])

let viewer: Viewer
const id = 'supplier-concentration'
const run = async (parameters: Record<string, unknown> = {}, who = viewer): Promise<number> => {
  const asked = await ask(db, who, id, parameters)
  const { definition, snapshot, key } = asked
  return (await findKept(db, who, asked)) ?? asViewer(db, who, (tx) => putResult(tx, who, key, { content: packResult(runHere(definition, snapshot, key.parameters)), revision: snapshot.revision, ms: 1 }))
}

beforeAll(async () => {
  viewer = await makeCluster(db)
  await asViewer(db, systemViewer('test'), (tx) => tx.query(sql`update cluster set operator_id = 1 where cluster_id = 'test'`))
})

describe('an analysis of a cluster', () => {
  let first = 0

  test('without data it says which are missing and which sheet would bring them', async () => {
    expect((await listAvailable(db, viewer)).find((one) => one.id === id)?.missing).toMatchObject([{ sheet: 'supplies' }])
    await expect(ask(db, viewer, id, {})).rejects.toMatchObject({ code: 'data-missing', details: { missing: [{ sheet: 'supplies' }] } })
  })

  test('a wrong parameter and an unknown analysis are named', async () => {
    await expect(ask(db, viewer, id, { least: 0 })).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringContaining('least') })
    await expect(ask(db, viewer, id, { most: 1 })).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(ask(db, viewer, 'astrology', {})).rejects.toMatchObject({ code: 'not-found' })
  })

  test('it is computed once and answered from what is kept', async () => {
    await load(db, viewer, { ...usual, sheets: [nodes, supplies] })
    first = await run()
    expect(await run()).toBe(first)
    expect(await run({ least: 1 })).toBe(first)
    expect(await run({ least: '2' })).not.toBe(first)
    const view = await viewResult(db, viewer, first, 100)
    expect(view).toMatchObject({ analysis: id, version: 1, current: true, parameters: { least: 1 }, audience: 'team' })
    expect(view.tables[0]!.rows.map(({ cells }) => cells)).toEqual([['显微镜', 1, null, null, 0, 1], ['物镜', 2, 1, 0.5, 0.5, 0.5]])
    expect((await getAvailable(db, viewer, id)).results.map(({ parameters }) => parameters)).toEqual([{ least: 2 }, { least: 1 }])
  })

  test('a value opens to the facts it rests on', async () => {
    const view = await viewResult(db, viewer, first, 100)
    const key = view.tables[0]!.rows[1]!.key
    const evidence = await explainCell(db, viewer, `result:${first}:nodes:${key}:hhi`)
    expect(evidence).toMatchObject({ value: '0.5', title: { zh: '供给集中度 · 物镜 · HHI' }, formula: { id, version: 1, method: 'docs/methods/concentration.md' }, snapshot: view.snapshot })
    expect(evidence.inputs.map(({ title, value }) => [title.zh, value])).toEqual([['甲光学（虚构） · 供给份额 · 物镜', '0.5'], ['乙精工（虚构） · 供给份额 · 物镜', '0.5']])
    await expect(explainCell(db, viewer, `result:${first}:nodes:node:9999:hhi`)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('after the facts have changed it is computed anew, and both can be compared', async () => {
    await load(db, viewer, { ...usual, sheets: [sheetOf('supplies', [{ providerCode: 'C', provider: '丙仪器（虚构）', nodeCode: 'N', share: 1 }], { file: 'more.csv' })] })
    const second = await run()
    expect(second).not.toBe(first)
    expect((await viewResult(db, viewer, first, 100)).current).toBe(false)
    const { tables, sameVersion, sameParameters } = await compareResults(db, viewer, first, second)
    expect([sameVersion, sameParameters]).toEqual([true, true])
    const suppliers = tables[0]!.columns.findIndex(({ key }) => key === 'suppliers')
    expect(tables[0]!.rows.map(({ label, change, cells }) => [label, change, cells[suppliers]])).toEqual([['显微镜', 'both', { before: 1, after: 2 }], ['物镜', 'both', { before: 2, after: 2 }]])
  })

  test('what the team computed from its own data no member sees, nor is it computed for them', async () => {
    const member: Viewer = { ...viewer, role: 'member', organisation: 77, centreOf: [] }
    await expect(viewResult(db, member, first, 100)).rejects.toMatchObject({ code: 'not-found' })
    await expect(explainCell(db, member, `result:${first}:nodes:x:hhi`)).rejects.toMatchObject({ code: 'not-found' })
    await expect(ask(db, member, id, {})).rejects.toMatchObject({ code: 'data-missing' })
    await expect(ask(db, member, id, {}, 'team')).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('only a result that stands on a network has one to take along, and only while its facts stand', async () => {
    const kept = (result: number) => asViewer(db, viewer, (tx) => getKept(tx, viewer, result))
    await expect(graphmlFor(db, viewer, await kept(first))).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringContaining('xlsx') })
    await load(db, viewer, { ...usual, sheets: [sheetOf('inputs', [{ nodeCode: 'N', inputCode: 'M', relation: 'requires' }])] })
    const asked = await ask(db, viewer, 'systemic-risk', {})
    const { definition, snapshot, key } = asked
    const risk = await asViewer(db, viewer, (tx) => putResult(tx, viewer, key, { content: packResult(runHere(definition, snapshot, key.parameters)), revision: snapshot.revision, ms: 1 }))
    expect((await viewResult(db, viewer, risk, 1)).graph).toBe(true)
    const text = [...await graphmlFor(db, viewer, await kept(risk))].join('')
    expect(text).toContain('<data key="node.name">甲光学（虚构）</data>')
    expect(text.match(/<data key="edge.inferred">true<\/data><data key="edge.node">显微镜<\/data><data key="edge.input">物镜<\/data>/g)).toHaveLength(2)
    expect(text).toContain(`<data key="graph.snapshot">${snapshot.id}</data>`)
    await load(db, viewer, { ...usual, sheets: [sheetOf('supplies', [{ providerCode: 'D', provider: '丁材料（虚构）', nodeCode: 'M' }], { file: 'later.csv' })] })
    await expect(graphmlFor(db, viewer, await kept(risk))).rejects.toMatchObject({ code: 'changed-meanwhile' })
  })

  test('as CSV the keys head the columns, numbers stand in full and what is unknown is blank', async () => {
    const view = await viewResult(db, viewer, first, 100)
    expect(csvOf(view.tables[0]!)).toBe('node,suppliers,stated,hhi,lower,upper\r\n显微镜,1,,,0,1\r\n物镜,2,1,0.5,0.5,0.5\r\n')
  })
})
