/** One end of a comparison as it is chosen: `now`, `date` with its day, or what the address bar says (`version:3`, `import:7`). */
export type End = { choice: string; date: string }

/** Reads an end from the address bar. */
export function endOf(written: string | null, otherwise: string): End {
  if (!written) return { choice: otherwise, date: '' }
  const day = /^(\d{4}-\d{2}-\d{2})T/.exec(written)?.[1]
  return day ? { choice: 'date', date: chinaDay(written) } : { choice: written, date: '' }
}

/** As the API reads it; undefined for now, and where no day is chosen yet. A day begins and ends on the calendar of China. */
export function momentOf({ choice, date }: End, side: 'start' | 'end'): string | undefined {
  if (choice === 'now') return undefined
  if (choice !== 'date') return choice
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  return new Date(`${date}T${side === 'start' ? '00:00:00' : '23:59:59'}+08:00`).toISOString()
}

/** What an address that is not among the choices is called. */
export function kindOf(choice: string): string {
  return choice.replace(':', ' ')
}

function chinaDay(moment: string): string {
  return new Date(Date.parse(moment) + 8 * 3600_000).toISOString().slice(0, 10)
}
