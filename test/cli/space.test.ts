import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asViewer, type Viewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { load } from '../../src/intake/load/load.ts'
import { resolveConflict } from '../../src/ledger/resolve.ts'
import { mergeOrganisations } from '../../src/registry/merge.ts'
import { search } from '../../src/registry/search.ts'
import { getStatus } from '../../src/registry/status.ts'
import { exportCluster, type Manifest } from '../../src/space/export.ts'
import { takeExport } from '../../src/space/take.ts'
import type { SheetToLoad } from '../../src/intake/load/types.ts'
import type { ImportResult } from '../../src/shared/contract/intake.ts'
import { makeCluster, sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
const folder = mkdtempSync(path.join(os.tmpdir(), 'polycenter-space-'))
afterAll(() => rmSync(folder, { recursive: true }))

const nasty = '东莞“精测”, 仪器\n有限\t公司\\（虚构）"quoted"; =1+1 \u0001'

const sheets = hashed([
  sheetOf('organisations', [
    { name: nasty, city: '441900', region: '440000', revenue: 1_234_567.89, code: 'A1', formerNames: ['旧,名', '又"名'], note: '第一行\r\n第二行' },
    { name: '深圳微谱科技有限公司（虚构）', code: 'A2', city: '440300' },
    { name: '微谱科技（虚构）', code: 'B2', city: '440300', employees: 12, longitude: 114.0579123, latitude: 22.5431 },
  ], { recipe: { right: 'public', grade: 'C' } }),
  sheetOf('nodes', [
    { stageCode: 'S1', stageName: '整机, "总装"' },
    { code: 'N1', name: '质谱仪 "高分辨"', kind: 'product', stage: 'midstream', stageCode: 'S1', stageName: '整机, "总装"', stockDays: 30 },
    { code: 'N2', name: '分子泵', kind: 'component' },
    { name: '分子泵', code: 'N3', kind: 'material' },
  ]),
  sheetOf('inputs', [{ nodeCode: 'N1', inputCode: 'N2', relation: 'requires' }, { nodeCode: 'N3', inputCode: 'N2', relation: 'isA' }]),
  sheetOf('supplies', [
    { providerCode: 'A1', nodeCode: 'N2', share: 0.6, origin: 'CHN', qualified: true, from: '2024-01-31' },
    { providerCode: 'B2', nodeCode: 'N2', share: 0.1 },
    { providerCode: 'A2', nodeCode: 'S1', negligible: true },
    { provider: 'JPN', providerKind: 'country', nodeCode: 'N2', share: 0.25 },
  ]),
  sheetOf('observations', [
    { indicator: '营业收入', subject: '深圳市', period: '2026-10', value: 12e8, unit: '元' },
    { indicator: '营业收入', subject: '集群', subjectKind: 'cluster', period: '2026-Q3', value: 0.1 + 0.2, unit: '元' },
    { indicator: '投诉, 件', subject: '深圳微谱科技有限公司（虚构）', subjectKind: 'organisation', period: '2025', value: 0 },
  ]),
])

/** Sheets of files whose hashes are hashes. */
function hashed(all: SheetToLoad[]): SheetToLoad[] {
  return all.map((sheet) => ({ ...sheet, file: { ...sheet.file, sha256: createHash('sha256').update(sheet.file.name).digest('hex') } }))
}

/** What stands, by names and values: the numbers of things differ from cluster to cluster. */
async function facts(viewer: Viewer): Promise<unknown> {
  return asViewer(db, viewer, async (tx) => ({
    organisations: await tx.query(sql`select name, code, city_code, region_code, revenue, employees, longitude, latitude, former_names, note, marks, right_of_use from organisation where retired_at is null and merged_into is null order by name`),
    nodes: await tx.query(sql`
      select node.code, node.name, node.is_stage, node.kind, node.stage, node.stock_days, node.marks, node.right_of_use, stage.name as stage_name
      from node left join node as stage on stage.cluster_id = node.cluster_id and stage.node_id = node.stage_id where node.cluster_id = ${viewer.cluster} and node.retired_at is null order by node.code`),
    links: await tx.query(sql`
      select node.code as a, relation, other.code as b from node_link
      join node using (cluster_id, node_id) join node as other on other.cluster_id = node_link.cluster_id and other.node_id = node_link.other_id where node_link.retired_at is null order by 1, 2, 3`),
    supplies: await tx.query(sql`
      select organisation.name, node.code, share, origin, qualified, negligible, valid_from, supplies.marks, supplies.right_of_use from supplies
      join organisation using (cluster_id, organisation_id) join node using (cluster_id, node_id) where supplies.retired_at is null and merged_into is null order by 1, 2`),
    origins: await tx.query(sql`select node.code, country, share, origin.right_of_use from origin join node using (cluster_id, node_id) where origin.retired_at is null order by 1, 2`),
    observations: await tx.query(sql`select indicator.name, indicator.unit, subject_kind, period, value, observation.unit as as_said from observation join indicator using (cluster_id, indicator_id) where retired_at is null order by 1, 3, 4`),
    merged: await tx.query(sql`select merged.name, kept.name as into from organisation as merged join organisation as kept on kept.cluster_id = merged.cluster_id and kept.organisation_id = merged.merged_into order by 1`),
    choices: await tx.query(sql`select claim.predicate, reason, claim.value_text from resolution join claim using (cluster_id, claim_id) where undone_at is null order by 1`),
    pairs: await tx.query(sql`select status, score from question order by 1, 2`),
  }))
}

const counts = async (viewer: Viewer): Promise<object> => {
  return { ...(await asViewer(db, viewer, (tx) => getStatus(tx, viewer))), revision: 0 }
}

describe('an export taken in again', () => {
  let here: Viewer
  let there: Viewer
  let out: string
  let manifest: Manifest
  const take = (viewer: Viewer): Promise<ImportResult> => asViewer(db, viewer, (tx) => takeExport(tx, viewer, out, manifest))

  beforeAll(async () => {
    here = await operated('here')
    there = await operated('there')
    await load(db, here, { ...usual, sheets })
    // A second list says otherwise: claims stand side by side, and a person chooses one.
    await load(db, here, { ...usual, sheets: hashed([sheetOf('organisations', [{ code: 'A2', name: '深圳微谱仪器有限公司（虚构）', city: '440300' }], { file: 'other.csv', recipe: { grade: 'B' } })]) })
    await asViewer(db, here, async (tx) => {
      const [claim] = await tx.query<{ id: number }>(sql`select claim_id as id from claim where predicate = 'name' and value_text = '深圳微谱科技有限公司（虚构）'`)
      await resolveConflict(tx, here, claim!.id, '以营业执照为准')
    })
    await asViewer(db, here, async (tx) => {
      const ids = await tx.query<{ id: number }>(sql`select organisation_id as id from organisation where code in ('A2', 'B2') order by code`)
      await mergeOrganisations(tx, here, ids[0]!.id, ids[1]!.id)
    })
    out = path.join(folder, 'export')
    manifest = await asViewer(db, here, (tx) => exportCluster(tx, here, out, { now: new Date('2026-11-01T00:00:00Z') }), { isolation: 'repeatable read' })
  })

  test('every file is in the manifest with its hash', () => {
    for (const [name, { sha256, bytes }] of Object.entries(manifest.files)) {
      const content = readFileSync(path.join(out, name))
      expect([createHash('sha256').update(content).digest('hex'), content.length]).toEqual([sha256, bytes])
    }
    expect(Object.keys(manifest.files)).toEqual(expect.arrayContaining(['organisations.csv', 'facts/organisations.jsonl', 'ledger/claims.jsonl', 'ledger/claims.csv', 'prov.json', 'recipes/nodes.json']))
  })

  test('in a new cluster it gives the same facts, grades, rights, merges and choices', async () => {
    const result = await take(there)
    expect(result.claims).toBeGreaterThan(0)
    expect(await facts(there)).toEqual(await facts(here))
    expect(await counts(there)).toEqual(await counts(here))
  })

  test('there too everything is found by each of its names, told by its present one', async () => {
    const found = (viewer: Viewer, text: string) => asViewer(db, viewer, async (tx) => (await search(tx, viewer, { text, limit: 10 })).map(({ label }) => label))
    for (const text of ['旧,名', 'jiuming', '又"名', '微谱仪器', 'wpyq', '微谱科技', '质谱仪', '投诉']) expect([text, await found(there, text)]).toEqual([text, await found(here, text)])
    expect(await found(there, '旧名')).toEqual([nasty])
  })

  test('a second time it changes nothing, here and there', async () => {
    for (const viewer of [there, here]) {
      const before = await facts(viewer)
      expect(await take(viewer)).toMatchObject({ created: 0, changed: 0, retired: 0, claims: 0, questions: 0 })
      expect(await facts(viewer)).toEqual(before)
    }
  })

  test('provenance names every claim, its source and its giver', async () => {
    const prov = JSON.parse(readFileSync(path.join(out, 'prov.json'), 'utf8')) as Record<string, Record<string, Record<string, unknown>>>
    const claims = Object.entries(prov.entity!).filter(([, value]) => value['prov:type'] === 'polycenter:Claim')
    expect(claims.length).toBe(manifest.files['ledger/claims.jsonl']!.rows)
    expect(Object.values(prov.wasDerivedFrom!).length).toBe(claims.length)
    for (const { 'prov:generatedEntity': made, 'prov:usedEntity': used } of Object.values(prov.wasDerivedFrom!)) expect([prov.entity![String(made)], prov.entity![String(used)]]).not.toContain(undefined)
    expect(JSON.stringify(prov.entity)).toContain(JSON.stringify(nasty).slice(1, -1))
  })

  test('a file that was changed is refused by name', async () => {
    const file = path.join(out, 'ledger/claims.jsonl')
    const content = readFileSync(file)
    writeFileSync(file, Buffer.concat([content, Buffer.from('{}\n')]))
    await expect(take(there)).rejects.toMatchObject({ code: 'file-broken', details: { file: 'ledger/claims.jsonl' } })
    writeFileSync(file, content)
  })

  test('a folder that holds something else is not written to; an earlier export is', async () => {
    await expect(asViewer(db, here, (tx) => exportCluster(tx, here, os.tmpdir(), { now: new Date() }))).rejects.toMatchObject({ code: 'already-exists' })
    await asViewer(db, here, (tx) => exportCluster(tx, here, out, { now: new Date('2026-11-02T00:00:00Z') }))
  })

  test('a member may neither export nor take in', async () => {
    const member = { ...here, role: 'member' } as const
    await expect(asViewer(db, member, (tx) => exportCluster(tx, member, path.join(folder, 'no'), { now: new Date() }))).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(take(member)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

/** A cluster and its analyst, who speaks for an operator of its own. */
async function operated(cluster: string): Promise<Viewer> {
  const viewer = await makeCluster(db, cluster)
  const system = { ...viewer, role: 'system' as const }
  return asViewer(db, system, async (tx) => {
    const [made] = await tx.query<{ organisation: number; account: number }>(sql`
      update cluster set operator_id = nextval('entity_id'), operator_name = cluster_id where cluster_id = ${cluster}
      returning operator_id as organisation, (select account_id from member where member.cluster_id = ${cluster}) as account`)
    return { ...viewer, ...made! }
  })
}
