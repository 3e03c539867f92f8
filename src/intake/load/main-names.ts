import type { ReadRow } from '../../shared/sheets.ts'
import { listOf, textOf } from './statements.ts'

/** A row of a list with whom it was recognised as. */
export type RecognisedRow = { row: ReadRow; id: number }

/**
 * Where a list spells one organisation in several ways, which spelling is its name; the others are other names. Wherever the rows
 * stand, the name is the spelling that (1) gives another one as its alias, else (2) heads most rows, else (3) the organisation bears
 * already, else (4) stands first. Only organisations with more than one spelling are in the answer.
 */
export function mainNames(rows: readonly RecognisedRow[], nameOf: (id: number) => string | undefined): Map<number, string> {
  const spellings = new Map<number, Map<string, ReadRow[]>>()
  for (const { row, id } of rows) {
    const name = textOf(row, 'name')
    if (name === undefined) continue
    const here = spellings.get(id) ?? new Map<string, ReadRow[]>()
    spellings.set(id, here.set(name, [...(here.get(name) ?? []), row]))
  }
  const main = new Map<number, string>()
  for (const [id, here] of spellings) if (here.size > 1) main.set(id, best(here, nameOf(id)))
  return main
}

function best(spellings: ReadonlyMap<string, readonly ReadRow[]>, borne: string | undefined): string {
  const aliasesGiven = (name: string): number => {
    const aliases = new Set(spellings.get(name)!.flatMap((row) => listOf(row, 'otherNames')))
    return [...aliases].filter((alias) => alias !== name && spellings.has(alias)).length
  }
  const ranked = [...spellings.keys()].map((name) => ({ name, rank: [aliasesGiven(name), spellings.get(name)!.length, name === borne ? 1 : 0] }))
  return ranked.reduce((first, next) => (isAbove(next.rank, first.rank) ? next : first)).name
}

/** Whether the first figure in which two ranks differ is the larger one in the first. */
function isAbove(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((figure, n) => figure !== other[n])
  return at >= 0 && one[at]! > other[at]!
}
