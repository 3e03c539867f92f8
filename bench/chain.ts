/**
 * How fast the chain map answers with a large chain loaded, printed as milliseconds and as multiples of a round trip.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/chain.js [FOLDER]
 *
 * Loads the A-share graph of ../shared/data through intake into a database of its own. With FOLDER that database is kept there
 * and used again.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureFirstAdministrator } from '../src/access/accounts.ts'
import { createCluster } from '../src/access/clusters.ts'
import { asViewer, systemViewer, type Viewer } from '../src/access/viewer.ts'
import { getMap } from '../src/chain/map.ts'
import { getNode } from '../src/chain/node-page.ts'
import { listNodes } from '../src/chain/nodes.ts'
import { refreshStates } from '../src/chain/states.ts'
import { runStress } from '../src/chain/stress.ts'
import type { Db } from '../src/db/db.ts'
import { openDb } from '../src/db/open.ts'
import { sql } from '../src/db/sql.ts'
import { keepOriginal } from '../src/intake/files/originals.ts'
import { importFiles } from '../src/intake/import.ts'
import { previewTables } from '../src/intake/preview.ts'
import { readInWorker } from '../src/intake/reading/read-in-worker.ts'
import { shippedRecipes } from '../src/intake/recipes/index.ts'
import { createOperator } from '../src/registry/operator.ts'
import { takeSnapshot } from '../src/snapshot/snapshot.ts'

const data = path.resolve('../shared/data/ckg_a_share')
const files = ['company.json', 'product.json', 'product_product.jsonl', 'company_product.jsonl', 'stock_basic.csv']
const cluster = 'bench'

const kept = process.argv[2]
const folder = kept ?? mkdtempSync(path.join(os.tmpdir(), 'polycenter-bench-'))
if (!existsSync(data)) {
  console.log(`Left out: ${data} is missing.`)
  process.exit(0)
}
const db = await openDb({ dataDir: folder })
try {
  const viewer = await prepare(db)
  await once(db, viewer)
  await again(db, viewer)
} finally {
  await db.close()
  if (kept === undefined) rmSync(folder, { recursive: true })
}

async function prepare(db: Db): Promise<Viewer> {
  const known = await asViewer(db, systemViewer(cluster), (tx) => tx.query<{ operator: number }>(sql`select operator_id as operator from cluster where cluster_id = ${cluster}`))
  const account = await ensureFirstAdministrator(db)
  const operator = known[0]?.operator ?? (await createCluster(db, account, { cluster, name: cluster }, createOperator)).operator
  const viewer: Viewer = { cluster, account, organisation: operator, actorType: 'association', role: 'administrator', centreOf: ['T4', 'T5'] }
  if (!known[0]) for (const file of files) await timed(`import ${file}`, () => loadFile(db, viewer, path.join(data, file)))
  return viewer
}

async function loadFile(db: Db, viewer: Viewer, file: string): Promise<void> {
  const original = await keepOriginal(folder, file, path.basename(file))
  const workbook = await readInWorker(original.path, { name: original.name })
  const sheets = workbook.sheets.flatMap((sheet) => previewTables(sheet, original, shippedRecipes).flatMap(({ recipe, table }) => (recipe ? [{ sheet: sheet.name, table, recipe }] : [])))
  await importFiles(db, folder, viewer, { files: [{ file: original.sha256, name: original.name, sheets, fixes: [] }], choice: 'good-rows', supersede: false, dryRun: false })
}

/** What is worked out once for each state of the facts. */
async function once(db: Db, viewer: Viewer): Promise<void> {
  const counts = await asViewer(db, viewer, (tx) => tx.query(sql`
    select (select count(*) from node) as nodes, (select count(*) from node_link) as links, (select count(*) from supplies) as supplies, (select count(*) from claim) as claims`))
  console.log(JSON.stringify(counts[0]))
  for (let n = 0; n < 3; n++) await timed('take a snapshot', () => asViewer(db, viewer, (tx) => takeSnapshot(tx, viewer, 'team'), { readOnly: true, isolation: 'repeatable read' }))
  await timed('states, first', () => refreshStates(db, cluster, 'team'))
  await timed('states, nothing changed', () => refreshStates(db, cluster, 'team'))
  await timed('whole map, first', () => getMap(db, viewer, {}))
  await timed('whole map, again', () => getMap(db, viewer, {}))
  await timed('stress test', () => runStress(db, viewer, { remove: [{ dimension: 'region', element: '广东省' }] }))
}

/** What every click asks: at the 95th of a hundred, against the round trip of the smallest query. */
async function again(db: Db, viewer: Viewer): Promise<void> {
  const ids = (await asViewer(db, viewer, (tx) => tx.query<{ id: number }>(sql`
    select node_id as id from node where cluster_id = ${cluster} and node_id in (select node_id from supplies) order by md5(node_id::text) limit 300`))).map(({ id }) => id)
  const trip = await p95(ids, () => db.query(sql`select 1`))
  console.log(`round trip p95 ${trip.toFixed(2)} ms`)
  const report = async (name: string, work: (id: number) => Promise<unknown>): Promise<void> => {
    const time = await p95(ids, work)
    console.log(`${name}: p95 ${time.toFixed(2)} ms, ${(time / trip).toFixed(1)} round trips`)
  }
  await report('node page', (id) => getNode(db, viewer, id))
  await report('neighbourhood, 1 hop', (id) => getMap(db, viewer, { node: id, hops: 1 }))
  await report('neighbourhood, 2 hops', (id) => getMap(db, viewer, { node: id, hops: 2 }))
  await report('list, first window', () => listNodes(db, viewer, {}, { offset: 0, limit: 100 }))
  await report('list, by text', () => listNodes(db, viewer, { text: '轴承' }, { offset: 0, limit: 100 }))
}

async function p95(ids: readonly number[], work: (id: number) => Promise<unknown>): Promise<number> {
  for (const id of ids.slice(0, 50)) await work(id)
  const times: number[] = []
  for (const id of ids) {
    const from = performance.now()
    await work(id)
    times.push(performance.now() - from)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)]!
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now()
  const result = await work()
  console.log(`${name}: ${Math.round(performance.now() - from)} ms`)
  return result
}
