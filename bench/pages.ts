/**
 * How fast the pages answer with a large cluster loaded, as multiples of a round trip of `select 1` on the same engine.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/pages.js [folder that keeps the data]
 *
 * Loads the A-share chain graph of ../shared/data through intake into a database of its own. Every page is asked for other things each
 * time; `select 1` is asked between the pages, so that both meet the same machine.
 */
import { asViewer, readAs, type Viewer } from '../src/access/viewer.ts'
import { getMap } from '../src/chain/map.ts'
import { getNode } from '../src/chain/node-page.ts'
import { listNodes } from '../src/chain/nodes.ts'
import { ensureStates } from '../src/chain/states.ts'
import type { Db } from '../src/db/db.ts'
import { sql } from '../src/db/sql.ts'
import { importFiles } from '../src/intake/import.ts'
import { getOrganisation, listOrganisations } from '../src/registry/organisations.ts'
import { search } from '../src/registry/search.ts'
import { aShareFiles, openHouse, requestFor } from './house.ts'
import { seeded } from './matching-names.ts'

const rounds = 300
const texts = ['光刻', '特种气体', '质谱', '仪', 'yiqi', 'gkj', 'zp', '电池', '深圳', 'lidianchi', '芯片设备', '有限公司']
type Page = { name: string; ask: (turn: number) => Promise<unknown> }

const files = aShareFiles()
if (files) await measure(files)
else console.log('The A-share chain graph is not in ../shared/data: nothing measured.')

async function measure(files: readonly string[]): Promise<void> {
  const house = await openHouse(process.argv[2])
  try {
    const { db, dataDir, viewer } = house
    if (house.fresh) await importFiles(db, dataDir, viewer, await requestFor(house, files))
    await ensureStates(db, viewer)
    const pages = await pagesOf(db, viewer)
    const times = new Map(pages.map(({ name }) => [name, [] as number[]]))
    // Each connection of the pool is opened and each statement planned once before anything counts.
    for (const page of pages) for (let turn = 0; turn < 20; turn++) await page.ask(turn)
    for (let turn = 0; turn < rounds; turn++) {
      for (const { name, ask } of pages) {
        const start = performance.now()
        await ask(turn)
        times.get(name)!.push(performance.now() - start)
      }
    }
    report(times)
  } finally {
    await house.close()
  }
}

async function pagesOf(db: Db, viewer: Viewer): Promise<Page[]> {
  const random = seeded(7)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const linked = (await asViewer(db, viewer, (tx) => tx.query<{ id: number }>(sql`select distinct node_id as id from node_link order by 1`))).map(({ id }) => id)
  const firms = (await asViewer(db, viewer, (tx) => tx.query<{ id: number }>(sql`select organisation_id as id from organisation order by 1`))).map(({ id }) => id)
  const window = (turn: number) => ({ offset: turn * 37, limit: 100 })
  return [
    { name: 'select 1', ask: () => db.query(sql`select 1`) },
    { name: 'chain neighbourhood', ask: () => getMap(db, viewer, { node: pick(linked), hops: 1 }) },
    { name: 'node page', ask: () => getNode(db, viewer, pick(linked)) },
    { name: 'organisation page', ask: () => getOrganisation(readAs(db, viewer), viewer, pick(firms)) },
    { name: 'window of nodes', ask: (turn) => listNodes(db, viewer, {}, window(turn)) },
    { name: 'window of organisations', ask: (turn) => listOrganisations(db, viewer, {}, window(turn)) },
    { name: 'search', ask: (turn) => search(readAs(db, viewer), viewer, { text: texts[turn % texts.length]!, limit: 20 }) },
  ]
}

function report(times: ReadonlyMap<string, number[]>): void {
  const at = (list: readonly number[], part: number): number => [...list].sort((a, b) => a - b)[Math.floor(list.length * part)]!
  const one = times.get('select 1')!
  const ratio = (a: number, b: number): number => Math.round((a / b) * 10) / 10
  console.table(Object.fromEntries([...times].map(([name, list]) => [name, {
    'p50 ms': at(list, 0.5).toFixed(2), 'p95 ms': at(list, 0.95).toFixed(2), 'p50 ×': ratio(at(list, 0.5), at(one, 0.5)), 'p95 ×': ratio(at(list, 0.95), at(one, 0.95)),
  }])))
}
