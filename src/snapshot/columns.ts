/** Columns that grow row by row and end as typed arrays. A missing number is NaN, a missing name -1. */
export type Columns = {
  value(column: string, value: number): void
  number(column: string, text: string | null): void
  text(column: string, text: string | null): void
  /** The number of a term in its vocabulary. */
  term(column: string, vocabulary: readonly string[], text: string | null): void
  /** A name that many rows share. */
  named(column: string, text: string | null): void
  floats(column: string): Float64Array
  integers(column: string): Int32Array
  bytes(column: string): Int8Array
  texts(column: string): (string | null)[]
  /** The column as numbers in a list of names that stands in the order of the names, whatever the order of the rows. */
  names(column: string): { list: string[]; numbers: Int32Array }
}

/** Opens an empty set of columns. */
export function openColumns(): Columns {
  const numbers = new Map<string, number[]>()
  const strings = new Map<string, (string | null)[]>()
  const places = new Map<string, Map<string, number>>()
  const value = (column: string, one: number): void => void listIn(numbers, column).push(one)
  return {
    value,
    number: (column, text) => value(column, text === null ? NaN : Number(text)),
    text: (column, text) => void listIn(strings, column).push(text),
    term: (column, vocabulary, text) => value(column, text === null ? -1 : vocabulary.indexOf(text)),
    named(column, text) {
      let known = places.get(column)
      if (!known) places.set(column, (known = new Map()))
      if (text === null) return value(column, -1)
      let place = known.get(text)
      if (place === undefined) known.set(text, (place = known.size))
      value(column, place)
    },
    floats: (column) => Float64Array.from(listIn(numbers, column)),
    integers: (column) => Int32Array.from(listIn(numbers, column)),
    bytes: (column) => Int8Array.from(listIn(numbers, column)),
    texts: (column) => listIn(strings, column),
    names(column) {
      const met = [...(places.get(column)?.keys() ?? [])]
      const list = [...met].sort()
      const place = new Map(list.map((name, n) => [name, n]))
      return { list, numbers: Int32Array.from(listIn(numbers, column), (n) => (n < 0 ? -1 : place.get(met[n]!)!)) }
    },
  }
}

function listIn<T>(columns: Map<string, T[]>, column: string): T[] {
  let list = columns.get(column)
  if (!list) columns.set(column, (list = []))
  return list
}
