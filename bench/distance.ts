/**
 * Kd, M and m by distance on one thread, CPU time of the observed curve, the simulations with their permutations, and the bands.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/distance.js [kd] [m] [density] [--small] [--runs=3]
 *
 * Sites come from a seeded generator: towns with heavy-tailed numbers of sites, firms with heavy-tailed sizes, in a square of 500 km.
 */
import { envelopes } from '../src/kernels/distance/envelope.ts'
import { kd } from '../src/kernels/distance/kd.ts'
import { relativeConcentration } from '../src/kernels/distance/m.ts'
import { relativeDensity } from '../src/kernels/distance/relative-density.ts'
import { asObserved, permutations, type Sites } from '../src/kernels/distance/sites.ts'
import { sector, towns } from './generate-sites.ts'

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const asked = (name: string): boolean => wanted.length === 0 || wanted.includes(name)
const isSmall = process.argv.includes('--small')
const runs = Number(process.argv.find((word) => word.startsWith('--runs='))?.slice('--runs='.length) ?? 3)
const simulations = isSmall ? 10 : 100

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
// m has no reference figure: it looks at each neighbour of each radius, as dbmss does, without a matrix of distances.
if (asked('density')) {
  const sites = towns(isSmall ? 2_000 : 5_000, isSmall ? 100 : 250)
  const radii = Float64Array.from({ length: 31 }, (_, n) => 2 * n)
  const curve = (given: Int32Array[]): Float64Array => relativeDensity(sites, { type: sector, radii }, given).curves
  report(`m, ${describe(sites)}, ${radii.length} radii up to 60 km`, () => bands(sites, curve), 'no reference')
}

function bands(sites: Sites, curve: (given: Int32Array[]) => Float64Array): unknown {
  const n = sites.x.length
  return envelopes(curve([asObserved(n)]), curve(permutations(n, 7, [0, simulations])))
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
