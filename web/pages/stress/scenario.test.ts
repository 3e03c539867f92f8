import { expect, it } from 'vitest'
import { bodyOf, isDay, readScenario, sameScenario, writeScenario, type Scenario } from './scenario.ts'

const scenario: Scenario = { remove: [{ dimension: 'origin', element: 'JPN' }, { dimension: 'owner', element: '滨松:集团' }], days: 90 }

it('is the same after the address bar', () => {
  for (const suffix of ['', '2'] as const) {
    const search = new URLSearchParams('evidence=node:1:state')
    writeScenario(search, scenario, suffix)
    expect(sameScenario(readScenario(new URLSearchParams(search.toString()), suffix), scenario)).toBe(true)
    expect(search.get('evidence')).toBe('node:1:state')
  }
})

it('leaves out what no dimension is, and days that are none', () => {
  expect(readScenario(new URLSearchParams('remove=planet:MARS&remove=origin:&remove=region:440300&days=soon'))).toEqual({ remove: [{ dimension: 'region', element: '440300' }], days: null })
})

it('asks for good where no days are given', () => expect(bodyOf({ ...scenario, days: null })).not.toHaveProperty('days'))

it('tells a day from “some day”', () => expect([isDay(0), isDay(90), isDay(1e9), isDay(Number.POSITIVE_INFINITY)]).toEqual([true, true, false, false]))
