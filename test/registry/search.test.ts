import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, type Viewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { load } from '../../src/intake/load/load.ts'
import { mergeOrganisations } from '../../src/registry/merge.ts'
import { completeSearch } from '../../src/registry/complete-search.ts'
import { listOrganisations } from '../../src/registry/organisations.ts'
import { search } from '../../src/registry/search.ts'
import { makeCluster, sheetOf, usual } from '../support/cluster.ts'
import { useDb, withOwner } from '../support/db.ts'

const db = await useDb()
let viewer: Viewer
const found = (text: string, as: Viewer = viewer) => asViewer(db, as, async (tx) => (await search(tx, as, { text, limit: 10 })).map(({ label }) => label))

beforeAll(async () => {
  viewer = await makeCluster(db, 'search')
  await load(db, viewer, { ...usual, sheets: [sheetOf('organisations', [{ name: '深圳市汇川技术股份有限公司', code: 'A1' }, { name: '重庆川仪自动化股份有限公司', code: 'A2' }])] })
  await load(db, viewer, { ...usual, right: 'public', sheets: [sheetOf('nodes', [{ code: 'N1', name: '质谱仪' }, { code: 'N2', name: '质 谱仪 X-100%' }, { code: 'N3', name: 'Photoresists' }])] })
  const other = await makeCluster(db, 'search-elsewhere')
  await load(db, other, { ...usual, sheets: [sheetOf('nodes', [{ code: 'N1', name: '质谱仪（别处）' }])] })
})

test.each([
  ['质谱', ['质谱仪', '质 谱仪 X-100%']],
  ['质', ['质谱仪', '质 谱仪 X-100%']],
  ['谱仪', ['质谱仪', '质 谱仪 X-100%']],
  ['zhipu', ['质谱仪', '质 谱仪 X-100%']],
  ['zpy', ['质谱仪', '质 谱仪 X-100%']],
  ['汇川', ['深圳市汇川技术股份有限公司']],
  ['chongqing', ['重庆川仪自动化股份有限公司']],
  ['photo', ['Photoresists']],
  ['PHOTORESIST', ['Photoresists']],
  ['100%', ['质 谱仪 X-100%']],
  ['%', []], ['', []], ['不存在的东西', []],
])('“%s” finds what a person means by it', async (text, labels) => {
  expect(await found(text)).toEqual(labels)
})

describe('an organisation is found by every name by which it is known, and told by its present one', () => {
  const present = '华星精密仪器有限公司'
  let here: Viewer

  beforeAll(async () => {
    here = await makeCluster(db, 'search-names')
    const row = { name: present, code: 'A1', shortName: '华星精密', englishName: 'Sinostar Precision', formerNames: '长安光学厂', otherNames: '北辰仪表' }
    await load(db, here, { ...usual, sheets: [sheetOf('organisations', [row, { name: '天枢测控有限公司', code: 'A2', formerNames: '老石桥机械厂' }])] })
  })

  test.each(['华星精密', '华星精密仪器', 'hxjm', 'huaxing', 'sinostar', 'precision', '长安光学', 'changanguang', 'cagxc', '北辰', 'beichen', 'bcyb'])('by “%s”', async (text) => {
    expect(await found(text, here)).toEqual([present])
    expect((await listOrganisations(db, here, { text }, { offset: 0, limit: 10 })).items.map(({ name }) => name)).toEqual([present])
  })

  test('by the names of an organisation that was merged into it', async () => {
    const [kept, merged] = await Promise.all([present, '天枢'].map(async (text) => (await asViewer(db, here, (tx) => search(tx, here, { text, limit: 1 })))[0]!.id))
    await asViewer(db, here, (tx) => mergeOrganisations(tx, here, kept!, merged!))
    for (const text of ['天枢', 'lsqjxc']) {
      expect(await found(text, here)).toEqual([present])
      expect((await listOrganisations(db, here, { text }, { offset: 0, limit: 10 })).items).toMatchObject([{ id: kept }])
    }
  })
})

test('a cluster that was filled when only main names were searched is found by all its names once it has been opened', async () => {
  const here = await makeCluster(db, 'search-older')
  const present = '沧海光电有限公司'
  await load(db, here, { ...usual, sheets: [
    sheetOf('organisations', [{ name: present, code: 'A1', shortName: '沧海', formerNames: '老石桥机械厂', englishName: 'Bluesea Optics' }]),
    sheetOf('nodes', [{ code: 'N1', name: '质谱仪' }]), sheetOf('observations', [{ indicator: 'Output of Instruments', subject: '深圳市', period: '2026-10', value: 1 }]),
  ] })
  await load(db, here, { ...usual, sheets: [sheetOf('nodes', [{ code: 'N1', name: '质量分析仪' }], { file: 'renamed.csv' })] })
  await withOwner(db, async (owner) => {
    await owner.query(sql`delete from search_entry where cluster_id = 'search-older'`)
    await owner.query(sql`update cluster set search_complete = false where cluster_id = 'search-older'`)
  })
  expect(await found('老石桥', here)).toEqual([])
  const said: string[] = []
  await completeSearch(db, ({ en }) => said.push(en))
  await completeSearch(db, ({ en }) => said.push(en))
  expect(said).toHaveLength(1)
  for (const text of ['沧海', '老石桥', 'lsqjxc', 'bluesea']) expect(await found(text, here)).toEqual([present])
  for (const text of ['质谱', 'zpy', '质量分析']) expect(await found(text, here)).toEqual(['质量分析仪'])
  expect(await found('output of', here)).toEqual(['Output of Instruments'])
  const guest: Viewer = { ...here, role: 'guest', organisation: null }
  expect(await found('老石桥', guest)).toEqual([])
})

test('nobody finds what they may not see, here or elsewhere', async () => {
  const guest: Viewer = { ...viewer, role: 'guest', organisation: null }
  expect(await found('质谱', guest)).toEqual(['质谱仪', '质 谱仪 X-100%'])
  expect(await found('汇川', guest)).toEqual([])
})

test('the registry is filtered by the same words', async () => {
  const page = await listOrganisations(db, viewer, { text: 'hcjs' }, { offset: 0, limit: 10 })
  expect(page.items.map(({ name }) => name)).toEqual([])
  const named = await listOrganisations(db, viewer, { text: '川仪' }, { offset: 0, limit: 10 })
  expect(named.items.map(({ name }) => name)).toEqual(['重庆川仪自动化股份有限公司'])
})

test('the registry tells a new total as soon as there is another organisation, and counts the supplies of each', async () => {
  const here = await makeCluster(db, 'registry-totals')
  const list = (limit: number) => listOrganisations(db, here, { sort: '-name' }, { offset: 0, limit })
  await load(db, here, { ...usual, sheets: [sheetOf('organisations', [{ name: '甲仪器有限公司', code: 'A1' }])] })
  expect((await list(1)).total).toBe(1)
  await load(db, here, { ...usual, sheets: [
    sheetOf('organisations', [{ name: '乙仪器有限公司', code: 'A2' }]), sheetOf('nodes', [{ code: 'N1', name: '质谱仪' }]), sheetOf('supplies', [{ providerCode: 'A2', node: '质谱仪' }]),
  ] })
  const { total, items } = await list(1)
  expect(total).toBe(2)
  expect((await list(2)).items.map(({ name, supplies }) => [name, supplies]).sort()).toEqual([['乙仪器有限公司', 1], ['甲仪器有限公司', 0]])
  expect(items).toHaveLength(1)
})
