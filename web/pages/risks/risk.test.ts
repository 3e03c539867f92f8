import { describe, expect, it } from 'vitest'
import type { RiskRow } from '../../../src/shared/contract/chain.ts'
import { toCsv } from './csv.ts'
import { changeOf, draftOf, isChanged, lightOf, nowOf, rebase } from './risk.ts'

const row = { risk: 1, status: 'proposed', grade: null, ownerId: null, owner: null, dueDate: null, note: null, edition: 3 } as RiskRow
const now = new Date('2026-11-23T02:00:00Z')

describe('the light of a risk', () => {
  const light = (dueDate: string | null, status: RiskRow['status'] = 'confirmed') => lightOf({ status, dueDate }, now)
  it('is on time, near due from a week before, overdue from the day after', () => {
    expect([light('2026-12-01'), light('2026-11-30'), light('2026-11-23'), light('2026-11-22')]).toEqual(['onTime', 'near', 'near', 'overdue'])
  })
  it('is none without a date, and settled when it is closed or refused', () => {
    expect([light(null), light('2026-01-01', 'closed'), light('2026-01-01', 'refused')]).toEqual(['noLight', 'over', 'over'])
  })
  it('goes by the calendar of China', () => expect(lightOf({ status: 'confirmed', dueDate: '2026-11-23' }, new Date('2026-11-23T16:30:00Z'))).toBe('overdue'))
})

describe('what is sent of a change', () => {
  it('is only what differs, with the edition it was read in', () => {
    expect(changeOf(row, { ...draftOf(row), grade: 'high', note: '  ' }, 3)).toEqual({ edition: 3, grade: 'high' })
    expect(changeOf(row, { ...draftOf(row), ownerId: 7, owner: '甲' }, 4, 'confirmed')).toEqual({ edition: 4, status: 'confirmed', owner: 7 })
  })
  it('is nothing where nothing was typed', () => expect(isChanged(row, draftOf(row))).toBe(false))
  it('clears a note that was emptied', () => expect(changeOf({ ...row, note: '旧' }, { ...draftOf(row), note: '' }, 3)).toEqual({ edition: 3, note: null }))
})

it('keeps what was typed when somebody else was quicker, and follows them in the rest', () => {
  const typed = { ...draftOf(row), note: '我的' }
  const next = rebase(row, typed, { status: 'confirmed', grade: 'low', owner: 9, dueDate: '2026-12-01', note: '别人的', edition: 4 })
  expect(next.draft).toEqual({ grade: 'low', ownerId: 9, owner: null, dueDate: '2026-12-01', note: '我的' })
  expect(changeOf(next.base, next.draft, next.base.edition)).toEqual({ edition: 4, note: '我的' })
})

it('reads what stands now from a refusal, and nothing from another one', () => {
  expect(nowOf({ now: { status: 'closed', grade: null, owner: null, dueDate: null, note: null, edition: 5 } })?.edition).toBe(5)
  expect([nowOf(undefined), nowOf({}), nowOf({ now: 'x' })]).toEqual([null, null, null])
})

it('writes CSV that keeps commas, quotes and lines, and runs no formula', () => {
  const columns = [{ key: 'a', title: '风险', width: 1, text: (value: string) => value, cell: () => null }]
  expect(toCsv(['一,二', '说"好"', '=1+1'], columns)).toBe('\uFEFF风险\r\n"一,二"\r\n"说""好"""\r\n\'=1+1\r\n')
})
