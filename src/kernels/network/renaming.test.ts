import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { UndirectedGraph } from '../graph.ts'
import { betweenness } from './betweenness.ts'
import { clustering } from './clustering.ts'
import { constraint, effectiveSize } from './constraint.ts'
import { coreness } from './coreness.ts'
import { cutNodes } from './cut-nodes.ts'
import { degrees, strengths } from './degree.ts'
import { closenessOf, distancesFrom } from './distances.ts'
import { anyNames, anyNetwork, renamed } from './network-fixture.ts'
import { pageRank } from './page-rank.ts'

const measures: Record<string, (graph: UndirectedGraph) => ArrayLike<number>> = {
  degrees, strengths, coreness, cutNodes, constraint, pageRank,
  'betweenness by steps': (graph) => betweenness(graph),
  'betweenness by weights': (graph) => betweenness(graph, 'weights'),
  'local clustering': (graph) => clustering(graph).local,
  'weighted clustering': (graph) => clustering(graph).weighted,
  closeness: (graph) => closenessOf(distancesFrom(graph)).closeness,
  'effective size': (graph) => effectiveSize(graph).size,
}

it.each(Object.entries(measures))('%s do not change when nodes are renamed', (_, measure) => {
  fc.assert(
    fc.property(anyNetwork, anyNames, (graph, name) => {
      const before = measure(graph)
      const after = measure(renamed(graph, name))
      for (let n = 0; n < 12; n++) {
        if (Number.isNaN(before[n])) expect(after[name[n]!]).toBeNaN()
        else expect(after[name[n]!]).toBeCloseTo(before[n]!, 10)
      }
    }),
  )
})
