import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultThresholds, type NodeEvidence, type OriginEvidence, type SupplierEvidence, type Thresholds } from './evidence.ts'
import { judgeNode, stateRules } from './states.ts'

const asOf = '2026-10-31'
const recent = { claimIds: [1], recordedAt: '2026-01-01' }
const old = { claimIds: [2], recordedAt: '2019-01-01' }
const nothing: NodeEvidence = { suppliers: [], origins: [], conditions: [], absences: [], substitution: null }
let id = 0
const supplier = (more: Partial<SupplierEvidence> = {}): SupplierEvidence => ({ id: ++id, share: null, negligible: false, origin: 'CHN', region: null, qualified: true, ...recent, ...more })
const origin = (name: string | null, share: number | null, more: Partial<OriginEvidence> = {}): OriginEvidence => ({ origin: name, share, ...recent, ...more })
const judge = (evidence: Partial<NodeEvidence>, thresholds: Partial<Thresholds> = {}) => judgeNode({ ...nothing, ...evidence }, { ...defaultThresholds, ...thresholds }, asOf)
/** Suppliers at home with the given shares. */
const home = (...shares: (number | null)[]): SupplierEvidence[] => shares.map((share) => supplier({ share }))

describe('unknown', () => {
  it('is a node of which nothing is claimed: missing is not zero, so it is not broken', () => {
    const { state, reasons } = judge({})
    expect(state).toBe('unknown')
    expect(reasons[0]!.rule).toBe('unknown-no-evidence')
  })

  it('is a node whose evidence is all too old, or of unknown date', () => {
    expect(judge({ suppliers: [supplier(old)] }).reasons[0]!.rule).toBe('unknown-too-old')
    expect(judge({ suppliers: [supplier({ recordedAt: null })] }).state).toBe('unknown')
  })

  it('is a node with many suppliers whose shares nobody has stated', () => {
    const { state, reasons } = judge({ suppliers: home(null, null, null, null, null, null) })
    expect(state).toBe('unknown')
    expect(reasons.map(({ rule, verdict }) => [rule, verdict])).toEqual([['choke-controlled-origins', 'undecided'], ['weak-supplier-hhi', 'undecided']])
  })
})

describe('a broken link', () => {
  it('has a claim that nobody supplies it', () => {
    const { state, reasons } = judge({ absences: [{ claimIds: [7], recordedAt: '2026-05-01' }] })
    expect(state).toBe('broken')
    expect(reasons[0]).toMatchObject({ rule: 'broken-none', verdict: 'holds', claimIds: [7] })
  })

  it('has suppliers, but none of them in scope and qualified', () => {
    const { state, reasons } = judge({ suppliers: [supplier({ origin: 'JPN' }), supplier({ qualified: false })] })
    expect(state).toBe('broken')
    expect(reasons[0]).toMatchObject({ rule: 'broken-out-of-scope', grade: 'D', values: { outOfScope: 2 } })
  })

  it('is not claimed while a supplier of unknown origin, or an old claim, may be one in scope', () => {
    for (const perhaps of [supplier({ origin: null }), supplier(old)]) {
      const { state, reasons } = judge({ suppliers: [supplier({ origin: 'JPN', share: 0.9 }), perhaps] }, { controlledOrigins: [] })
      expect(state).not.toBe('broken')
      expect(reasons.find(({ rule }) => rule === 'broken-out-of-scope')?.verdict).toBe('undecided')
    }
  })

  it('is not one when an origin at home holds a share, though no firm there is named', () => {
    expect(judge({ suppliers: [supplier({ origin: 'JPN' })], origins: [origin('JPN', 0.4), origin('CHN', 0.6)] }, { controlledOrigins: [] }).state).not.toBe('broken')
  })

  it('depends on the scope: the region, home, or the world', () => {
    const suppliers = [supplier({ region: '320500' })]
    expect(judge({ suppliers }, { homeRegions: ['44'] }).state).toBe('broken')
    expect(judge({ suppliers }, { homeRegions: ['44', '32'] }).state).toBe('weak')
    expect(judge({ suppliers: [supplier({ origin: 'JPN' })] }, { scope: 'world', controlledOrigins: [] }).state).toBe('weak')
  })
})

