import { downstreamness, upstreamness } from '../../src/kernels/input-output/chain-length.ts'
import { allocationCoefficients, technicalCoefficients, type Table } from '../../src/kernels/input-output/coefficients.ts'
import { totalRequirements } from '../../src/kernels/input-output/leontief.ts'
import { dispersion, extractionLoss, multipliers } from '../../src/kernels/input-output/multipliers.ts'
import { columnSums, matrixOf, rowSums, type Matrix } from '../../src/kernels/matrix.ts'
import { deviationOf, numberOf, readGolden, type GoldenCheck } from './check.ts'

type Economy = { table: Table; demand: Float64Array; column(name: string): Float64Array; names: string[] }

function economy(folder: string): Economy {
  const rows = readGolden(`metrics/${folder}/input_table.csv`)
  const names = rows.map((row) => row.sector!)
  const column = (name: string): Float64Array => Float64Array.from(rows, (row) => numberOf(row[name]))
  const flows = matrixOf(names.length, names.length, Float64Array.from(rows.flatMap((row) => names.map((name) => numberOf(row[name])))))
  return { names, column, demand: column('final_demand'), table: { flows, output: column('output') } }
}

const leontief = ({ table }: Economy): Matrix => totalRequirements(technicalCoefficients(table))
const ghosh = ({ table }: Economy): Matrix => totalRequirements(allocationCoefficients(table))

const matrices: [string, string, (of: Economy) => Matrix][] = [
  ['technical coefficients', 'out_A.csv', ({ table }) => technicalCoefficients(table)],
  ['allocation coefficients', 'out_B_ghosh_alloc.csv', ({ table }) => allocationCoefficients(table)],
  ['Leontief inverse', 'out_L.csv', leontief],
  ['Ghosh inverse', 'out_G_ghosh_inverse.csv', ghosh],
]

const columns: [string, string, (of: Economy) => Float64Array][] = [
  ['output multiplier', 'output_multiplier_colsum_L', (of) => columnSums(leontief(of))],
  ['forward linkage, Leontief', 'forward_rowsum_L', (of) => rowSums(leontief(of))],
  ['forward linkage, Ghosh', 'forward_ghosh_rowsum_G', (of) => rowSums(ghosh(of))],
  ['direct backward linkage', 'backward_linkage_direct_colsum_A', ({ table }) => columnSums(technicalCoefficients(table))],
  ['direct forward linkage', 'forward_linkage_direct_rowsum_B', ({ table }) => rowSums(allocationCoefficients(table))],
  ['power of dispersion', 'rasmussen_power_of_dispersion', (of) => dispersion(leontief(of)).power],
  ['sensitivity of dispersion', 'rasmussen_sensitivity_of_dispersion', (of) => dispersion(leontief(of)).sensitivity],
  ['forward index, Ghosh', 'ghosh_forward_index', (of) => dispersion(ghosh(of)).sensitivity],
  ['variation of backward linkage', 'cv_backward', (of) => dispersion(leontief(of)).variationBackward],
  ['variation of forward linkage', 'cv_forward', (of) => dispersion(leontief(of)).variationForward],
  ['upstreamness', 'upstreamness_antras', ({ table }) => upstreamness(allocationCoefficients(table))],
  ['downstreamness', 'downstreamness_antras_chor', ({ table }) => downstreamness(technicalCoefficients(table))],
  ['loss by extraction', 'hypothetical_extraction_total_loss', (of) => extractionLoss(leontief(of), of.demand)],
]

const onlyIn: Record<string, [string, string, (of: Economy) => Float64Array][]> = {
  '06_io_chile_2013_12': ['wage', 'employees'].flatMap((name): [string, string, (of: Economy) => Float64Array][] => [
    [`${name}, direct`, `direct_coef_${name}`, (of) => multipliers(leontief(of), of.column(name), of.table.output).direct],
    [`${name}, simple multiplier`, `multiplier_simple_${name}`, (of) => multipliers(leontief(of), of.column(name), of.table.output).simple],
    [`${name}, type I multiplier`, `multiplier_typeI_${name}`, (of) => multipliers(leontief(of), of.column(name), of.table.output).typeOne],
  ]),
  '06_io_wiod2000_world35': [
    ['upstreamness, corrected for stock', 'upstreamness_inventory_corrected', (of) => upstreamness(allocationCoefficients({ ...of.table, inventoryChange: of.column('inventory_change') }))],
  ],
}

const tables = [['06_io_chile_2013_12', 'Chile 2013, 12 industries'], ['06_io_wiod2000_world35', 'world 2000 (WIOD), 35 industries']] as const

/** Input–output measures against reference implementations. */
export const checks: GoldenCheck[] = tables.flatMap(([folder, data]) => [
  ...matrices.map(([quantity, file, compute]): GoldenCheck => ({
    quantity, against: 'pymrio, leontief (R)', data, tolerance: 1e-12,
    measure() {
      const of = economy(folder)
      return deviationOf(compute(of).values, readGolden(`metrics/${folder}/${file}`).flatMap((row) => of.names.map((name) => numberOf(row[name]))))
    },
  })),
  ...[...columns, ...onlyIn[folder]!].map(([quantity, name, compute]): GoldenCheck => ({
    quantity, against: 'pymrio, leontief (R)', data, tolerance: 1e-9, relative: true,
    measure: () => deviationOf(compute(economy(folder)), readGolden(`metrics/${folder}/out_sectors.csv`).map((row) => numberOf(row[name])), 'relative'),
  })),
])
