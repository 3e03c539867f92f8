/**
 * Spatial concentration of a cluster on one and on two threads of the product's own pool: the shards of the analysis, as a run of it cuts
 * them, with planning and joining. Wall-clock seconds and their ratio, CPU seconds of all threads (where these are the same and the ratio is low,
 * something else is running), and a hash of the result, which has to be the same.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/distance-job.js [kd] [m] [density] [--small]
 */
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Definition } from '../src/analysis/define.ts'
import { spatialConcentration } from '../src/analysis/specialisation/distance.ts'
import { openPool } from '../src/jobs/pool.ts'
import { inSharedMemory } from '../src/snapshot/shared-memory.ts'
import { towns } from './generate-sites.ts'

const definition = spatialConcentration as unknown as Definition
const isSmall = process.argv.includes('--small')
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const tasks = [
  { name: 'kd', function: 'Kd', sites: 100_000, members: 4_970, largest: 180, steps: 180 },
  { name: 'm', function: 'M', sites: 50_000, members: 2_500, largest: 60, steps: 30 },
  { name: 'density', function: 'm', sites: 5_000, members: 250, largest: 60, steps: 30 },
]

for (const { name, sites, members, ...rules } of tasks) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const scale = isSmall ? 5 : 1
  const snapshot = clusterOf(sites / scale, members / scale)
  const given = { ...rules, sector: 'industry:10', simulations: 100 }
  const [one, two] = [await run(snapshot, given, 1), await run(snapshot, given, 2)]
  if (one.hash !== two.hash) throw new Error(`One thread gives ${one.hash}, two give ${two.hash}`)
  console.log(`${rules.function}, ${sites / scale} organisations, 100 simulations, ${one.shards} shards: ${one.seconds.toFixed(2)} s on one thread (CPU ${one.cpu.toFixed(2)} s), ${two.seconds.toFixed(2)} s on two (CPU ${two.cpu.toFixed(2)} s), ${(one.seconds / two.seconds).toFixed(2)} times (to reach 1.8), result ${one.hash}`)
}

/** A registry whose organisations lie in Guangdong and around, industries of two digits. */
function clusterOf(count: number, members: number): never {
  const { x, y, type, weight } = towns(count, members)
  const none = new Int32Array(count).fill(-1)
  return {
    id: 'bench', cluster: 'bench', audience: 'team', revision: 1,
    registry: {
      count, id: Float64Array.from(x, (_, n) => n + 1), name: Array.from(x, (_, n) => `企业${n}（虚构）`), region: none, regions: [], regionNames: [],
      longitude: x.map((east) => 111 + east / 103), latitude: y.map((north) => 21 + north / 111.2), revenue: weight, employees: weight, industry: type, industries: Array.from({ length: 20 }, (_, n) => String(10 + n)),
    },
    chain: { nodes: { count: 0 }, groups: [], organisations: { id: new Float64Array() }, supplies: { count: 0 } },
  } as never
}

async function run(snapshot: never, given: Record<string, unknown>, threads: number): Promise<{ seconds: number; cpu: number; shards: number; hash: string }> {
  const pool = openPool(fileURLToPath(new URL('../src/results/thread.js', import.meta.url)), { size: threads })
  await Promise.all(Array.from({ length: threads }, (_, n) => pool.run({ task: { kind: 'shard', analysis: 'distance', shard: 0 }, shared: { key: `warm ${n}`, value: definition.shards!.plan(clusterOf(200, 20), definition.parameters.parse(given)).input } })))
  const parameters = definition.parameters.parse(given)
  const [begun, used] = [performance.now(), process.cpuUsage()]
  const { input, shards } = definition.shards!.plan(snapshot, parameters)
  const shared = { key: 'input', value: inSharedMemory(input as object) }
  const parts = await Promise.all(Array.from({ length: shards }, (_, shard) => pool.run({ task: { kind: 'shard', analysis: 'distance', shard }, shared })))
  const result = definition.shards!.combine(snapshot, parameters, parts)
  const seconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(used)
  await pool.close()
  return { seconds, cpu: (user + system) / 1e6, shards, hash: createHash('sha256').update(JSON.stringify(result)).digest('hex').slice(0, 16) }
}
