import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition, Line } from '../../shared/contract/policies.ts'
import { answerLines, conditionsOf, verdictOf, type Fact, type OrganisationFacts } from './eligibility.ts'

const known = (value: string | number): Fact => ({ value, ref: 'organisation:1:x' })
const blank: Fact = { value: null, reason: '未填报' }
const facts = (given: Partial<OrganisationFacts> & { facts?: OrganisationFacts['facts'] } = {}): OrganisationFacts => ({ organisation: 1, facts: {}, places: [], supplies: [], observed: new Map(), ...given })
const atLeast = (fact: Condition['fact'], value: number | string): Condition => ({ fact, operator: 'atLeast', values: [value] })
const judged = (lines: Line[], about: OrganisationFacts): string => verdictOf(answerLines(lines, about))

const measures = ['revenue', 'researchSpending', 'employees', 'established', 'tier', 'industry'] as const
const value = fc.integer({ min: 0, max: 4 })
const condition = fc.record({ fact: fc.constantFrom(...measures.slice(0, 3)), operator: fc.constantFrom('atLeast' as const, 'atMost' as const), values: value.map((one) => [one]) }) as fc.Arbitrary<Condition>
const line: fc.Arbitrary<Line> = fc.oneof(condition, fc.record({ any: fc.array(fc.oneof(condition, fc.record({ all: fc.array(condition, { minLength: 1, maxLength: 3 }) })), { minLength: 1, maxLength: 3 }) }))
const partial = fc.record(Object.fromEntries(measures.slice(0, 3).map((name) => [name, fc.option(value, { nil: null })]))) as fc.Arbitrary<Record<string, number | null>>
const of = (values: Record<string, number | null>): OrganisationFacts => facts({ facts: Object.fromEntries(Object.entries(values).map(([name, one]) => [name, one === null ? blank : known(one)])) })
/** Every way in which what is missing may turn out. */
const completions = (values: Record<string, number | null>): Record<string, number>[] => Object.entries(values).reduce<Record<string, number>[]>((all, [name, one]) => all.flatMap((rest) => (one === null ? [0, 1, 2, 3, 4] : [one]).map((each) => ({ ...rest, [name]: each }))), [{}])

test('a yes or a no stands however the missing facts turn out; with nothing missing nothing is unknown', () => {
  let undecided = 0
  fc.assert(fc.property(fc.array(line, { maxLength: 4 }), partial, (lines, values) => {
    const said = judged(lines, of(values))
    const outcomes = new Set(completions(values).map((whole) => judged(lines, of(whole))))
    expect(outcomes.has('unknown')).toBe(false)
    if (said === 'unknown') undecided += 1
    else expect([...outcomes]).toEqual([said])
  }), { numRuns: 400, seed: 5 })
  expect(undecided).toBeGreaterThan(40)
})

test('the order of lines and of the members of a group changes nothing; one more line never makes a no into more', () => {
  fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), partial, line, (lines, values, more) => {
    const turned = [...lines].reverse().map((one) => ('any' in one ? { any: [...one.any].reverse() } : one))
    expect(judged(turned, of(values))).toBe(judged(lines, of(values)))
    if (judged(lines, of(values)) === 'no') expect(judged([...lines, more], of(values))).toBe('no')
    if (judged([...lines, more], of(values)) === 'yes') expect(judged(lines, of(values))).toBe('yes')
  }), { seed: 6 })
})

test('every answer says by which value it was reached, or which fact is missing and which sheet brings it', () => {
  fc.assert(fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), partial, (lines, values) => {
    for (const answer of answerLines(lines, of(values))) {
      if ('any' in answer) throw new Error('no group was given')
      expect((answer.verdict === 'unknown') === (answer.missing !== null)).toBe(true)
      if (answer.missing) expect(answer.missing).toMatchObject({ sheet: 'organisations', reason: '未填报', fields: [{ zh: expect.any(String) as string }] })
      else expect(answer.found.map(({ ref }) => ref)).toEqual(['organisation:1:x'])
    }
    expect(conditionsOf(lines)).toEqual(lines)
  }), { seed: 7 })
})

