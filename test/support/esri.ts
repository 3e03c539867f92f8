import { readFileSync } from 'node:fs'
import path from 'node:path'
import { numberFirms } from '../../src/analysis/systemic/firm-tables.ts'
import { buildSystemicNetwork, type SystemicNetwork } from '../../src/kernels/systemic/network.ts'
import { runShock, systemicRisk } from '../../src/kernels/systemic/shocks.ts'
import { parseGolden } from '../golden/check.ts'

/** The synthetic networks that stand in the repository. */
export const esriFixtures = path.resolve(import.meta.dirname, '../fixtures/esri')

type Row = Record<string, string>
const numbers = (rows: readonly Row[], column: string): Float64Array => Float64Array.from(rows, (row) => Number(row[column]))

/** One folder of reference results: the network, and what is expected of it. */
export type EsriCase = { name: string; ids: string[]; net: SystemicNetwork; read: (file: string) => Row[] }

export function readEsriCase(folder: string, name: string): EsriCase {
  const read = (file: string): Row[] => parseGolden(readFileSync(path.join(folder, name, file), 'utf8'))
  const firms = read('firms.csv').map(({ id, industry, market, revenue, costs }) => ({
    id: id!, industry: industry!, ...(market === undefined ? {} : { market, revenue: Number(revenue), costs: Number(costs) }),
  }))
  const links = read('links.csv').map(({ supplier, customer, volume }) => ({ supplier: supplier!, customer: customer!, volume: Number(volume) }))
  const essential = read('essential.csv').map((row) => ({ industry_supplier: row['industry_supplier']!, industry_customer: row['industry_customer']!, type: Number(row['type']) }))
  return { name, ids: firms.map(({ id }) => id), net: buildSystemicNetwork(numberFirms({ firms, links, essential })), read }
}

/** Computed and expected values of one comparison, and by how many steps the iteration counts differ at most. */
export type EsriComparison = { computed: Float64Array; expected: Float64Array; stepsOff: number }

const variants = {
  'expected_esri.csv': { eps: 1e-2, replaceability: true },
  'expected_esri_nosigma.csv': { eps: 1e-2, replaceability: false },
  'expected_esri_converged.csv': { eps: 1e-10, replaceability: true },
}
export type EsriFile = keyof typeof variants

/** Every firm closed alone, against one of the expected files; `every` takes one firm of that many. */
export function compareSingleShocks({ net, read }: EsriCase, file: EsriFile, every = 1): EsriComparison {
  const rows = read(file).filter((_, n) => n % every === 0)
  const damages = every === 1 ? [systemicRisk(net, variants[file])] : rows.map((_, n) => systemicRisk(net, variants[file], { from: n * every, to: n * every + 1 }))
  const column = (pick: (one: (typeof damages)[number]) => ArrayLike<number>): number[] => damages.flatMap((one) => Array.from(pick(one)))
  return {
    computed: Float64Array.from([...column(({ esri }) => esri), ...column(({ esriDown }) => esriDown), ...column(({ esriUp }) => esriUp)]),
    expected: Float64Array.from(['esri', 'esri_d', 'esri_u'].flatMap((name) => Array.from(numbers(rows, name)))),
    stepsOff: stepsBetween(column(({ iterations }) => iterations), numbers(rows, 'iterations')),
  }
}

/** The scenarios of a case at one eps: the damage and every production level. */
export function compareScenarios({ net, ids, read }: EsriCase, eps: '1e-02' | '1e-10'): EsriComparison {
  const [shocks, levels] = [read('shocks.csv'), read('expected_h.csv').filter((row) => row['eps'] === eps)]
  const computed: number[] = []
  const expected: number[] = []
  let stepsOff = 0
  for (const row of read('expected_scenarios.csv').filter((one) => one['eps'] === eps)) {
    const struck = shocks.filter(({ scenario }) => scenario === row['scenario'])
    const run = runShock(net, { eps: Number(eps), replaceability: true }, { firms: struck.map(({ firm }) => ids.indexOf(firm!)), psiDown: numbers(struck, 'psi_down'), psiUp: numbers(struck, 'psi_up') })
    const listed = new Map(levels.filter(({ scenario }) => scenario === row['scenario']).map((level) => [level['id'], level]))
    computed.push(run.esri, run.esriDown, run.esriUp, ...run.levelDown, ...run.levelUp)
    expected.push(...['esri', 'esri_d', 'esri_u'].map((name) => Number(row[name])), ...ids.map((id) => Number(listed.get(id)?.['h_d'] ?? 1)), ...ids.map((id) => Number(listed.get(id)?.['h_u'] ?? 1)))
    stepsOff = Math.max(stepsOff, Math.abs(run.iterations - Number(row['iterations'])))
  }
  return { computed: Float64Array.from(computed), expected: Float64Array.from(expected), stepsOff }
}

function stepsBetween(computed: ArrayLike<number>, expected: ArrayLike<number>): number {
  let off = computed.length === expected.length ? 0 : Infinity
  for (let n = 0; n < expected.length; n++) off = Math.max(off, Math.abs(computed[n]! - expected[n]!))
  return off
}
