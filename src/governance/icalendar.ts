/** A whole-day event as a calendar shows it. `changed` is when it was last written, an ISO 8601 moment. */
export type CalendarEvent = { uid: string; day: string; title: string; text: string; changed: string; cancelled: boolean; url?: string }

/** Events as an iCalendar file after RFC 5545: whole days, lines ended by CRLF and folded at 75 octets, text escaped. */
export function icalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Polycenter//Co-governance//ZH', 'CALSCALE:GREGORIAN', `X-WR-CALNAME:${escaped(name)}`, ...events.flatMap(eventLines), 'END:VCALENDAR']
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines({ uid, day, title, text, changed, cancelled, url }: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT', `UID:${escaped(uid)}`, `DTSTAMP:${changed.replace(/[-:]|\.\d+/g, '')}`, `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`, `SUMMARY:${escaped(title)}`,
    ...(text === '' ? [] : [`DESCRIPTION:${escaped(text)}`]), ...(url === undefined ? [] : [`URL:${url}`]), `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`, 'TRANSP:TRANSPARENT', 'END:VEVENT',
  ]
}

/** Section 3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n')
}

const octets = 75
const encoder = new TextEncoder()

/** Section 3.1: no line longer than 75 octets; a character is never cut. The space that begins a continued line counts. */
function folded(line: string): string {
  let out = ''
  let room = octets
  for (const sign of line) {
    const size = encoder.encode(sign).length
    if (size > room) {
      out += '\r\n '
      room = octets - 1
    }
    out += sign
    room -= size
  }
  return out
}
