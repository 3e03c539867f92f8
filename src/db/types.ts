import pg from 'pg'

/**
 * How values of PostgreSQL arrive in TypeScript. The driver's own choices lose what we need: 64-bit integers and decimals
 * arrive as text, dates shift with the zone of the machine, times lose their microseconds.
 */

type Parser = (text: string) => unknown

const int8 = { one: 20, many: 1016 }
const numeric = { one: 1700, many: 1231 }
const date = { one: 1082, many: 1182 }
const timestamp = { one: 1114, many: 1115 }
const timestamptz = { one: 1184, many: 1185 }
const interval = { one: 1186, many: 1187 }

const parsers = new Map<number, Parser>(
  (
    [
      [int8, safeInteger],
      [numeric, Number],
      [date, asIs],
      [timestamp, asIs],
      [timestamptz, isoTime],
      [interval, asIs],
    ] as const
  ).flatMap(([oid, parse]) => [
    [oid.one, parse],
    [oid.many, (text: string) => parseArray(text, parse)],
  ]),
)

/** The driver's declarations give `arrayParser` another form than it has. */
const arrays = pg.types.arrayParser as unknown as { create(text: string, parse: Parser): { parse(): unknown[] } }

/** The `types` option of a pool. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    const own = format === 'binary' ? undefined : parsers.get(oid)
    return own ?? pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}

/**
 * Every connection speaks UTC and ISO 8601, so that the parsers see one form. Compiling a query while it runs (on by default in an
 * outside server) costs ours far more than it saves: a report took eight times as long with it.
 */
export const sessionForm = '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c jit=off'

function parseArray(text: string, parse: Parser): unknown[] {
  return arrays.create(text, parse).parse()
}

function asIs(text: string): string {
  return text
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number.`)
  return value
}

/**
 * `2026-01-31 08:00:00.5+00` → `2026-01-31T08:00:00.500000Z`: always six digits, so that times neither lose the
 * microseconds by which two claims differ, nor sort wrongly as text.
 */
function isoTime(text: string): string {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text)
  if (!match) return text
  return `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(6, '0')}Z`
}
