import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, type Viewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { withdrawSource } from '../../src/ledger/sources.ts'
import { makeCluster } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'
import { bring, counts, see, type Files } from './pipeline.ts'

const db = await useDb()

const first: Files = {
  'stages.csv': [['stage_name', 'stage_id', 'description'], ['Design', 'S1', ''], ['Fabrication', 'S2', '']],
  'inputs.csv': [
    ['input_name', 'input_id', 'type', 'stage_name', 'stage_id', 'description'],
    ['Photoresists', 'N1', 'material_resource', 'Fabrication', 'S2', ''], ['Lithography tools', 'N2', 'tool_resource', 'Fabrication', 'S2', ''],
    ['Scanners', 'N3', 'tool_resource', 'Fabrication', 'S2', ''], ['Wafers', 'N4', 'material_resource', 'Fabrication', 'S2', ''],
  ],
  'sequence.csv': [
    ['input_name', 'input_id', 'goes_into_name', 'goes_into_id', 'is_type_of_name', 'is_type_of_id'],
    ['Photoresists', 'N1', 'Lithography tools', 'N2', '', ''], ['Scanners', 'N3', '', '', 'Lithography tools', 'N2'], ['Wafers', 'N4', 'Lithography tools', 'N2', '', ''],
  ],
  'providers.csv': [
    ['provider_name', 'provider_id', 'alias', 'provider_type', 'country'],
    ['Malaysia', 'P1', '', 'country', 'SGP'], ['Japan', 'P2', '', 'country', 'JPN'], ['ASML', 'P3', '', 'organization', 'NLD'], ['Nikon', 'P4', '', 'organization', 'JPN'],
  ],
  'provision.csv': [
    ['provider_name', 'provider_id', 'provided_name', 'provided_id', 'share_provided', 'negligible_market_share'],
    ['Malaysia', 'P1', 'Wafers', 'N4', '20', ''], ['Japan', 'P2', 'Wafers', 'N4', '50', ''], ['ASML', 'P3', 'Scanners', 'N3', '80', ''], ['Nikon', 'P4', 'Scanners', 'N3', '', ''],
    ['Nikon', 'P4', 'Fabrication', 'S2', '', ''],
  ],
}

/** N3 goes, N5 comes under the old name of N2, N2 has a new one; Malaysia's country is put right; ASML is spelt in three ways; shares have years. */
const second: Files = {
  'stages-2.csv': [['stage_name', 'stage_id', 'description'], ['Design', 'S1', ''], ['Fabrication', 'S2', '']],
  'inputs-2.csv': [
    ['input_name', 'input_id', 'type', 'stage_name', 'stage_id', 'description', 'year'],
    ['Photoresists', 'N1', 'material_resource', 'Fabrication', 'S2', '', '2026'], ['Exposure tools', 'N2', 'tool_resource', 'Fabrication', 'S2', '', '2026'],
    ['Wafers', 'N4', 'material_resource', 'Fabrication', 'S2', '', '2026'], ['Lithography tools', 'N5', 'tool_resource', 'Fabrication', 'S2', '', '2026'],
  ],
  'sequence-2.csv': [
    ['input_name', 'input_id', 'goes_into_name', 'goes_into_id', 'is_type_of_name', 'is_type_of_id'],
    ['Photoresists', 'N1', 'Exposure tools', 'N2', '', ''], ['Lithography tools', 'N5', '', '', 'Exposure tools', 'N2'], ['Wafers', 'N4', 'Exposure tools', 'N2', '', ''],
  ],
  'providers-2.csv': [
    ['provider_name', 'provider_id', 'alias', 'provider_type', 'country'],
    ['Malaysia', 'P1', '', 'country', 'MYS'], ['Japan', 'P2', '', 'country', 'JPN'],
    ['ASML', 'P3', '', 'organization', 'NLD'], ['ASML Holding', 'P3', '', 'organization', 'NLD'], ['A.S.M.L. N.V.', 'P3', '', 'organization', 'NLD'], ['Nikon', 'P4', '', 'organization', 'JPN'],
  ],
  'provision-2.csv': [
    ['provider_name', 'provider_id', 'provided_name', 'provided_id', 'share_provided', 'negligible_market_share', 'year', 'source'],
    ['Malaysia', 'P1', 'Wafers', 'N4', '20', '', '2025', 'a'], ['Japan', 'P2', 'Wafers', 'N4', '50', '', '2025', 'a'], ['Japan', 'P2', 'Wafers', 'N4', '55', '', '2026', 'a'],
    ['ASML', 'P3', 'Lithography tools', 'N5', '85', '', '2026', 'a'], ['ASML Holding', 'P3', 'Lithography tools', 'N5', '85', '', '2026', 'b'],
    ['Nikon', 'P4', 'Lithography tools', 'N5', '', '', '2026', 'a'], ['Nikon', 'P4', 'Fabrication', 'S2', '', '', '2026', 'a'],
  ],
}

