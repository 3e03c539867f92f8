import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asViewer, settingsOf, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import { exportChain } from '../../src/chain/exports.ts'
import { identifier, sql } from '../../src/db/sql.ts'
import { keepOriginal } from '../../src/intake/files/originals.ts'
import { importFiles } from '../../src/intake/import.ts'
import { previewTables } from '../../src/intake/preview.ts'
import { shippedRecipes } from '../../src/intake/recipes/index.ts'
import { readInWorker } from '../../src/intake/reading/read-in-worker.ts'
import { exportOrganisations } from '../../src/registry/export.ts'
import { exportObservations } from '../../src/registry/observation-sheet.ts'
import { listObservations } from '../../src/registry/observations.ts'
import { loadDemo } from '../../src/server/demo.ts'
import type { Context } from '../../src/server/handler.ts'
import type { ImportResult } from '../../src/shared/contract/intake.ts'
import { keysOf, sheetKinds } from '../../src/shared/vocabulary.ts'
import { exportCluster } from '../../src/space/export.ts'
import { takeExport } from '../../src/space/take.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
const factTables = ['organisation', 'node', 'node_link', 'supplies', 'origin', 'organisation_link', 'indicator', 'region', 'observation', 'question'] as const
let dataDir = ''
let viewer: Viewer
let out = ''
afterAll(() => rm(dataDir, { recursive: true, force: true }))

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'polycenter-exports-'))
  const session = settingsOf(systemViewer(''))
  const [account] = await db.transaction((tx) => tx.query<{ id: number }>(sql`insert into account (email, name) values ('team@demo.example', '组员') returning account_id as id`), { session })
  await loadDemo({ db, dataDir, files: dataDir, now: () => new Date(), baseUrl: 'http://localhost:4100' } as Context, account!.id, () => {})
  const [cluster] = await db.transaction((tx) => tx.query<{ id: string; operator: number }>(sql`select cluster_id as id, operator_id as operator from cluster`), { session })
  viewer = { cluster: cluster!.id, account: account!.id, organisation: cluster!.operator, actorType: 'service', role: 'administrator', centreOf: [] }
  out = path.join(dataDir, 'export')
  await asViewer(db, viewer, (tx) => exportCluster(tx, viewer, out, { now: new Date('2026-11-01T00:00:00Z') }), { isolation: 'repeatable read' })
}, 240_000)

/** Every row of every kind of fact, as it stands: claim, grade, giver and right too. */
function facts(): Promise<Record<string, unknown[]>> {
  return asViewer(db, viewer, async (tx) => {
    const found: Record<string, unknown[]> = {}
    for (const table of factTables) found[table] = await tx.query(sql`select to_jsonb(t) as row from ${identifier(table)} as t order by 1`)
    return found
  })
}

/** Loads a file as a person would who lets every sheet be recognised. */
async function takeIn(name: string, content: Uint8Array): Promise<ImportResult> {
  const file = path.join(dataDir, name)
  await writeFile(file, content)
  const original = await keepOriginal(dataDir, file, name)
  const workbook = await readInWorker(original.path, { name })
  const sheets = workbook.sheets.flatMap((sheet) => previewTables(sheet, { name }, shippedRecipes).map((preview) => ({ sheet: sheet.name, table: preview.table, recipe: preview.recipe! })))
  return importFiles(db, dataDir, viewer, { files: [{ file: original.sha256, name, sheets, fixes: [] }], choice: 'all', supersede: false, dryRun: false })
}

/** Nothing is asked, nothing is changed, and the answer says so of every row. */
async function expectUnchanged(take: () => Promise<ImportResult>): Promise<void> {
  const before = await facts()
  const result = await take()
  expect(result).toMatchObject({ created: 0, changed: 0, retired: 0, questions: 0, problemsTotal: 0 })
  expect(result.files.length).toBeGreaterThan(0)
  for (const { sheet, rows, accepted, unchanged } of result.files) expect({ sheet, accepted, unchanged }).toEqual({ sheet, accepted: rows, unchanged: rows })
  const after = await facts()
  for (const table of factTables) expect(after[table], table).toEqual(before[table])
}

const workbooks = {
  主体库: () => asViewer(db, viewer, (tx) => exportOrganisations(tx, viewer, {})),
  观测: () => asViewer(db, viewer, (tx) => exportObservations(tx, viewer, {})),
  图谱: async () => (await exportChain(db, viewer, 'xlsx', { lang: 'zh' })).content as Buffer,
}

describe('what the demo exports imports again without a question and without a change', () => {
  test.each(Object.entries(workbooks))('%s as xlsx', (name, write) => expectUnchanged(async () => takeIn(`${name}.xlsx`, await write())), 120_000)

  test.each(keysOf(sheetKinds))('%s as CSV', (kind) => expectUnchanged(async () => takeIn(`${kind}.csv`, await readFile(path.join(out, `${kind}.csv`)))), 120_000)

  // The demo has no links between firms: no lines are no list.
  test.each(keysOf(sheetKinds).filter((kind) => kind !== 'links'))('%s as JSON Lines', (kind) => expectUnchanged(async () => takeIn(`${kind}.jsonl`, await readFile(path.join(out, 'facts', `${kind}.jsonl`)))), 120_000)

  test('the whole export, claims and sources too', () => expectUnchanged(async () => {
    const manifest = await asViewer(db, viewer, (tx) => exportCluster(tx, viewer, out, { now: new Date('2026-11-02T00:00:00Z') }), { isolation: 'repeatable read' })
    return asViewer(db, viewer, (tx) => takeExport(tx, viewer, out, manifest))
  }), 120_000)
})

test('what a person changes in an exported sheet is a claim, and only that', async () => {
  const sheet = (await readFile(path.join(out, 'observations.csv'), 'utf8')).split('\r\n')
  const at = sheet.findIndex((line) => line.includes('深圳市') && /,\d+(\.\d+)?,/.test(line))
  sheet[at] = sheet[at]!.replace(/,(\d+(?:\.\d+)?),/, (_, value: string) => `,${Number(value) + 1},`)
  const result = await takeIn('changed.csv', Buffer.from(sheet.join('\r\n')))
  expect(result).toMatchObject({ claims: 1, problemsTotal: 0 })
  expect(result.files[0]).toMatchObject({ recipe: 'polycenter-export-observations', unchanged: result.files[0]!.rows - 1 })
}, 120_000)

test('an export carries what its reader may see and no more', async () => {
  const guest: Viewer = { ...viewer, organisation: null, actorType: null, role: 'guest', centreOf: [] }
  const rowsOf = async (content: Uint8Array): Promise<number> => {
    const file = path.join(dataDir, 'seen.xlsx')
    await writeFile(file, content)
    return (await readInWorker(file, { name: 'seen.xlsx' })).sheets[0]!.rows.length
  }
  const [everything, some] = await Promise.all([viewer, guest].map(async (one) => {
    const total = (await asViewer(db, one, (tx) => listObservations(tx, one, {}, { offset: 0, limit: 1 }))).total
    return { total, content: await asViewer(db, one, (tx) => exportObservations(tx, one, {})) }
  }))
  expect(some!.total).toBeLessThan(everything!.total)
  expect(await rowsOf(everything!.content)).toBe(everything!.total + 1)
  expect(await rowsOf(some!.content)).toBe(some!.total + 1)
}, 120_000)
