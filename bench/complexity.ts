/**
 * Complexity of 200 regions and 5,000 products on one thread, CPU time, medians of several runs.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/complexity.js [--small]
 */
import { proximityDensity } from '../src/kernels/complexity/density.ts'
import { economicComplexity } from '../src/kernels/complexity/eci.ts'
import { complexityGain, complexityOutlook } from '../src/kernels/complexity/outlook.ts'
import { presenceOf } from '../src/kernels/complexity/presence.ts'
import { rca } from '../src/kernels/complexity/rca.ts'
import { proximity } from '../src/kernels/complexity/relatedness.ts'
import { matrixOf, type Matrix } from '../src/kernels/matrix.ts'
import { openRandom } from '../src/kernels/random.ts'

const small = process.argv.includes('--small')
const [regions, products, runs] = small ? [50, 500, 3] : [200, 5000, 5]
const output = heavyTailed(regions, products)
const advantage = rca(output)
const presence = presenceOf(advantage)
console.log(`${regions} × ${products}, ${presence.productsOf.rows.length} pairs with RCA ≥ 1`)
const pci = economicComplexity(presence).pci
const parts: [string, () => unknown][] = [
  ['RCA and presence', () => presenceOf(rca(output))],
  ['ECI and PCI', () => economicComplexity(presence)],
  ['proximity', () => proximity(presence)],
  ['density', () => proximityDensity(presence)],
  ['outlook index and gain', () => [complexityOutlook(presence, pci), complexityGain(presence, pci)]],
  ['ECI + proximity + density (py-ecomplexity 73.6 s, R package 65 s; to reach 2 s)', () => {
    const found = presenceOf(rca(output))
    return [economicComplexity(found), proximity(found), proximityDensity(found)]
  }],
]
for (const [name, run] of parts) console.log(`${cpuSeconds(run).toFixed(3)} s  ${name}`)

/** Output with heavy tails in the size of regions and products, and more of the rare where a region is strong. */
function heavyTailed(rows: number, columns: number): Matrix {
  const random = openRandom(7)
  const matrix = matrixOf(rows, columns)
  const pareto = (tail: number): number => (1 - random.next()) ** (-1 / tail)
  const strength = Float64Array.from({ length: rows }, () => random.next())
  const demand = Float64Array.from({ length: columns }, () => random.next())
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) if (random.next() < strength[r]! * (1.3 - demand[c]!)) matrix.values[r * columns + c] = pareto(1.1)
  return matrix
}

function cpuSeconds(run: () => unknown): number {
  const seconds = Array.from({ length: runs }, () => {
    const start = process.cpuUsage()
    run()
    return process.cpuUsage(start).user / 1e6
  })
  return seconds.sort((a, b) => a - b)[Math.floor(runs / 2)]!
}