describe('a later release of the same tables', () => {
  let viewer: Viewer
  const nodes = () => see<{ code: string; name: string; id: number }>(db, viewer, sql`select node_id as id, code, name from node where retired_at is null and is_stage is not true order by code`)
  let idOfN2: number

  beforeAll(async () => {
    viewer = await makeCluster(db, 'releases')
    await bring(db, viewer, first)
  })

  test('the first stands as it is written', async () => {
    expect(await counts(db, viewer)).toMatchObject({ organisations: 2, nodes: 4, stages: 2, requires: 2, kinds: 1, supplies: 3, origins: 2, questions: 0 })
    idOfN2 = (await nodes()).find(({ code }) => code === 'N2')!.id
  })

  test('the second renames, adds and retires, and doubles nothing', async () => {
    const result = await bring(db, viewer, second, { supersede: true })
    expect(result.questions).toBe(0)
    expect(await counts(db, viewer)).toMatchObject({ organisations: 2, nodes: 4, stages: 2, requires: 2, kinds: 1, supplies: 3, origins: 2, questions: 0 })
    const now = await nodes()
    expect(now.map(({ code, name }) => [code, name])).toEqual([['N1', 'Photoresists'], ['N2', 'Exposure tools'], ['N4', 'Wafers'], ['N5', 'Lithography tools']])
    expect(now.find(({ code }) => code === 'N2')!.id).toBe(idOfN2)
    expect(now.find(({ code }) => code === 'N5')!.id).not.toBe(idOfN2)
  })

  test('other spellings of a provider are other names: no conflict, no second organisation', async () => {
    const rows = await see<{ name: string; others: string; marks: Record<string, unknown> }>(db, viewer, sql`select name, other_names as others, marks from organisation where code = 'P3' and retired_at is null`)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ name: 'ASML', others: 'A.S.M.L. N.V.；ASML Holding' })
    expect(rows[0]!.marks.name).toBeUndefined()
  })

  test('a corrected country retires the origin it stood under', async () => {
    const rows = await see<{ country: string; gone: boolean }>(db, viewer, sql`select country, retired_at is not null as gone from origin order by country`)
    expect(rows).toEqual([{ country: 'JPN', gone: false }, { country: 'MYS', gone: false }, { country: 'SGP', gone: true }])
  })

  test('the corrected country is remembered: the next list of supplies alone goes by it', async () => {
    const alone = { 'provision-3.csv': [['provider_name', 'provider_id', 'provided_name', 'provided_id', 'share_provided', 'negligible_market_share'], ['Malaysia', 'P1', 'Photoresists', 'N1', '5', '']] }
    await bring(db, viewer, alone, { dryRun: false, giver: 2 })
    const rows = await see(db, viewer, sql`select origin.country from origin join node using (cluster_id, node_id) where node.code = 'N1' and origin.retired_at is null`)
    expect(rows).toEqual([{ country: 'MYS' }])
    const source = await see<{ id: number }>(db, viewer, sql`select source_id as id from source where name = 'provision-3.csv'`)
    await asViewer(db, viewer, (tx) => withdrawSource(tx, viewer, source[0]!.id, '试导入'))
  })

  test('the share of the latest year counts, the earlier one stays in the history', async () => {
    const rows = await see<{ share: number }>(db, viewer, sql`select share from origin where country = 'JPN' and retired_at is null`)
    expect(rows[0]!.share).toBeCloseTo(0.55)
    const history = await see(db, viewer, sql`select period, value_number as share from claim where predicate = 'origin' and scope = 'JPN' and ended_at is null order by period`)
    expect(history).toEqual([{ period: '2025', share: 0.5 }, { period: '2026', share: 0.55 }])
  })

  test('a node is searched by its present name and by the one it had', async () => {
    const labels = await see<{ label: string }>(db, viewer, sql`select label from search_entry where entity_kind = 'node' and entity_id = ${idOfN2}`)
    expect(labels).toEqual([{ label: 'Exposure tools' }, { label: 'Exposure tools' }])
  })

  test('loading that release again changes nothing, with or without superseding', async () => {
    for (const supersede of [true, false]) {
      expect(await bring(db, viewer, second, { supersede })).toMatchObject({ created: 0, changed: 0, retired: 0, claims: 0, questions: 0 })
    }
  })

  test('going back to the first release brings its facts back', async () => {
    await bring(db, viewer, first, { supersede: true })
    expect(await counts(db, viewer)).toMatchObject({ organisations: 2, nodes: 4, stages: 2, requires: 2, kinds: 1, supplies: 3, origins: 2, questions: 0 })
    expect((await nodes()).map(({ code, name }) => [code, name])).toEqual([['N1', 'Photoresists'], ['N2', 'Lithography tools'], ['N3', 'Scanners'], ['N4', 'Wafers']])
  })
})