describe('a choke point', () => {
  const origins = [origin('JPN', 0.57), origin('USA', 0.3), origin('CHN', 0.13)]
  const suppliers = home(null, null, null)

  it('names the shares of the origins that make it, and that the substitution time is unknown', () => {
    const { state, reasons } = judge({ suppliers, origins })
    expect(state).toBe('choke')
    expect(reasons[0]).toMatchObject({ rule: 'choke-controlled-origins', grade: 'D', values: { controlledLower: 0.87, substitutionDays: 'unknown', origins: 'JPN 57.0%, USA 30.0%' } })
    expect(reasons[0]!.zh).toContain('替代时间未知')
    expect(reasons[0]!.en).toContain('87.0%')
  })

  it('says why the listed shares do not add up to the share found, where rounding left them a little off one whole', () => {
    const { en, zh } = judge({ suppliers, origins: [origin('JPN', 0.56), origin('USA', 0.3), origin('CHN', 0.13)] }).reasons[0]!
    expect(en).toContain('hold 86.9% of the supply (Japan 56.0%, United States 30.0%; the shares listed add up to 99.0% and are scaled to 100%)')
    expect(zh).toContain('列出的份额合计 99.0%，按 100% 折算')
    expect(judge({ suppliers, origins }).reasons[0]!.en).not.toContain('scaled')
  })

  it('needs a long substitution time where one is known', () => {
    const substitution = (days: number) => ({ days, claimIds: [9], recordedAt: '2026-02-02' })
    expect(judge({ suppliers, origins, substitution: substitution(200) }).reasons[0]).toMatchObject({ rule: 'choke-controlled-origins', claimIds: [1, 9] })
    expect(judge({ suppliers, origins, substitution: substitution(200) }).reasons[0]!.grade).toBeUndefined()
    expect(judge({ suppliers, origins, substitution: substitution(30) }).state).toBe('weak')
  })

  it('is undecided where the known shares leave it open', () => {
    const { state, reasons } = judge({ suppliers: home(0.2, 0.2), origins: [origin('JPN', 0.3), origin('CHN', null), origin('USA', null)] })
    expect(state).toBe('weak')
    expect(reasons.find(({ rule }) => rule === 'choke-controlled-origins')?.verdict).toBe('undecided')
  })

  it('counts only the origins that the cluster calls controlled', () => {
    expect(judge({ suppliers: home(0.1, 0.1, 0.1), origins }, { controlledOrigins: ['USA'] }).state).toBe('weak')
  })
})

describe('a bottleneck', () => {
  it('has suppliers, but capacity, certification or price fails', () => {
    const { state, reasons } = judge({ suppliers: home(0.2, 0.2, 0.2, 0.2, 0.2), conditions: [{ condition: 'certification', fails: true, claimIds: [5], recordedAt: '2026-03-03' }] })
    expect(state).toBe('bottleneck')
    expect(reasons[0]).toMatchObject({ values: { failing: 'certification' }, claimIds: [5] })
  })

  it('is undecided when the claim is too old', () => {
    expect(judge({ suppliers: home(0.2, 0.2, 0.2, 0.2, 0.2), conditions: [{ condition: 'price', fails: true, ...old }] }).state).toBe('unknown')
  })
})

describe('a weak point', () => {
  it('has at most two suppliers with weight', () => {
    expect(judge({ suppliers: [...home(0.5, 0.5), supplier({ negligible: true })] }).reasons[0]).toMatchObject({ rule: 'weak-few-suppliers', values: { suppliersSure: 2, negligible: 1 } })
  })

  it('or an HHI of at least 0.25: 40, 30, 10, 10 and 10 % give 0.28', () => {
    const { state, reasons } = judge({ suppliers: home(0.4, 0.3, 0.1, 0.1, 0.1) })
    expect(state).toBe('weak')
    expect(reasons[0]).toMatchObject({ rule: 'weak-supplier-hhi', values: { hhiLower: 0.28, hhiUpper: 0.28 } })
  })

  it('or one foreign origin that holds too much', () => {
    const { reasons } = judge({ suppliers: home(0.1, 0.1, 0.1, 0.1), origins: [origin('CHN', 0.49), origin('JPN', 0.51)] }, { controlledOrigins: [] })
    expect(reasons.map(({ rule }) => rule)).toContain('weak-foreign-hhi')
  })
})

describe('good standing', () => {
  it('is strength with five suppliers that hold the supply at home', () => {
    expect(judge({ suppliers: home(0.2, 0.2, 0.2, 0.2, 0.2) })).toMatchObject({ state: 'strength', reasons: [{ rule: 'strength-home-supply', values: { homeLower: 1 } }] })
  })

  it('is only ordinary when nobody has stated that they are qualified', () => {
    expect(judge({ suppliers: home(0.2, 0.2, 0.2, 0.2, 0.2).map((fact) => ({ ...fact, qualified: null })) }).state).toBe('ordinary')
  })

  it('is ordinary with four', () => {
    expect(judge({ suppliers: home(0.24, 0.25, 0.25, 0.26) }, { weakHhi: 0.3 }).state).toBe('ordinary')
  })
})

