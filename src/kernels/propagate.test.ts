import { describe, expect, it } from 'vitest'
import { chainOf, plain, structural, without, type ChainSketch } from './chain-fixture.ts'
import { causes } from './outage.ts'
import { propagate, statuses, traceCause } from './propagate.ts'
import { doubts, type StressParameters } from './stress.ts'
import { indexChain, type Removal } from './supply-chain.ts'

const JAPAN = 0
const GERMANY = 1
const names = Object.fromEntries(Object.entries(statuses).map(([name, status]) => [status, name]))
const doubtNames = Object.fromEntries(Object.entries(doubts).map(([name, doubt]) => [doubt, name]))

function stress(sketch: ChainSketch, removals: Removal[], parameters: Partial<StressParameters> = {}) {
  const result = propagate(indexChain(chainOf(sketch)), removals, { ...plain, ...parameters })
  const of = (name: string) => {
    const n = sketch.nodes.indexOf(name)
    return { status: names[result.status[n]!], doubt: doubtNames[result.doubt[n]!], from: result.stopsEarliest[n], latest: result.stopsLatest[n], back: result.backLatest[n], backEarliest: result.backEarliest[n], low: result.shareLow[n], high: result.shareHigh[n], cause: result.cause[n], ref: result.causeRef[n] }
  }
  return { of, result }
}

/** A lens (from Japan or Germany) and a stage go into a microscope, which goes into a test line. */
const microscope: ChainSketch = {
  nodes: ['lens', 'stage', 'microscope', 'line'],
  requires: [['microscope', 'lens'], ['microscope', 'stage'], ['line', 'microscope']],
  supplies: [
    { node: 'lens', organisation: 1, origin: JAPAN, share: 0.7 },
    { node: 'lens', organisation: 2, origin: GERMANY, share: 0.3 },
    { node: 'stage', organisation: 3, origin: GERMANY },
    { node: 'microscope', organisation: 4, origin: GERMANY },
  ],
  stockDays: { lens: 30, stage: 10, microscope: 5, line: 0 },
  substitutionDays: { lens: 180, stage: 60, microscope: 365, line: Infinity },
}

describe('a supply loss', () => {
  it('reduces a node that keeps a supplier, and all that stands on it', () => {
    const { of, result } = stress(microscope, [without('origin', JAPAN)])
    expect(of('lens')).toMatchObject({ status: 'runs', low: 0.30000000000000004, high: 0.30000000000000004 })
    expect(of('line')).toMatchObject({ status: 'runs', low: 0.30000000000000004 })
    expect(of('stage').low).toBe(1)
    expect(result.lost).toMatchObject({ stops: 0, reduced: 3, runs: 1, hitSources: 1, maybeHitSources: 0 })
  })

  it('stops a node whose remaining share is below the minimum; its users when their stock is used up; until a substitute is found', () => {
    const { of, result } = stress(microscope, [without('origin', JAPAN)], { minimumShare: 0.5 })
    expect(of('lens')).toMatchObject({ status: 'stops', from: 0, latest: 0, back: 180, backEarliest: 180, cause: causes.suppliers, ref: 0 })
    expect(of('microscope')).toMatchObject({ status: 'stops', from: 30, latest: 30, back: 180, cause: causes.input, ref: 0 })
    expect(of('line')).toMatchObject({ status: 'stops', from: 35, back: 180 })
    expect(of('stage').status).toBe('runs')
    expect(traceCause(result, 3)).toEqual([0, 2, 3])
  })

  it('is bridged by a stock that lasts longer than the removal', () => {
    const { of } = stress(microscope, [without('origin', JAPAN)], { minimumShare: 0.5, days: 20 })
    expect(of('lens')).toMatchObject({ status: 'stops', from: 0, back: 20 })
    expect(of('microscope').status).toBe('runs')
  })

  it('stops at the earliest of several inputs: the stage runs out first', () => {
    const { of } = stress(microscope, [without('origin', JAPAN), without('origin', GERMANY)])
    expect(of('microscope')).toMatchObject({ status: 'stops', from: 0, cause: causes.suppliers })
    expect(of('line')).toMatchObject({ from: 5, back: 365 })
  })

  it('takes a node itself away', () => {
    const { of } = stress(microscope, [without('node', 1)])
    expect(of('stage')).toMatchObject({ status: 'stops', from: 0, cause: causes.removed, ref: 0, low: 0, high: 0 })
    expect(of('microscope')).toMatchObject({ status: 'stops', from: 10, back: 60 })
  })
})

