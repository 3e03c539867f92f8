/**
 * How fast the chain map answers with a large chain loaded, printed as milliseconds and as multiples of a round trip of `select 1`.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/chain.js
 *
 * Loads the A-share graph of ../shared/data through intake into a database of its own.
 */
import { asViewer, type Viewer } from '../src/access/viewer.ts'
import { getMap } from '../src/chain/map.ts'
import { getNode } from '../src/chain/node-page.ts'
import { listNodes } from '../src/chain/nodes.ts'
import { refreshStates } from '../src/chain/states.ts'
import { runStress } from '../src/chain/stress.ts'
import type { Db } from '../src/db/db.ts'
import { sql } from '../src/db/sql.ts'
import { importFiles } from '../src/intake/import.ts'
import { takeSnapshot } from '../src/snapshot/snapshot.ts'
import { aShareFiles, openHouse, requestFor } from './house.ts'

const files = aShareFiles()
if (files === undefined) console.log('Left out: ../shared/data/ckg_a_share is missing.')
else await measure(files)

async function measure(paths: readonly string[]): Promise<void> {
  const house = await openHouse()
  try {
    const { db, dataDir, viewer } = house
    await timed('import', async () => importFiles(db, dataDir, viewer, await requestFor(house, paths)))
    await once(db, viewer)
    await again(db, viewer)
  } finally {
    await house.close()
  }
}

/** What is worked out once for each state of the facts. */
async function once(db: Db, viewer: Viewer): Promise<void> {
  const counts = await asViewer(db, viewer, (tx) => tx.query(sql`
    select (select count(*) from node) as nodes, (select count(*) from node_link) as links, (select count(*) from supplies) as supplies, (select count(*) from claim) as claims`))
  console.log(JSON.stringify(counts[0]))
  for (let n = 0; n < 3; n++) await timed('take a snapshot', () => asViewer(db, viewer, (tx) => takeSnapshot(tx, viewer, 'team'), { readOnly: true, isolation: 'repeatable read' }))
  await timed('states, first', () => refreshStates(db, viewer.cluster, 'team'))
  await timed('states, nothing changed', () => refreshStates(db, viewer.cluster, 'team'))
  await timed('whole map, first', () => getMap(db, viewer, {}))
  await timed('whole map, again', () => getMap(db, viewer, {}))
  await timed('stress test', () => runStress(db, viewer, { remove: [{ dimension: 'region', element: '广东省' }] }))
}

/** What every click asks: at the 95th of a hundred, against the round trip of the smallest query. */
async function again(db: Db, viewer: Viewer): Promise<void> {
  const ids = (await asViewer(db, viewer, (tx) => tx.query<{ id: number }>(sql`
    select node_id as id from node where cluster_id = ${viewer.cluster} and node_id in (select node_id from supplies) order by md5(node_id::text) limit 300`))).map(({ id }) => id)
  const trip = await p95(ids, () => db.query(sql`select 1`))
  console.log(`round trip: p95 ${trip.toFixed(2)} ms`)
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
