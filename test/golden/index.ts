import type { GoldenCheck } from './check.ts'
import { checks as benchmarkClusters } from './benchmark-clusters.ts'
import { checks as complexity } from './complexity.ts'
import { checks as composite } from './composite.ts'
import { checks as concentration } from './concentration.ts'
import { checks as distance } from './distance.ts'
import { checks as inputOutput } from './input-output.ts'
import { checks as networks } from './network.ts'
import { checks as series } from './series.ts'
import { systemic } from './systemic.ts'

/** A family of kernels and its comparisons with published and reference values. */
export type GoldenFamily = { title: string; checks: readonly GoldenCheck[] }

/** Every family, in the order of docs/reference/accuracy.md. One line a family: `{ title: 'Concentration', checks: concentration }`. */
export const families: readonly GoldenFamily[] = [
  { title: 'Complexity', checks: complexity },
  { title: 'Input–output', checks: inputOutput },
  { title: 'Monthly series', checks: series },
  { title: 'Composite indices', checks: composite },
  { title: 'Concentration', checks: concentration },
  { title: 'Benchmark clusters', checks: benchmarkClusters },
  { title: 'Distances between sites', checks: distance },
  { title: 'Networks', checks: networks },
  { title: 'Systemic risk', checks: systemic },
]
