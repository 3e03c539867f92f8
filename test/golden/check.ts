import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One comparison with published or reference values, run as a test and listed in docs/reference/accuracy.md. */
export type GoldenCheck = {
  /** What is computed, in English: 'location quotient'. */
  quantity: string
  /** What it is compared with: program and version, or a paper. */
  against: string
  /** The data: 'German states, 16 × 17'. */
  data: string
  /** The largest deviation that counts as equal; `relative` says of what kind it is. */
  tolerance: number
  relative?: true
  /** Recomputes and answers the largest deviation seen and of how many values. */
  measure(): { deviation: number; values: number }
}

/** The reference results beside the checkout; tests that need them say so and skip where they are missing. */
export const goldenFolder = path.resolve(import.meta.dirname, '../../../shared/golden')
export const hasGolden = existsSync(goldenFolder)

/** A reference file as rows by heading, every cell as text. */
export function readGolden(file: string): Record<string, string>[] {
  return parseGolden(readFileSync(path.join(goldenFolder, file), 'utf8'))
}

/** Comma-separated text as rows by heading. Quoted cells may hold commas and quotes. */
export function parseGolden(text: string): Record<string, string>[] {
  const [head, ...rows] = text.replace(/^\uFEFF/, '').trim().split(/\r?\n/).map(cells)
  return rows.map((row) => Object.fromEntries(head!.map((name, n) => [name, row[n] ?? ''])))
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
}

/** A cell as a number; what is missing is NaN. */
export function numberOf(cell: string | undefined): number {
  return cell === undefined || cell === '' || cell === 'NA' ? NaN : Number(cell)
}

/** The largest deviation of computed from expected values, pair by pair; NaN must meet NaN, or the deviation is infinite. */
export function deviationOf(computed: ArrayLike<number>, expected: ArrayLike<number>, kind: 'absolute' | 'relative' = 'absolute'): { deviation: number; values: number } {
  if (computed.length !== expected.length) throw new RangeError(`${computed.length} values computed, ${expected.length} expected`)
  let deviation = 0
  for (let n = 0; n < expected.length; n++) {
    const [mine, theirs] = [computed[n]!, expected[n]!]
    if (Object.is(mine, theirs) || mine === theirs) continue
    const off = Math.abs(mine - theirs) / (kind === 'relative' ? Math.max(Math.abs(theirs), Number.MIN_VALUE) : 1)
    deviation = Number.isNaN(off) ? Infinity : Math.max(deviation, off)
  }
  return { deviation, values: expected.length }
}
