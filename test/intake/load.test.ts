import { beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../src/access/viewer.ts'
import { asViewer } from '../../src/access/viewer.ts'
import type { Db } from '../../src/db/db.ts'
import { sql } from '../../src/db/sql.ts'
import { load } from '../../src/intake/load/load.ts'
import { makeCluster, sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()

const organisations = sheetOf('organisations', [
  { name: '东莞精测仪器有限公司（虚构）', city: '441900', revenue: 1_000_000, code: 'A1' },
  { name: '深圳微谱科技有限公司（虚构）', city: '440300', code: 'A2' },
])
const nodes = sheetOf('nodes', [
  { code: 'N1', name: '质谱仪', kind: 'product', stage: 'midstream', stageName: '整机' },
  { code: 'N2', name: '分子泵', kind: 'component' },
])
const inputs = sheetOf('inputs', [{ nodeCode: 'N1', inputCode: 'N2', relation: 'requires' }])
const supplies = sheetOf('supplies', [
  { providerCode: 'A1', nodeCode: 'N2', share: 0.6, origin: 'CHN', qualified: true },
  { providerCode: 'A2', nodeCode: 'N2', share: 0.2, origin: 'CHN' },
])
const observations = sheetOf('observations', [{ indicator: '营业收入', subject: '深圳市', period: '2026-10', value: 12e8, unit: '元' }])

describe('loading sheets', () => {
  let viewer: Viewer
  beforeAll(async () => { viewer = await makeCluster(db) })

  test('a first load makes the facts the rows speak of', async () => {
    const result = await load(db, viewer, { ...usual, sheets: [supplies, inputs, nodes, organisations, observations] })
    expect(result.files.map(({ kind, accepted, rejected }) => [kind, accepted, rejected])).toEqual([
      ['organisations', 2, 0], ['nodes', 2, 0], ['inputs', 1, 0], ['supplies', 2, 0], ['observations', 1, 0]])
    expect(await facts(db, viewer)).toMatchObject({ organisations: ['东莞精测仪器有限公司（虚构）', '深圳微谱科技有限公司（虚构）'], nodes: ['分子泵', '整机', '质谱仪'], supplies: [0.2, 0.6], observations: [12e8], links: 1 })
  })

  test('the same load again asks nothing and changes nothing', async () => {
    const result = await load(db, viewer, { ...usual, sheets: [organisations, nodes, inputs, supplies, observations] })
    expect(result).toMatchObject({ created: 0, changed: 0, retired: 0, claims: 0, questions: 0 })
    expect(result.files.map((file) => file.unchanged)).toEqual([2, 2, 1, 2, 1])
  })

  test('a new full version renames, adds and retires', async () => {
    const newer = sheetOf('nodes', [{ code: 'N1', name: '飞行时间质谱仪', kind: 'product' }, { code: 'N3', name: '分子泵', kind: 'component' }], { file: 'newer.csv' })
    const result = await load(db, viewer, { ...usual, supersede: true, sheets: [newer] })
    expect(result.retired).toBeGreaterThan(0)
    expect((await facts(db, viewer)).nodes).toEqual(['分子泵', '飞行时间质谱仪'])
    const codes = await asViewer(db, viewer, (tx) => tx.query<{ code: string }>(sql`select code from node where retired_at is null order by code`))
    expect(codes.map((row) => row.code)).toEqual(['N1', 'N3'])
  })

  test('a trial changes nothing', async () => {
    const before = await facts(db, viewer)
    const result = await load(db, viewer, { ...usual, dryRun: true, sheets: [sheetOf('organisations', [{ name: '新来的公司（虚构）' }])] })
    expect(result).toMatchObject({ created: 1, import: null })
    expect(await facts(db, viewer)).toEqual(before)
  })

  test('a member may not load', async () => {
    await expect(load(db, { ...viewer, role: 'member' }, { ...usual, sheets: [organisations] })).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

async function facts(db: Db, viewer: Viewer) {
  return asViewer(db, viewer, async (tx) => ({
    organisations: (await tx.query<{ name: string }>(sql`select name from organisation where retired_at is null order by name`)).map((row) => row.name),
    nodes: (await tx.query<{ name: string }>(sql`select name from node where retired_at is null order by name`)).map((row) => row.name),
    supplies: (await tx.query<{ share: number }>(sql`select share from supplies where retired_at is null order by share`)).map((row) => row.share),
    observations: (await tx.query<{ value: number }>(sql`select value from observation`)).map((row) => row.value),
    links: (await tx.query<{ n: number }>(sql`select count(*) as n from node_link where retired_at is null`))[0]!.n,
  }))
}
