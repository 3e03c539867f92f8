import { expect, it } from 'vitest'
import { endOf, momentOf } from './moment.ts'

it('takes a day from its beginning to its end on the calendar of China, and reads it back', () => {
  const start = momentOf({ choice: 'date', date: '2026-11-01' }, 'start')
  const end = momentOf({ choice: 'date', date: '2026-11-30' }, 'end')
  expect([start, end]).toEqual(['2026-10-31T16:00:00.000Z', '2026-11-30T15:59:59.000Z'])
  expect([endOf(start ?? null, 'now'), endOf(end ?? null, 'now')]).toEqual([{ choice: 'date', date: '2026-11-01' }, { choice: 'date', date: '2026-11-30' }])
})

it('hands versions and imports on, leaves now out, and waits for a day that is not chosen yet', () => {
  expect([momentOf({ choice: 'version:3', date: '' }, 'start'), momentOf({ choice: 'now', date: '' }, 'end'), momentOf({ choice: 'date', date: '' }, 'start')]).toEqual(['version:3', undefined, undefined])
  expect(endOf('import:7', 'now').choice).toBe('import:7')
})
