/**
 * Kd and M by distance on one thread, CPU time of the observed curve, the simulations with their permutations, and the bands.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/distance.js [kd] [m] [--small] [--runs=3]
 *
 * Sites come from a seeded generator: towns with heavy-tailed numbers of sites, firms with heavy-tailed sizes, in a square of 500 km.
 */
import { envelopes } from '../src/kernels/distance/envelope.ts'
import { kd } from '../src/kernels/distance/kd.ts'
import { relativeConcentration } from '../src/kernels/distance/m.ts'
import { asObserved, permutations, type Sites } from '../src/kernels/distance/sites.ts'
import { openRandom } from '../src/kernels/random.ts'

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const asked = (name: string): boolean => wanted.length === 0 || wanted.includes(name)
const isSmall = process.argv.includes('--small')
const runs = Number(process.argv.find((word) => word.startsWith('--runs='))?.slice('--runs='.length) ?? 3)
const simulations = isSmall ? 10 : 100
const sector = 0
const side = 500

if (asked('kd')) {
  const sites = towns(isSmall ? 10_000 : 100_000, isSmall ? 497 : 4_970)
  const radii = Float64Array.from({ length: 181 }, (_, n) => n)
  const curve = (given: Int32Array[]): Float64Array => kd(sites, { type: sector, radii, mode: 'binned' }, given).curves
  report(`Kd, ${describe(sites)}, ${radii.length} radii up to 180 km`, () => bands(sites, curve), 'dbmss 254 s; to reach 8 s')
}
if (asked('m')) {
  const sites = towns(isSmall ? 5_000 : 50_000, isSmall ? 250 : 2_500)
  const radii = Float64Array.from({ length: 31 }, (_, n) => 2 * n)
  const curve = (given: Int32Array[]): Float64Array => relativeConcentration(sites, { type: sector, radii }, given)
  report(`M, ${describe(sites)}, ${radii.length} radii up to 60 km`, () => bands(sites, curve), 'dbmss 101 s; to reach 15 s')
}

function bands(sites: Sites, curve: (given: Int32Array[]) => Float64Array): unknown {
  const n = sites.x.length
  return envelopes(curve([asObserved(n)]), curve(permutations(n, 7, [0, simulations])))
}

/** Half of the sector's sites are drawn to a third of the towns. */
function towns(count: number, ofSector: number): Sites {
  const random = openRandom(11)
  const pareto = (tail: number): number => (1 - random.next()) ** (-1 / tail)
  const upTo = new Float64Array(400)
  const [east, north] = [new Float64Array(400), new Float64Array(400)]
  let whole = 0
  for (let t = 0; t < 400; t++) {
    upTo[t] = whole += pareto(1.1)
    east[t] = random.next() * side
    north[t] = random.next() * side
  }
  const sites: Sites = { x: new Float64Array(count), y: new Float64Array(count), type: new Int32Array(count), weight: new Float64Array(count) }
  for (let i = 0; i < count; i++) {
    const isSector = i < ofSector
    const part = isSector && random.next() < 0.5 ? 1 / 3 : 1
    const at = random.next() * upTo[Math.floor(399 * part)]!
    const town = upTo.findIndex((sum) => sum > at)
    const [away, angle] = [4 * Math.sqrt(-2 * Math.log(1 - random.next())), 2 * Math.PI * random.next()]
    sites.x[i] = east[town]! + away * Math.cos(angle)
    sites.y[i] = north[town]! + away * Math.sin(angle)
    sites.type[i] = isSector ? sector : 1 + random.integer(19)
    sites.weight[i] = pareto(1.5)
  }
  return sites
}

function describe({ x, type }: Sites): string {
  const members = type.filter((one) => one === sector).length
  return `${x.length.toLocaleString('en')} sites, ${members.toLocaleString('en')} in the sector, ${simulations} simulations`
}

function report(what: string, work: () => unknown, beside: string): void {
  const seconds = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }).sort((a, b) => a - b)
  console.log(`${what}: ${seconds[runs >> 1]!.toFixed(2)} s (${beside})`)
}