describe('what is not known', () => {
  it('leaves a node unknown when a share that nobody has stated decides', () => {
    const { of } = stress({ nodes: ['lens'], supplies: [{ node: 'lens', organisation: 1 }, { node: 'lens', organisation: 2 }] }, [without('organisation', 1)], { minimumShare: 0.5 })
    expect(of('lens')).toMatchObject({ status: 'unknown', doubt: 'supply', low: 0, high: 1 })
  })

  it('is certain all the same when the known shares decide', () => {
    const { of } = stress({ nodes: ['lens'], supplies: [{ node: 'lens', organisation: 1, share: 0.6 }, { node: 'lens', organisation: 2 }, { node: 'lens', organisation: 3 }] }, [without('organisation', 1)], { minimumShare: 0.5 })
    expect(of('lens').status).toBe('stops')
  })

  it('does not stop a node when its one listed supplier goes, if its share says that there are others', () => {
    const { of } = stress({ nodes: ['lens'], supplies: [{ node: 'lens', organisation: 1, origin: JAPAN, share: 0.4 }] }, [without('organisation', 1)])
    expect(of('lens')).toMatchObject({ status: 'runs', low: 0.6, high: 0.6 })
    const origin = stress({ nodes: ['lens'], supplies: [{ node: 'lens', organisation: 1, origin: JAPAN, share: 0.4 }] }, [without('origin', JAPAN)])
    expect(origin.of('lens')).toMatchObject({ status: 'unknown', doubt: 'supply', high: 0.6 })
  })

  it('holds for a supplier of unknown origin, unless the caller assumes it outside', () => {
    const sketch: ChainSketch = { nodes: ['lens'], supplies: [{ node: 'lens', organisation: 1 }, { node: 'lens', organisation: 2, origin: JAPAN }] }
    expect(stress(sketch, [without('origin', JAPAN)]).of('lens').status).toBe('unknown')
    expect(stress(sketch, [without('origin', JAPAN)], { outside: ['origin'] }).result.lost.maybeHitSources).toBe(0)
    expect(stress({ nodes: ['lens'], supplies: [{ node: 'lens', organisation: 1 }] }, [without('owner', 0)], { outside: ['owner'] }).of('lens').status).toBe('runs')
  })

  it('says "time" where only stocks or substitution times that nobody has stated could bridge the loss', () => {
    const sketch: ChainSketch = { ...microscope, stockDays: {}, substitutionDays: {} }
    const { of } = stress(sketch, [without('organisation', 3)])
    expect(of('stage')).toMatchObject({ status: 'stops', from: 0, latest: 0, back: Infinity, backEarliest: NaN })
    expect(of('microscope')).toMatchObject({ status: 'unknown', doubt: 'time', from: 0 })
    expect(stress(sketch, [without('organisation', 3)], structural).of('line')).toMatchObject({ status: 'stops', from: 0 })
  })

  it('knows that a node stops but not when, where the stock is finite and nothing will ever replace it', () => {
    const { of } = stress({ ...microscope, stockDays: {}, substitutionDays: { lens: Infinity, stage: Infinity, microscope: Infinity, line: Infinity } }, [without('organisation', 3)])
    expect(of('microscope')).toMatchObject({ status: 'stops', from: 0, latest: NaN })
  })

  it('is unknown, not stopped, for a node without supplier or input, and for all that stands on it', () => {
    const { of } = stress({ nodes: ['glass', 'lens'], requires: [['lens', 'glass']], supplies: [{ node: 'lens', organisation: 1 }] }, [])
    expect(of('glass')).toMatchObject({ status: 'unknown', doubt: 'evidence', low: NaN })
    expect(of('lens')).toMatchObject({ status: 'unknown', doubt: 'evidence', low: 1 })
  })

  it('does not count a supplier that is known not to be qualified', () => {
    const { of } = stress({ nodes: ['lens'], supplies: [{ node: 'lens', organisation: 1 }, { node: 'lens', organisation: 2, qualified: 0 }] }, [without('organisation', 1)])
    expect(of('lens').status).toBe('stops')
  })
})

