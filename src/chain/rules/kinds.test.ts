import { describe, expect, it } from 'vitest'
import { defaultThresholds, type NodeEvidence, type OriginEvidence, type SupplierEvidence } from './evidence.ts'
import { withKinds } from './kinds.ts'
import { measure } from './measures.ts'
import { judgeGeneral, judgeNode } from './states.ts'

const asOf = '2026-10-31'
const recent = { claimIds: [1], recordedAt: '2026-01-01' }
const nothing: NodeEvidence = { suppliers: [], origins: [], conditions: [], absences: [], substitution: null }
const supplier = (id: number, share: number | null = null, origin: string | null = 'CHN'): SupplierEvidence => ({ id, share, negligible: false, origin, region: null, qualified: true, ...recent })
const origin = (name: string, share: number): OriginEvidence => ({ origin: name, share, ...recent })
const measured = (evidence: Partial<NodeEvidence>) => measure({ ...nothing, ...evidence }, defaultThresholds, asOf)
const general = (own: Partial<NodeEvidence>, ...kinds: Partial<NodeEvidence>[]) => judgeGeneral({ ...nothing, ...own }, defaultThresholds, measured(own), kinds.map(measured))
const home = (from: number, ...shares: number[]): SupplierEvidence[] => shares.map((share, n) => supplier(from + n, share))

describe('a node that has kinds', () => {
  it('has the suppliers of all of them, each once: any kind serves', () => {
    const { measures } = general({ suppliers: [supplier(1)] }, { suppliers: [supplier(1), supplier(2)] }, { suppliers: [supplier(3)] })
    expect(measures.counting.sure.map(({ id }) => id)).toEqual([1, 2, 3])
    expect(measures.weighty).toEqual({ lower: 3, upper: 3 })
  })

  it('is not broken where its own suppliers are abroad and a kind is supplied at home', () => {
    const own = { suppliers: [supplier(1, null, 'JPN')] }
    expect(judgeNode({ ...nothing, ...own }, defaultThresholds, asOf).state).toBe('broken')
    expect(general(own, { suppliers: home(2, 0.5, 0.5) }).state).not.toBe('broken')
  })

  it('is a choke point where every kind is one, and the reason says what it was judged by', () => {
    const { state, reasons } = general({}, { origins: [origin('JPN', 0.7), origin('CHN', 0.3)] }, { origins: [origin('USA', 0.9), origin('CHN', 0.1)] })
    expect(state).toBe('choke')
    expect(reasons[0]).toMatchObject({ rule: 'choke-controlled-origins', values: { controlledLower: 0.7, controlledUpper: 0.9, kinds: 2 } })
    expect(reasons[0]!.zh).toContain('2 个种类')
  })

  it('leaves that open where one kind is not, or is not known: the weights of the kinds are not known', () => {
    for (const other of [{ origins: [origin('CHN', 1)], suppliers: home(1, 0.2, 0.2, 0.2, 0.2, 0.2) }, {}]) {
      const { state, reasons } = general({ suppliers: [1, 2, 3].map((id) => supplier(id)) }, { origins: [origin('JPN', 0.7), origin('CHN', 0.3)] }, other)
      expect(state).toBe('unknown')
      expect(reasons.map(({ rule, verdict }) => [rule, verdict])).toContainEqual(['choke-controlled-origins', 'undecided'])
    }
  })

  it('is a strength only where every kind and its own suppliers let it be', () => {
    const strong = (from: number) => ({ suppliers: home(from, 0.2, 0.2, 0.2, 0.2, 0.2) })
    expect(general({}, strong(1), strong(6)).state).toBe('strength')
    expect(general({ suppliers: [supplier(20)] }, strong(1), strong(6)).state).toBe('unknown')
    expect(general({}, strong(1), {}).state).toBe('unknown')
  })

  it('goes by its own shares where they are stated', () => {
    expect(general({ suppliers: home(1, 0.2, 0.2, 0.2, 0.2, 0.2) }, { origins: [origin('JPN', 1)] }).state).toBe('strength')
  })

  it('is what it is by itself where it has none', () => {
    const own = measured({ suppliers: home(1, 0.4, 0.6) })
    expect(withKinds(own, [])).toBe(own)
  })
})