// Mostly young facts from home that add up, so that good states do come about.
const mostly = <T>(usual: T, ...others: T[]) => fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) })
const dated = { claimIds: fc.array(fc.nat(20), { maxLength: 2 }), recordedAt: mostly<string | null>('2026-01-01', '2019-01-01', null) }
const place = mostly<string | null>('CHN', 'JPN', 'USA', null)
const share = mostly<number | null>(0.2, 0, 0.05, 0.1, 0.25, 0.5, null)
const evidences: fc.Arbitrary<NodeEvidence> = fc.record({
  suppliers: fc.array(fc.record({ id: fc.nat(), share, negligible: mostly(false, true), origin: place, region: fc.constantFrom('440300', '320500', null), qualified: mostly<boolean | null>(true, false, null), ...dated }), { minLength: 3, maxLength: 6 }),
  origins: fc.oneof(fc.constant([]), fc.array(fc.record({ origin: place, share: mostly<number | null>(0.5, 0.2, 1, null), ...dated }), { maxLength: 4 })),
  conditions: fc.oneof(fc.constant([]), fc.array(fc.record({ condition: fc.constantFrom('capacity' as const, 'price' as const), fails: fc.boolean(), ...dated }), { maxLength: 2 })),
  absences: fc.oneof(fc.constant([]), fc.array(fc.record(dated), { maxLength: 1 })),
  substitution: fc.option(fc.record({ days: fc.constantFrom(10, 400), ...dated }), { nil: null }),
})
/** Shares that do not contradict each other: a contradiction can only be resolved by taking facts away. */
const consistent = ({ suppliers, origins }: NodeEvidence): boolean => [suppliers, origins].every((facts) => facts.reduce((sum, fact) => sum + (fact.share ?? 0), 0) <= 1)
const good = ['strength', 'ordinary']

describe('whatever is claimed', () => {
  it('is judged with at least one reason, in both languages, by a rule that is shown', () => {
    fc.assert(
      fc.property(evidences, (evidence) => {
        const { state, reasons } = judge(evidence)
        expect(reasons.length).toBeGreaterThan(0)
        const first = stateRules.find(({ id: rule }) => rule === reasons[0]!.rule)!
        expect(state === 'unknown' || first.state === state).toBe(true)
        if (state === 'strength') expect(evidence.suppliers.filter(({ qualified }) => qualified).length).toBeGreaterThanOrEqual(defaultThresholds.strengthSuppliers)
        for (const { zh, en } of reasons) expect(zh && en).toBeTruthy()
      }),
    )
  })

  it('is never good without fresh evidence, and never gets better when evidence grows old', () => {
    fc.assert(
      fc.property(evidences.filter(consistent), fc.nat(5), (evidence, which) => {
        const aged = { ...evidence, suppliers: evidence.suppliers.map((fact, i) => (i === which ? { ...fact, recordedAt: '2019-01-01' } : fact)) }
        if (good.includes(judge(aged).state)) expect(good).toContain(judge(evidence).state)
        const allOld = { ...aged, suppliers: aged.suppliers.map((fact) => ({ ...fact, recordedAt: null })), origins: [], absences: [] }
        expect(judge(allOld).state).toBe('unknown')
      }),
      { numRuns: 5000 },
    )
  })

  it('is never good because a share, an origin, a region or a date is missing', () => {
    const blanks = fc.constantFrom<Partial<SupplierEvidence & OriginEvidence>>({ share: null }, { origin: null }, { region: null }, { recordedAt: null })
    const limits = fc.record({ weakHhi: fc.constantFrom(0.25, 0.35, 0.5), chokeShare: fc.constantFrom(0.3, 0.5, 0.7), strengthSuppliers: fc.constantFrom(2, 5), scope: fc.constantFrom('home' as const, 'world' as const) })
    fc.assert(
      fc.property(evidences.filter(consistent), fc.constantFrom('suppliers' as const, 'origins' as const), fc.nat(5), blanks, limits, (evidence, list, which, blank, thresholds) => {
        const blanked = { ...evidence, [list]: evidence[list].map((fact, i) => (i === which ? { ...fact, ...blank } : fact)) }
        const before = judge(evidence, thresholds).state
        const after = judge(blanked, thresholds).state
        if (good.includes(after)) expect(good).toContain(before)
        if (after === 'strength') expect(before).toBe('strength')
      }),
      { numRuns: 20000 },
    )
  })

  it('may look better in two cases only: a contradiction is taken away, or the word that a supplier is not qualified', () => {
    const contradictory = home(0.3, 0.3, 0.3, 0.4)
    expect(judge({ suppliers: contradictory }, { weakHhi: 0.5 }).state).toBe('unknown')
    expect(judge({ suppliers: home(0.3, 0.3, 0.3, null) }, { weakHhi: 0.5 }).state).toBe('ordinary')
    const two = home(0.3, 0.3)
    expect(judge({ suppliers: [...two, supplier({ share: 0.4, qualified: false })] }, { weakHhi: 0.5 }).state).toBe('weak')
    expect(judge({ suppliers: [...two, supplier({ share: 0.4, qualified: null })] }, { weakHhi: 0.5 }).state).toBe('ordinary')
  })
})
