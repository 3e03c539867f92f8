import type { GoldenCheck } from './check.ts'

export type Measured = { deviation: number; values: number }

const head = `# 数值精度 Accuracy

由测试写成：\`RENEW=1 npx vitest run test/golden\`。Written by the tests: \`RENEW=1 npx vitest run test/golden\`.

每行是一次与参考结果的比较；“最大偏差”向上取整到十的幂，并非容差。Each line is one comparison with reference results; the largest deviation seen is
rounded up to a power of ten and is not the tolerance.`

const headings = ['算法族 family', '量 quantity', '数据 data', '参照 against', '数值个数 values', '容差 tolerance', '最大偏差 largest deviation']

/** The page of all comparisons. Lines that were not measured here keep what stood in the committed page. */
export function accuracyPage(families: readonly { title: string; checks: readonly GoldenCheck[] }[], measured: ReadonlyMap<GoldenCheck, Measured>): string {
  const lines = families.flatMap(({ title, checks }) => checks.map((check) => lineOf(title, check, measured.get(check))))
  return `${head}\n\n${[headings, headings.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}

function lineOf(title: string, check: GoldenCheck, measured: Measured | undefined): string[] {
  const { quantity, data, against, tolerance, relative } = check
  return [title, quantity, data, against, String(measured?.values ?? ''), `${power(tolerance)}${relative ? ' relative' : ''}`, measured ? roundUp(measured.deviation) : ''].map((cell) => cell.replaceAll('|', '\\|'))
}

/** A deviation rounded up to a power of ten, so that arithmetic that differs in its last bits writes the same page. */
export function roundUp(deviation: number): string {
  return deviation === 0 ? '0' : Number.isFinite(deviation) ? power(10 ** Math.ceil(Math.log10(deviation))) : '∞'
}

function power(value: number): string {
  return value.toExponential().replace('.0e', 'e').replace('e+', 'e')
}

/**
 * Whether a committed line still says what was measured: the same words, tolerance and number of values; a deviation within one power
 * of ten, or both below what arithmetic leaves.
 */
export function saysTheSame(committed: readonly string[], fresh: readonly string[]): boolean {
  const last = fresh.length - 1
  return committed.length === fresh.length && fresh.slice(0, last).every((cell, n) => cell === committed[n]) && alike(Number(committed[last]), Number(fresh[last]))
}

/** Below this a deviation is rounding. */
const rounding = 1e-12

function alike(one: number, other: number): boolean {
  if (Math.max(one, other) <= rounding) return true
  return Math.abs(Math.log10(one) - Math.log10(other)) < 1.5
}

/** The lines of a page's table as cells. */
export function linesOf(page: string): string[][] {
  return page.split('\n').filter((line) => line.startsWith('| ')).slice(2).map((line) => line.slice(2, -2).split(' | '))
}