test('where nothing is asked, everybody qualifies', () => {
  expect(judged([], facts())).toBe('yes')
})

test('a place is judged by the narrowest code that is known: in the city, elsewhere, in the province but who knows where', () => {
  const within: Line[] = [{ fact: 'region', operator: 'within', values: ['440300'] }]
  const at = (...codes: string[]): OrganisationFacts => facts({ places: codes.map((code) => ({ code, name: code, ref: `organisation:1:${code}` })) })
  expect([at('440000', '440300'), at('440305'), at('440000', '440100'), at('440000'), at()].map((one) => judged(within, one))).toEqual(['yes', 'yes', 'no', 'unknown', 'unknown'])
  expect(judged(within, facts({ facts: { country: known('JPN') } }))).toBe('no')
  expect(judged([{ fact: 'region', operator: 'within', values: ['440000'] }], at('440100'))).toBe('yes')
})

test('a trade of a wider class than the rule asks for leaves it open; one written in words does too', () => {
  const within: Line[] = [{ fact: 'industry', operator: 'within', values: ['401', '3562'] }]
  const trade = (code: string): OrganisationFacts => facts({ facts: { industry: known(code) } })
  expect(['4014', 'C4014', '401', '40', '35', '3441', '仪器仪表'].map((code) => judged(within, trade(code)))).toEqual(['yes', 'yes', 'yes', 'unknown', 'unknown', 'no', 'unknown'])
})

test('who supplies nothing that is known is not said to supply nothing; a node whose state is unknown leaves the state open', () => {
  const asks = (...values: string[]): Line[] => [{ fact: 'suppliesState', operator: 'is', values }]
  const supplies = (...states: ('choke' | 'ordinary' | 'unknown')[]): OrganisationFacts => facts({ supplies: states.map((state, n) => ({ node: n + 1, name: `环节${n}`, state })) })
  expect([supplies(), supplies('choke', 'ordinary'), supplies('ordinary'), supplies('ordinary', 'unknown')].map((one) => judged(asks('choke'), one))).toEqual(['unknown', 'yes', 'no', 'unknown'])
  expect(judged(asks('unknown'), supplies('ordinary', 'unknown'))).toBe('yes')
  const node: Line[] = [{ fact: 'suppliesNode', operator: 'is', values: [2] }]
  expect([supplies('ordinary'), supplies('ordinary', 'choke')].map((one) => judged(node, one))).toEqual(['no', 'yes'])
})

test('a share of research needs both figures; an indicator is judged by its latest value', () => {
  const share = [atLeast('researchShare', 0.05)]
  expect(judged(share, facts({ facts: { revenue: known(100), researchSpending: known(5) } }))).toBe('yes')
  expect(judged(share, facts({ facts: { revenue: known(100), researchSpending: known(4.9) } }))).toBe('no')
  for (const given of [{ revenue: known(100), researchSpending: blank }, { researchSpending: known(5) }, { revenue: known(0), researchSpending: known(5) }]) expect(judged(share, facts({ facts: given }))).toBe('unknown')
  const patents: Line[] = [{ ...atLeast('observation', 10), indicator: 7 }]
  expect(judged(patents, facts({ observed: new Map([[7, { period: '2026-10', value: 12, ref: 'observation:organisation:1:7:2026-10' }]]) }))).toBe('yes')
  expect(judged(patents, facts({ observed: new Map([[8, { period: '2026-10', value: 12, ref: 'x' }]]) }))).toBe('unknown')
})

test('days are compared as days, terms as terms', () => {
  const about = facts({ facts: { established: known('2019-05-01'), tier: known('littleGiant') } })
  expect(judged([{ fact: 'established', operator: 'atMost', values: ['2020-01-01'] }, { fact: 'tier', operator: 'is', values: ['littleGiant', 'singleChampion'] }], about)).toBe('yes')
  expect(judged([{ fact: 'tier', operator: 'isNot', values: ['littleGiant'] }], about)).toBe('no')
})
