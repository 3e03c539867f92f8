/**
 * How fast composite indices are computed, in CPU milliseconds (medians), beside the figures of a reference implementation.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/composite.js
 *
 * 60 indicators × 3,000 units in a tree of three levels, heavy-tailed, 3 % of the values missing; from a seeded generator.
 */
import { openScorer, prepareIndex, type Recipe } from '../src/kernels/composite/composite-index.ts'
import { buildHierarchy, type Mean, type TreeNode } from '../src/kernels/composite/hierarchy.ts'
import { readStandings } from '../src/kernels/composite/ranks.ts'
import { sampleAllRanks } from '../src/kernels/composite/robustness.ts'
import { TREATMENT } from '../src/kernels/composite/treat.ts'
import { matrixOf, type Matrix } from '../src/kernels/matrix.ts'
import { openRandom } from '../src/kernels/random.ts'

const INDICATORS = 60
const UNITS = 3000
const DRAWS = 1000
const MISSING = 0.03

const recipe: Recipe = {
  directions: Int8Array.from({ length: INDICATORS }, (_, i) => (i % 4 === 3 ? -1 : 1)), imputation: 'mean', treatment: TREATMENT, normalisation: { kind: 'min-max', low: 1, high: 100 },
}

function heavyTailed(missing: number): Matrix {
  const random = openRandom(20_260_101)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return matrixOf(INDICATORS, UNITS, Float64Array.from({ length: INDICATORS * UNITS }, () => (random.next() < missing ? NaN : Math.exp(normal()))))
}

/** Twelve groups of five indicators, four pillars, one index. */
function tree(mean: Mean) {
  const nodes: TreeNode[] = [{ code: 'index', parent: '', weight: 1 }]
  for (let p = 0; p < 4; p++) nodes.push({ code: `p${p}`, parent: 'index', weight: 1 })
  for (let g = 0; g < 12; g++) nodes.push({ code: `g${g}`, parent: `p${g % 4}`, weight: 1 })
  for (let i = 0; i < INDICATORS; i++) nodes.push({ code: `i${i}`, parent: `g${i % 12}`, weight: 1 + (i % 3) })
  return buildHierarchy(nodes, mean).hierarchy
}

function median(what: string, reference: string, runs: number, work: () => void): void {
  work()
  const times = Array.from({ length: runs }, () => {
    const from = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000
  }).sort((a, b) => a - b)
  console.log(`${what}: ${times[runs >> 1]!.toFixed(1)} ms (${reference})`)
}

for (const missing of [0, MISSING]) {
  const raw = heavyTailed(missing)
  console.log(`${INDICATORS} indicators × ${UNITS} units, ${100 * missing} % missing`)
  for (const mean of ['arithmetic', 'geometric'] as const) {
    const hierarchy = tree(mean)
    median(`  pipeline, ${mean} mean`, 'reference 5,200 ms, to reach 100 ms', 7, () => openScorer(prepareIndex(raw, recipe), hierarchy, { kind: 'means' }).score(hierarchy.weights))
    const prepared = prepareIndex(raw, recipe)
    median(`  ${DRAWS} draws of the weights and standings, ${mean} mean`, 'reference 28,600 ms for 20 draws, to reach 2,000 ms for 1,000', 3, () => {
      const scorer = openScorer(prepared, hierarchy, { kind: 'means' })
      readStandings(sampleAllRanks(scorer, hierarchy, { weights: { kind: 'around', share: 0.25 }, missing: prepared.missing, seed: 1 }, DRAWS))
    })
  }
}
