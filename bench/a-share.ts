/**
 * What a cluster of the size of the A-share graph waits for once its snapshot is taken: inferred links, systemic risk, communities and
 * the neighbourhood of a product, wall-clock seconds of one thread, beside the three seconds that each may take.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/a-share.js [folder that keeps the data]
 *
 * Loads the A-share graph of ../shared/data through intake.
 */
import { runHere, type Definition } from '../src/analysis/define.ts'
import { networkCommunities } from '../src/analysis/network/network-communities.ts'
import { systemicRisk } from '../src/analysis/systemic/systemic-risk.ts'
import { getMap } from '../src/chain/map.ts'
import { refreshStates } from '../src/chain/states.ts'
import { importFiles } from '../src/intake/import.ts'
import { inferLinks } from '../src/snapshot/infer-links.ts'
import { getSections } from '../src/snapshot/sections.ts'
import { aShareFiles, openHouse, requestFor } from './house.ts'

const files = aShareFiles()
if (files === undefined) console.log('Left out: ../shared/data/ckg_a_share is missing.')
else await measure(files)

async function measure(paths: readonly string[]): Promise<void> {
  const house = await openHouse(process.argv[2])
  const { db, dataDir, viewer } = house
  try {
    if (house.fresh) await timed('import', async () => importFiles(db, dataDir, viewer, await requestFor(house, paths)))
    const chain = await timed('snapshot: chain and registry', () => getSections(db, viewer, ['chain', 'registry']))
    await timed('infer links', () => inferLinks(chain.chain, chain.registry))
    const snapshot = await timed('section links', () => getSections(db, viewer, ['chain', 'registry', 'links']))
    const { registry, links } = snapshot
    console.log(`${registry.count} organisations, ${registry.industries.length} industries, ${links.count} links, inferred: ${links.inferred}, left ${JSON.stringify(links.left)}`)
    const { tables, notes } = await timed('systemic risk, every firm', () => runHere(systemicRisk as unknown as Definition, snapshot as never, {}))
    console.log(`${tables[0]!.rows.length} firms; ${notes.at(-1)!.en}`)
    await timed('communities', () => runHere(networkCommunities as unknown as Definition, snapshot as never, {}))
    const { nodes, supplies } = snapshot.chain
    await timed('states of all nodes', () => refreshStates(db, viewer.cluster, 'team'))
    for (const again of ['', ', again']) await timed(`neighbourhood of a product, 2 hops${again}`, () => getMap(db, viewer, { node: nodes.id[supplies.node[0]!]!, hops: 2 }))
  } finally {
    await house.close()
  }
}

async function timed<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  const from = performance.now()
  const result = await work()
  console.log(`${what}: ${((performance.now() - from) / 1000).toFixed(2)} s`)
  return result
}
