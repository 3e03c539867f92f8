import { describe, expect, it } from 'vitest'
import type { RiskRow } from '../../../src/shared/contract/chain.ts'
import { changeOf, draftOf, isChanged, nowOf, rebase } from './risk.ts'

const row = { risk: 1, status: 'proposed', grade: null, ownerId: null, owner: null, dueDate: null, note: null, edition: 3 } as RiskRow

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