describe('which of several spellings is the name', () => {
  const head = ['provider_name', 'provider_id', 'alias', 'provider_type', 'country']
  const names = (viewer: Viewer) => see<{ code: string; name: string; others: string | null }>(db, viewer, sql`select code, name, other_names as others from organisation where retired_at is null order by code`)

  test('an alias row that stands before the main row is another name, whatever tells that it is one', async () => {
    const viewer = await makeCluster(db, 'spellings')
    await bring(db, viewer, {
      'providers.csv': [
        head,
        ['Nanometrics', 'P1', '', 'organization', 'USA'], ['Onto Innovation', 'P1', 'Nanometrics', 'organization', 'USA'],
        ['Canon Machinery', 'P2', '', 'organization', 'JPN'], ['Canon', 'P2', '', 'organization', 'JPN'], ['Canon', 'P2', 'Canon ANELVA', 'organization', 'JPN'],
        ['Disco', 'P3', '', 'organization', 'JPN'],
      ],
    })
    expect(await names(viewer)).toEqual([
      { code: 'P1', name: 'Onto Innovation', others: 'Nanometrics' }, { code: 'P2', name: 'Canon', others: 'Canon ANELVA；Canon Machinery' }, { code: 'P3', name: 'Disco', others: null },
    ])
  })

  test('a later release that spells an organisation anew above its row renames nobody; one that no longer has the old name does', async () => {
    const viewer = await makeCluster(db, 'spellings-later')
    await bring(db, viewer, { 'providers.csv': [head, ['ASML', 'P3', '', 'organization', 'NLD'], ['Toshiba', 'P44', '', 'organization', 'JPN']] })
    const later = { 'providers-2.csv': [head, ['A.S.M.L. N.V.', 'P3', '', 'organization', 'NLD'], ['ASML', 'P3', '', 'organization', 'NLD'], ['Kioxia', 'P44', '', 'organization', 'JPN']] }
    await bring(db, viewer, later, { supersede: true })
    const expected = [{ code: 'P3', name: 'ASML', others: 'A.S.M.L. N.V.' }, { code: 'P44', name: 'Kioxia', others: null }]
    expect(await names(viewer)).toEqual(expected)
    expect(await bring(db, viewer, later, { supersede: true })).toMatchObject({ created: 0, changed: 0, retired: 0, claims: 0, questions: 0 })
    expect(await names(viewer)).toEqual(expected)
  })
})
