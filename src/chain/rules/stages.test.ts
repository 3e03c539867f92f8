import { describe, expect, it } from 'vitest'
import { inferStages } from './stages.ts'

describe('stages that nobody stated', () => {
  const nodes = [
    { id: 'furnace', stage: null },
    { id: 'wafer', stage: null },
    { id: 'etching', stage: 'midstream' as const },
    { id: 'chip', stage: 'downstream' as const },
    { id: 'gas', stage: null },
    { id: 'scanner', stage: null },
    { id: 'euv scanner', stage: null },
    { id: 'loner', stage: null },
    { id: 'end product', stage: null },
  ]
  const requires = [
    { node: 'etching', input: 'wafer' },
    { node: 'wafer', input: 'furnace' },
    { node: 'chip', input: 'etching' },
    { node: 'chip', input: 'gas' },
    { node: 'etching', input: 'gas' },
    { node: 'chip', input: 'scanner' },
    { node: 'end product', input: 'etching' },
    { node: 'end product', input: 'chip' },
  ]
  const stages = inferStages({ nodes, requires, kinds: [{ kind: 'euv scanner', of: 'scanner' }] })

  it('are taken from what a node goes into, and say so', () => {
    expect(stages.get('wafer')).toEqual({ stage: 'midstream', inferredFrom: 'etching' })
    expect(stages.get('furnace')).toEqual({ stage: 'midstream', inferredFrom: 'wafer' })
  })

  it('are the most upstream one of several', () => {
    expect(stages.get('gas')).toEqual({ stage: 'midstream', inferredFrom: 'etching' })
  })

  it('are those of what a node is a kind of', () => {
    expect(stages.get('euv scanner')).toEqual({ stage: 'downstream', inferredFrom: 'scanner' })
  })

  it('are the most downstream ones of its inputs for an end product', () => {
    expect(stages.get('end product')).toEqual({ stage: 'downstream', inferredFrom: 'chip' })
  })

  it('stay missing for a node that is tied to nothing, and stated ones stay as they are', () => {
    expect(stages.get('loner')).toEqual({ stage: null, inferredFrom: null })
    expect(stages.get('chip')).toEqual({ stage: 'downstream', inferredFrom: null })
  })

  it('do not go round for ever in a circle', () => {
    const circle = inferStages({ nodes: [{ id: 1, stage: null }, { id: 2, stage: null }], requires: [{ node: 1, input: 2 }, { node: 2, input: 1 }], kinds: [] })
    expect([...circle.values()].every(({ stage }) => stage === null)).toBe(true)
  })
})
