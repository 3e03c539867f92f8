import { describe, expect, it } from 'vitest'
import type { RiskRow } from './contract/chain.ts'
import { passesRiskFilter, riskLightOf } from './risk-filter.ts'

const now = new Date('2026-11-23T02:00:00Z')
const row = { risk: 1, node: '分子泵', kind: 'choke', title: '分子泵：卡点', state: 'choke', status: 'confirmed', grade: null, ownerId: 7, owner: '远洋真空', dueDate: '2026-11-20', note: null } as RiskRow

describe('the light of a risk', () => {
  const light = (dueDate: string | null, status: RiskRow['status'] = 'confirmed') => riskLightOf({ status, dueDate }, now)
  it('is on time, near due from a week before, overdue from the day after', () => {
    expect([light('2026-12-01'), light('2026-11-30'), light('2026-11-23'), light('2026-11-22')]).toEqual(['onTime', 'near', 'near', 'overdue'])
  })
  it('is none without a date, and settled when it is closed or refused', () => {
    expect([light(null), light('2026-01-01', 'closed'), light('2026-01-01', 'refused')]).toEqual(['noLight', 'over', 'over'])
  })
  it('goes by the calendar of China', () => expect(riskLightOf({ status: 'confirmed', dueDate: '2026-11-23' }, new Date('2026-11-23T16:30:00Z'))).toBe('overdue'))
})

describe('a narrowed list', () => {
  it('finds a word in the title of either language, the owner and the note', () => {
    expect(['分子泵', 'CHOKE POINT', '远洋', '丝杠'].map((text) => passesRiskFilter(row, { text }, now))).toEqual([true, true, true, false])
  })
  it('holds what meets every filter that is on', () => {
    expect(passesRiskFilter(row, { status: 'confirmed', grade: 'none', state: 'choke', owner: 'yes', light: 'overdue' }, now)).toBe(true)
    expect(passesRiskFilter(row, { status: 'confirmed', grade: 'high' }, now)).toBe(false)
    expect(passesRiskFilter(row, { owner: 'no' }, now)).toBe(false)
    expect(passesRiskFilter(row, { light: 'near' }, now)).toBe(false)
  })
})
