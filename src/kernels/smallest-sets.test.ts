import { describe, expect, it } from 'vitest'
import { chainOf, plain, structural, without, type ChainSketch } from './chain-fixture.ts'
import { smallestSets, type SearchLimits } from './smallest-sets.ts'

const limits: SearchLimits = { dimensions: ['organisation', 'origin'], maxNodes: 100, maxElements: 300, maxSets: 100 }

/** A microscope needs a lens (firms 1 and 2, both from origin 0) and a stage (firm 3, origin 1). A brush (firm 9) goes into nothing here. */
const microscope: ChainSketch = {
  nodes: ['microscope', 'lens', 'stage', 'brush'],
  requires: [['microscope', 'lens'], ['microscope', 'stage']],
  supplies: [
    { node: 'lens', organisation: 1, origin: 0, share: 0.5 },
    { node: 'lens', organisation: 2, origin: 0, share: 0.5 },
    { node: 'stage', organisation: 3, origin: 1 },
    { node: 'brush', organisation: 9, origin: 9 },
  ],
}
const named = ({ removals, certain }: { removals: { dimension: string; element: number }[]; certain: boolean }): string => `${certain ? 'stops' : 'may stop'}: ${removals.map(({ dimension, element }) => `${dimension} ${element}`).join(' + ')}`

describe('the smallest fatal sets', () => {
  it('are single elements where one is enough, pairs where two are needed, and nothing that does not stand upstream', () => {
    const { sets, elements, complete } = smallestSets(chainOf(microscope), 0, structural, limits)
    expect(sets.map(named)).toEqual(['stops: origin 0', 'stops: organisation 3', 'stops: origin 1', 'stops: organisation 1 + organisation 2'])
    expect([elements, complete]).toEqual([5, true])
  })

  it('say "may" where a share that nobody has stated decides, and when it would be', () => {
    const open: ChainSketch = { nodes: ['lens'], supplies: [{ node: 'lens', organisation: 1 }, { node: 'lens', organisation: 2 }, { node: 'lens', organisation: 3, share: 0.2 }] }
    const { sets } = smallestSets(chainOf(open), 0, { ...plain, minimumShare: 0.5 }, { ...limits, dimensions: ['organisation'] })
    expect(sets.map(named)).toEqual(['stops: organisation 1 + organisation 2', 'may stop: organisation 1', 'may stop: organisation 2'])
    expect(sets[1]).toMatchObject({ stopsEarliest: 0, stopsLatest: NaN })
  })

  it('do not blame an element for evidence that was missing before', () => {
    const bare: ChainSketch = { nodes: ['line', 'glass', 'lens'], requires: [['line', 'glass'], ['line', 'lens']], supplies: [{ node: 'lens', organisation: 1 }] }
    expect(smallestSets(chainOf(bare), 0, structural, limits).sets.map(named)).toEqual(['stops: organisation 1'])
  })

  it('say that they are not complete where a cap cut the search', () => {
    for (const cap of [{ maxElements: 2 }, { maxNodes: 1 }, { maxSets: 1 }]) expect(smallestSets(chainOf(microscope), 0, structural, { ...limits, ...cap }).complete).toBe(false)
  })

  it('see the days: a stock that outlasts the removal is no set', () => {
    const stocked = { ...microscope, stockDays: { lens: 100, stage: 5 } }
    const { sets } = smallestSets(chainOf(stocked), 0, { ...structural, days: 30 }, limits)
    expect(sets.map(({ removals, stopsEarliest }) => [removals, stopsEarliest])).toEqual([[[without('organisation', 3)], 5], [[without('origin', 1)], 5]])
  })
})
