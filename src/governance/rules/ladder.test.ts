import fc from 'fast-check'
import { expect, test } from 'vitest'
import { postAbove, type Rung } from './ladder.ts'

const rung = (post: number, kind: Rung['kind'], region: string | null, above: number | null, organisation: number | null): Rung => ({ post, kind, title: `${post}`, region, above, organisation })
const ladder = [rung(1, 'generalChief', '440000', null, 10), rung(2, 'chainChief', '440000', 1, 20), rung(3, 'regionChief', '440300', 2, 30), rung(4, 'regionChief', '442000', 2, null), rung(5, 'board', null, null, 50)]
const goesTo = (region: string | null, reached: number | null, lead = 99): number | undefined => postAbove(ladder, { region, lead, reached })?.post

test('from the chief of the city to the chief of the chain to the general chief, and no further', () => {
  expect([goesTo('440305', null), goesTo('440305', 3), goesTo('440305', 2), goesTo('440305', 1)]).toEqual([3, 2, 1, undefined])
})

test('a vacant post and one that the lead holds itself are passed over; work of another city or of none begins with the chief of the chain', () => {
  expect([goesTo('442000', null), goesTo('440300', null, 30), goesTo('440600', null), goesTo(null, null), goesTo(null, null, 20)]).toEqual([2, 2, 2, 2, 1])
  expect(postAbove([], { region: null, lead: 1, reached: null })).toBeUndefined()
})

test('whatever stands above what, it ends: at somebody who is not the lead and where it was not last', () => {
  const rungs = fc.array(fc.record({ kind: fc.constantFrom<Rung['kind']>('regionChief', 'chainChief', 'generalChief', 'team'), region: fc.constantFrom(null, '440000', '440300'), above: fc.option(fc.nat(7)), organisation: fc.option(fc.nat(3)) }), { maxLength: 8 })
  fc.assert(fc.property(rungs, fc.constantFrom(null, '440300', '310000'), fc.option(fc.nat(7)), fc.nat(3), (raw, region, reached, lead) => {
    const all = raw.map((one, post): Rung => ({ ...one, post, title: '' }))
    const found = postAbove(all, { region, lead, reached })
    if (found) expect([found.organisation === null, found.organisation === lead, found.post === reached]).toEqual([false, false, false])
  }), { numRuns: 300, seed: 5 })
})
