import fc from 'fast-check'
import { expect, test } from 'vitest'
import { icalendar, type CalendarEvent } from './icalendar.ts'

const event: CalendarEvent = { uid: '7-2026-10-08@demo', day: '2026-10-08', title: '政企联席会', text: '', changed: '2026-09-01T02:00:00.000Z', cancelled: false }

test('an event is a whole day with its stamp; commas, semicolons, backslashes and line ends are escaped', () => {
  const file = icalendar('集群', [{ ...event, text: 'a,b;c\\d\r\ne' }])
  expect(file.split('\r\n').slice(5, 13)).toEqual([
    'BEGIN:VEVENT', 'UID:7-2026-10-08@demo', 'DTSTAMP:20260901T020000Z', 'DTSTART;VALUE=DATE:20261008', 'SUMMARY:政企联席会', String.raw`DESCRIPTION:a\,b\;c\\d\ne`, 'STATUS:CONFIRMED', 'TRANSP:TRANSPARENT',
  ])
})

test('no line is longer than 75 octets, and unfolding gives every text back', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
    const file = icalendar('x', [{ ...event, title }])
    expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    const line = file.replaceAll('\r\n ', '').split('\r\n').find((one) => one.startsWith('SUMMARY:'))!
    const read = line.slice('SUMMARY:'.length).replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
    expect(read).toBe(title.replace(/\r\n|\r/g, '\n'))
  }), { seed: 14 })
})
