import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import { load } from '../../src/intake/load/load.ts'
import { mergeOrganisations } from '../../src/registry/merge.ts'
import { panelOf } from '../../src/snapshot/observations.ts'
import { refs } from '../../src/snapshot/refs.ts'
import { regionIndustryOf } from '../../src/snapshot/registry.ts'
import { getSections } from '../../src/snapshot/sections.ts'
import type { FirmLinks } from '../../src/snapshot/links.ts'
import type { Registry } from '../../src/snapshot/registry.ts'
import { explainClaimed } from '../../src/ledger/evidence.ts'
import { sql } from '../../src/db/sql.ts'
import { makeCluster, sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()

const organisations = sheetOf('organisations', [
  { code: 'A', name: '甲光学（虚构）', region: '440300', industry: '光学', revenue: 100, actorType: 'enterprise' },
  { code: 'B', name: '乙精工（虚构）', region: '440300', industry: '机械', employees: 50, longitude: 114.06, latitude: 22.54 },
  { code: 'C', name: '丙仪器（虚构）', region: '441900', industry: '光学', revenue: 300 },
  { code: 'D', name: '丁研究院（虚构）', region: '441900', actorType: 'research' },
])
const nodes = sheetOf('nodes', [{ code: 'N', name: '显微镜' }, { code: 'M', name: '物镜' }])
const inputs = sheetOf('inputs', [{ nodeCode: 'N', inputCode: 'M', relation: 'requires' }])
const supplies = sheetOf('supplies', [
  { providerCode: 'A', nodeCode: 'M', share: 0.5 }, { providerCode: 'B', nodeCode: 'M' },
  { providerCode: 'B', nodeCode: 'N', share: 0.25 }, { providerCode: 'C', nodeCode: 'N', share: 0.25 },
])
const links = sheetOf('links', [
  { supplierCode: 'A', customerCode: 'B', volume: 12, period: '2024' },
  { supplierCode: 'A', customerCode: 'B', volume: 15, period: '2025' },
  { supplierCode: 'B', customerCode: 'C' },
])
const observations = sheetOf('observations', [
  { indicator: '产值', subject: '深圳市', period: '2023', value: 1, unit: '元' }, { indicator: '产值', subject: '深圳市', period: '2024', value: 2, unit: '元' },
  { indicator: '产值', subject: '东莞市', period: '2024', value: 3, unit: '元' }, { indicator: '产值', subject: '东莞市', period: '2024-05', value: 9, unit: '元' },
])

/** Links as words: supplier → customer: volume. */
function wordsOf({ registry, links }: { registry: Registry; links: FirmLinks }): Record<string, number> {
  return Object.fromEntries(Array.from(links.supplier, (supplier, n) => [`${registry.code[supplier]}→${registry.code[links.customer[n]!]}`, links.volume[n]!]))
}

describe('links between organisations', () => {
  let viewer: Viewer
  beforeAll(async () => {
    viewer = await makeCluster(db, 'links')
    // What the operator of the cluster gave for itself alone, its team may compute with.
    await asViewer(db, systemViewer('links'), (tx) => tx.query(sql`update cluster set operator_id = 1 where cluster_id = 'links'`))
    await load(db, viewer, { ...usual, sheets: [organisations, nodes, inputs, supplies] })
  })

  test('without a link table they are inferred, and say so', async () => {
    const snapshot = await getSections(db, viewer, ['registry', 'links', 'chain'])
    expect(snapshot.links.inferred).toBe(true)
    // One requires-link of weight 1: the objective is half A's, and the rest B's; of the microscope B and C state a quarter each, which is all that is known.
    expect(wordsOf(snapshot)).toEqual({ 'A→B': 0.25, 'A→C': 0.25, 'B→C': 0.25 })
    expect(snapshot.links.left).toEqual({ withoutEnds: 0, selfLoops: 1, tooWide: 0 })
    expect(Array.from(snapshot.links.input, (row) => snapshot.chain.nodes.name[row])).toEqual(['物镜', '物镜', '物镜'])
  })

  test('once a link table is loaded they are stated, the latest period counts, and none is inferred', async () => {
    const result = await load(db, viewer, { ...usual, sheets: [links] })
    expect(result.files[0]).toMatchObject({ kind: 'links', accepted: 3 })
    const snapshot = await getSections(db, viewer, ['registry', 'links'])
    expect(snapshot.links.inferred).toBe(false)
    expect(wordsOf(snapshot)).toEqual({ 'A→B': 15, 'B→C': NaN })
  })

  test('the volume opens to the row of the link table', async () => {
    const { registry, links: read } = await getSections(db, viewer, ['registry', 'links'])
    const [supplier, customer] = [registry.id[read.supplier[0]!]!, registry.id[read.customer[0]!]!]
    const evidence = await asViewer(db, viewer, (tx) => explainClaimed(tx, viewer, refs.sells(supplier, customer)))
    expect(evidence).toMatchObject({ value: '15', title: { zh: '甲光学（虚构） · 交易额 · 乙精工（虚构）' } })
    expect(evidence.claims[0]).toMatchObject({ period: '2025', right: 'owner', source: { file: 'links.csv', row: 3, column: 'C' } })
  })

  test('the same table again changes nothing', async () => {
    expect(await load(db, viewer, { ...usual, sheets: [links] })).toMatchObject({ created: 0, changed: 0, retired: 0, claims: 0 })
  })

  test('who is neither supplier nor customer does not see a link, its two ends do', async () => {
    const { registry } = await getSections(db, viewer, ['registry'])
    const count = (organisation: number) => asViewer(db, { ...viewer, role: 'member', organisation }, async (tx) =>
      (await tx.query<{ n: number }>(sql`select count(*) as n from organisation_link`))[0]!.n)
    expect(await Promise.all(Array.from(registry.id, count))).toEqual([1, 2, 1, 0])
    const member = await getSections(db, { ...viewer, role: 'member', organisation: registry.id[0]! }, ['links'])
    expect(member.links.count).toBe(0)
  })

  test('a customer that was merged into another stands for that one', async () => {
    const { registry } = await getSections(db, viewer, ['registry'])
    await asViewer(db, viewer, (tx) => mergeOrganisations(tx, viewer, registry.id[0]!, registry.id[1]!))
    const snapshot = await getSections(db, viewer, ['registry', 'links'])
    expect(wordsOf(snapshot)).toEqual({ 'A→C': NaN })
    expect(snapshot.links.left.selfLoops).toBe(1)
  })

  test('an organisation cannot sell to itself', async () => {
    const loop = sheetOf('links', [{ supplierCode: 'C', customerCode: 'C', volume: 1 }], { file: 'loop.csv' })
    await expect(load(db, viewer, { ...usual, sheets: [loop] })).rejects.toMatchObject({ code: 'import-has-problems', details: { problems: [{ code: 'self-loop', field: 'customer' }] } })
  })
})

describe('registry and observations', () => {
  let viewer: Viewer
  beforeAll(async () => {
    viewer = await makeCluster(db, 'panels')
    await load(db, viewer, { ...usual, sheets: [organisations, observations] })
  })

  test('regions and industries cross, and what has no place is counted', async () => {
    const { registry } = await getSections(db, viewer, ['registry'])
    const byCount = regionIndustryOf(registry, 'organisations', 'all')
    expect([byCount.regionNames, byCount.industries]).toEqual([['深圳市', '东莞市'], ['光学', '机械']])
    expect(Array.from(byCount.values.values)).toEqual([1, 1, 1, 0])
    expect(byCount.left).toEqual({ type: 0, place: 1, size: 0 })
    const byRevenue = regionIndustryOf(registry, 'revenue', 'all')
    expect(Array.from(byRevenue.values.values)).toEqual([100, 0, 300, 0])
    expect(byRevenue.left).toEqual({ type: 0, place: 1, size: 1 })
  })

  test('a place stands in degrees, and whose place nobody states has none', async () => {
    const { registry } = await getSections(db, viewer, ['registry'])
    expect(Array.from(registry.code, (code, row) => [code, registry.longitude[row], registry.latitude[row]])).toEqual([['A', NaN, NaN], ['B', 114.06, 22.54], ['C', NaN, NaN], ['D', NaN, NaN]])
  })

  test('a panel holds one length of period, and what is not observed is not zero', async () => {
    const { observations: read } = await getSections(db, viewer, ['observations'])
    const panel = panelOf(read, { indicator: 0, kind: 'region', frequency: 'year' })
    expect([panel.subjects.map((n) => read.subjects[n]!.name), panel.periods]).toEqual([['深圳市', '东莞市'], ['2023', '2024']])
    expect(Array.from(panel.values.values)).toEqual([1, 2, NaN, 3])
  })

  test('sections stand in shared memory and have an id of their content', async () => {
    const snapshot = await getSections(db, viewer, ['registry', 'observations'])
    expect(snapshot.registry.revenue.buffer).toBeInstanceOf(SharedArrayBuffer)
    const before = snapshot.id
    const names = await getSections(db, viewer, ['registry'])
    await load(db, viewer, { ...usual, sheets: [sheetOf('observations', [{ indicator: '产值', subject: '东莞市', period: '2023', value: 8, unit: '元' }], { file: 'late.csv' })] })
    expect((await getSections(db, viewer, ['registry', 'observations'])).id).not.toBe(before)
    expect((await getSections(db, viewer, ['registry'])).id).toBe(names.id)
  })
})
