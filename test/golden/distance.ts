import { readFileSync } from 'node:fs'
import path from 'node:path'
import { envelopes } from '../../src/kernels/distance/envelope.ts'
import { kd, type KdOptions } from '../../src/kernels/distance/kd.ts'
import { relativeConcentration } from '../../src/kernels/distance/m.ts'
import { relativeDensity } from '../../src/kernels/distance/relative-density.ts'
import { asObserved, type Sites } from '../../src/kernels/distance/sites.ts'
import { deviationOf, goldenFolder, numberOf, readGolden, type GoldenCheck } from './check.ts'

const folder = 'metrics/05_distance_based_paracou16'
const trees = { data: '2,426 trees, 27 of the reference species, 31 radii' }
const reference = 'Q. Rosea'
const other = 'V. Americana'
const column = (file: string, name: string): number[] => readGolden(`${folder}/${file}`).map((row) => numberOf(row[name]))

let opened: { sites: Sites; radii: Float64Array } | undefined

/** Types: 0 the reference species, 1 the other one, 2 the rest. */
function forest(): { sites: Sites; radii: Float64Array } {
  if (opened) return opened
  const rows = readGolden(`${folder}/input_points.csv`)
  const take = (name: string) => Float64Array.from(rows, (row) => numberOf(row[name]))
  const sites = { x: take('x'), y: take('y'), type: Int32Array.from(rows, ({ type }) => (type === reference ? 0 : type === other ? 1 : 2)), weight: take('weight') }
  opened = { sites, radii: Float64Array.from(column('out_observed.csv', 'r')) }
  return opened
}

/** The 99 permutations given, one a line, counted from 1. */
function givenPermutations(): Int32Array[] {
  const lines = readFileSync(path.join(goldenFolder, folder, 'input_permutations.csv'), 'utf8').trim().split('\n')
  return lines.map((line) => Int32Array.from(line.split(','), (cell) => Number(cell) - 1))
}

function m(isWeighted: boolean, neighbour?: number, given = [asObserved(forest().sites.x.length)]): Float64Array {
  const { sites, radii } = forest()
  return relativeConcentration(isWeighted ? sites : { ...sites, weight: sites.weight.map(() => 1) }, { type: 0, neighbour, radii }, given)
}

function kdCurves(options: Partial<KdOptions>, given = [asObserved(forest().sites.x.length)]): Float64Array {
  const { sites, radii } = forest()
  return kd(sites, { type: 0, radii, mode: 'exact', ...options }, given).curves
}

function envelopeColumns(curves: Float64Array, file: string, columns: readonly ('sim1' | 'sim2' | 'sim_mean' | 'local_lo_2.5' | 'local_hi_97.5')[]) {
  const size = forest().radii.length
  const { local } = envelopes(curves.slice(0, size), curves)
  const mean = local.lower.map((_, k) => curves.reduce((sum, value, at) => sum + (at % size === k ? value : 0), 0) / (curves.length / size))
  const mine = { sim1: curves.subarray(0, size), sim2: curves.subarray(size, 2 * size), sim_mean: mean, 'local_lo_2.5': local.lower, 'local_hi_97.5': local.upper }
  // Where a simulation is undefined the reference writes a band of zeros and we none.
  const rows = Array.from({ length: size }, (_, k) => k).filter((k) => !Number.isNaN(local.lower[k]!))
  const pairs = columns.flatMap((name) => {
    const expected = column(file, name)
    return rows.map((k) => [mine[name][k]!, expected[k]!] as const)
  })
  return { mine: pairs.map(([one]) => one), expected: pairs.map(([, one]) => one) }
}

export const checks: GoldenCheck[] = [
  ...([['M_weighted', true, undefined], ['M_unweighted', false, undefined], ['M_inter_weighted', true, 1], ['M_inter_unweighted', false, 1]] as const).map(([name, isWeighted, neighbour]): GoldenCheck => ({
    quantity: name, against: 'dbmss 2.11', ...trees, tolerance: 1e-10, measure: () => deviationOf(m(isWeighted, neighbour), column('out_observed.csv', name)),
  })),
  { quantity: 'M of 99 given permutations: two curves, mean, local band', against: 'dbmss 2.11', ...trees, tolerance: 1e-10, measure: () => {
    const { mine, expected } = envelopeColumns(m(true, undefined, givenPermutations()), 'out_envelope_M.csv', ['sim1', 'sim2', 'sim_mean', 'local_lo_2.5', 'local_hi_97.5'])
    return deviationOf(mine, expected)
  } },
  { quantity: 'm_weighted', against: 'dbmss 2.11 (interpolates)', ...trees, tolerance: 5e-3, relative: true, measure: () => {
    const { sites, radii } = forest()
    return deviationOf(relativeDensity(sites, { type: 0, radii }, [asObserved(sites.x.length)]).curves, column('out_observed.csv', 'm_weighted'), 'relative')
  } },
  { quantity: 'Kd, exact', against: 'the direct sum', ...trees, tolerance: 1e-10, relative: true, measure: () => deviationOf(kdCurves({}), column('out_kd_direct_crosscheck.csv', 'Kd_direct_reflected'), 'relative') },
  { quantity: 'Kd, binned', against: 'the direct sum', ...trees, tolerance: 1e-6, measure: () => deviationOf(kdCurves({ mode: 'binned' }), column('out_kd_direct_crosscheck.csv', 'Kd_direct_reflected')) },
  { quantity: 'bandwidth of Kd', against: 'R bw.nrd0', ...trees, tolerance: 1e-12, relative: true, measure: () => {
    const { sites, radii } = forest()
    return deviationOf([kd(sites, { type: 0, radii, mode: 'binned' }, [asObserved(sites.x.length)]).bandwidths[0]!], [column('out_kd_direct_crosscheck.csv', 'bw')[0]!], 'relative')
  } },
  { quantity: 'Kd_weighted', against: 'dbmss 2.11 (interpolates)', ...trees, tolerance: 5e-3, relative: true, measure: () => deviationOf(kdCurves({ weighted: true }), column('out_observed.csv', 'Kd_weighted'), 'relative') },
  { quantity: 'Kd of 99 given permutations: two curves, mean, local band', against: 'dbmss 2.11 (interpolates)', ...trees, tolerance: 5e-3, relative: true, measure: () => {
    const { mine, expected } = envelopeColumns(kdCurves({}, givenPermutations()), 'out_envelope_Kd.csv', ['sim1', 'sim2', 'sim_mean', 'local_lo_2.5', 'local_hi_97.5'])
    return deviationOf(mine, expected, 'relative')
  } },
]