describe('shares of origins', () => {
  const sketch: ChainSketch = {
    nodes: ['scanner'],
    supplies: [{ node: 'scanner', organisation: 1, origin: JAPAN }, { node: 'scanner', organisation: 2, origin: JAPAN }],
    origins: [{ node: 'scanner', country: JAPAN, share: 0.43 }, { node: 'scanner', country: GERMANY, share: 0.57 }],
  }

  it('decide what a removed origin takes, even if all listed firms are from there', () => {
    expect(stress(sketch, [without('origin', JAPAN)]).of('scanner')).toMatchObject({ status: 'runs', low: 0.5700000000000001 })
  })

  it('let a removed origin that is not listed stand behind the rest', () => {
    const { of } = stress({ nodes: ['scanner'], origins: [{ node: 'scanner', country: GERMANY, share: 0.8 }] }, [without('origin', JAPAN)])
    expect(of('scanner')).toMatchObject({ status: 'runs', high: 1 })
    expect(of('scanner').low).toBeCloseTo(0.8, 12)
  })

  it('add up with the loss of a firm', () => {
    const { of } = stress(sketch, [without('origin', GERMANY), without('organisation', 1), without('organisation', 2)])
    expect(of('scanner').status).toBe('stops')
  })
})

describe('kinds', () => {
  const tools: ChainSketch = {
    nodes: ['tool', 'plasma', 'thermal', 'deposition'],
    kinds: [['tool', 'plasma'], ['tool', 'thermal']],
    requires: [['deposition', 'tool']],
    supplies: [{ node: 'plasma', organisation: 1 }, { node: 'thermal', organisation: 2 }],
  }

  it('serve for one another: the parent runs while any is left, with a share that is only bounded', () => {
    const { of } = stress(tools, [without('organisation', 1)], structural)
    expect(of('tool')).toMatchObject({ status: 'runs', low: 0, high: 1 })
    expect(of('deposition').status).toBe('runs')
  })

  it('stop the parent when all are gone', () => {
    const { of, result } = stress(tools, [without('organisation', 1), without('organisation', 2)], structural)
    expect(of('tool')).toMatchObject({ status: 'stops', from: 0, cause: causes.kinds, high: 0 })
    expect(of('deposition').status).toBe('stops')
    expect(result.lost.stops).toBe(4)
  })

  it('stop the parent only while they are out together', () => {
    const timed: ChainSketch = {
      nodes: ['tool', 'plasma', 'thermal', 'gas'],
      kinds: [['tool', 'plasma'], ['tool', 'thermal']],
      requires: [['thermal', 'gas']],
      supplies: [{ node: 'plasma', organisation: 1 }, { node: 'thermal', organisation: 2 }, { node: 'gas', organisation: 3 }],
      stockDays: { gas: 50 },
      substitutionDays: { plasma: 30, thermal: 400, gas: 90, tool: 400 },
    }
    const both = [without('organisation', 1), without('organisation', 3)]
    expect(stress(timed, both).of('tool').status).toBe('runs')
    expect(stress({ ...timed, substitutionDays: { ...timed.substitutionDays, plasma: 70 } }, both).of('tool')).toMatchObject({ status: 'stops', from: 50, back: 70 })
  })

  it('do not hold each other up in a circle', () => {
    const circle: ChainSketch = { nodes: ['a', 'b'], kinds: [['a', 'b'], ['b', 'a']], supplies: [{ node: 'a', organisation: 1 }] }
    const { of } = stress(circle, [without('organisation', 1)], structural)
    expect([of('a').status, of('b').status]).toEqual(['stops', 'stops'])
    expect(stress(circle, [], structural).of('b').status).toBe('runs')
  })
})

describe('a circle of inputs', () => {
  const circle: ChainSketch = {
    nodes: ['power', 'pump', 'fuel'],
    requires: [['power', 'fuel'], ['fuel', 'pump'], ['pump', 'power']],
    supplies: [{ node: 'power', organisation: 1 }, { node: 'pump', organisation: 2 }, { node: 'fuel', organisation: 3 }],
    stockDays: { power: 1, pump: 2, fuel: 4 },
    substitutionDays: { power: 100, pump: 100, fuel: 100 },
  }

  it('goes on running by itself', () => {
    expect(stress(circle, []).result.lost.runs).toBe(3)
  })

  it('stops all the way round once it is hit, each node once, at its earliest day', () => {
    const { of } = stress(circle, [without('organisation', 2)])
    expect([of('pump').from, of('fuel').from, of('power').from]).toEqual([0, 2, 6])
  })
})

describe('parameters', () => {
  it('outside of their range are refused', () => {
    expect(() => stress(microscope, [], { days: 0 })).toThrow(RangeError)
    expect(() => stress(microscope, [], { minimumShare: 1.5 })).toThrow(RangeError)
    expect(() => stress(microscope, [without('origin', -1)])).toThrow(RangeError)
  })
})
