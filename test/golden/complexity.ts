import { matrixOf, rowSums, type Matrix } from '../../src/kernels/matrix.ts'
import { proximityDensity, relatednessDensity } from '../../src/kernels/complexity/density.ts'
import { economicComplexity } from '../../src/kernels/complexity/eci.ts'
import { fitness } from '../../src/kernels/complexity/fitness.ts'
import { complexityGain, complexityOutlook } from '../../src/kernels/complexity/outlook.ts'
import { diversity, presenceOf, ubiquity, type Presence } from '../../src/kernels/complexity/presence.ts'
import { rca } from '../../src/kernels/complexity/rca.ts'
import { reflections } from '../../src/kernels/complexity/reflections.ts'
import { proximity, relatedness, relatednessZ, type Relatedness } from '../../src/kernels/complexity/relatedness.ts'
import { standardise } from '../../src/kernels/complexity/standardise.ts'
import { deviationOf, numberOf, readGolden, type GoldenCheck } from './check.ts'

type Trade = { regions: string[]; products: string[]; advantage: Matrix; presence: Presence; region(name: string): number; product(name: string): number }

const opened = new Map<string, Trade>()

/** A golden folder's output matrix with its names; read once. */
function trade(folder: string): Trade {
  const known = opened.get(folder)
  if (known) return known
  const rows = readGolden(`metrics/${folder}/input.csv`)
  const regions = [...new Set(rows.map((row) => row.region!))]
  const products = [...new Set(rows.map((row) => row.activity!))].sort()
  const [regionAt, productAt] = [new Map(regions.map((name, n) => [name, n])), new Map(products.map((name, n) => [name, n]))]
  const output = matrixOf(regions.length, products.length)
  for (const { region, activity, value } of rows) output.values[regionAt.get(region!)! * products.length + productAt.get(activity!)!] = Number(value)
  const advantage = rca(output)
  const opening = { regions, products, advantage, presence: presenceOf(advantage), region: (name: string) => regionAt.get(name)!, product: (name: string) => productAt.get(name)! }
  opened.set(folder, opening)
  return opening
}

const world = '03_complexity_world_trade_sitc_1998_2000'
const sections = '04_relatedness_world_sections'
const worldTrade = { data: 'world trade 1998–2000, 226 countries × 785 products' }
const worldSections = { data: 'world exports, 226 countries × 21 sections' }

/** A value by region or product, against a column of out_region.csv or out_activity.csv. */
function column(side: 'region' | 'activity', name: string, compute: (of: Trade) => Float64Array): GoldenCheck['measure'] {
  return () => {
    const of = trade(world)
    const values = compute(of)
    const rows = readGolden(`metrics/${world}/out_${side}.csv`)
    return deviationOf(rows.map((row) => values[side === 'region' ? of.region(row.region!) : of.product(row.activity!)]!), rows.map((row) => numberOf(row[name])))
  }
}

/** A value by region and product, against a column of a sample. */
function cells(file: string, name: string, compute: (of: Trade) => Matrix): GoldenCheck['measure'] {
  return () => {
    const of = trade(file.split('/')[0]!)
    const { values, columns } = compute(of)
    const rows = readGolden(`metrics/${file}`)
    return deviationOf(rows.map((row) => values[of.region(row.region!) * columns + of.product(row.activity!)]!), rows.map((row) => numberOf(row[name])))
  }
}

/** A value by two products. */
function pairs(file: string, name: string, compute: (of: Trade) => Matrix): GoldenCheck['measure'] {
  return () => {
    const of = trade(file.split('/')[0]!)
    const { values, columns } = compute(of)
    const rows = readGolden(`metrics/${file}`)
    return deviationOf(rows.map((row) => values[of.product(row.activity_i!) * columns + of.product(row.activity_j!)]!), rows.map((row) => numberOf(row[name])))
  }
}

/** Sums and norms over whole matrices, of which only samples are stored. */
function checksums(expected: Record<string, (of: Trade) => number>): GoldenCheck['measure'] {
  return () => {
    const stored = new Map(readGolden(`metrics/${world}/out_checksums.csv`).map((row) => [row.quantity!, numberOf(row.value)]))
    return deviationOf(Object.values(expected).map((compute) => compute(trade(world))), Object.keys(expected).map((name) => stored.get(name)!), 'relative')
  }
}

const sum = ({ values }: Matrix): number => values.reduce((all, value) => all + value, 0)
const norm = ({ values }: Matrix): number => Math.sqrt(values.reduce((all, value) => all + value * value, 0))
const sampleStandardised = (values: Float64Array): Float64Array => standardise(values, 1)
/** PCI as one package scales it: sample standard deviation. */
const pciR = ({ presence }: Trade): Float64Array => sampleStandardised(economicComplexity(presence).pci)
const gainR = (of: Trade): Matrix => complexityGain(of.presence, pciR(of))
const raw = { against: 'py-ecomplexity 0.5.2' }
const packageR = { against: 'economiccomplexity 2.0.0' }
const econGeo = { against: 'EconGeo 1.3' }

const kinds: [string, Relatedness][] = [['prob', 'probability'], ['association', 'association'], ['cosine', 'cosine'], ['jaccard', 'jaccard']]

/** Complexity against reference implementations. */
export const checks: GoldenCheck[] = [
  { quantity: 'RCA', ...raw, ...worldTrade, tolerance: 1e-9, relative: true, measure: cells(`${world}/out_region_activity_sample.csv`, 'rca', ({ advantage }) => advantage) },
  { quantity: 'diversity', ...raw, ...worldTrade, tolerance: 0, measure: column('region', 'diversity', ({ presence }) => diversity(presence)) },
  { quantity: 'ubiquity', ...raw, ...worldTrade, tolerance: 0, measure: column('activity', 'ubiquity', ({ presence }) => ubiquity(presence)) },
  { quantity: 'ECI', ...raw, ...worldTrade, tolerance: 1e-10, measure: column('region', 'eci_canonical_pop_sd', ({ presence }) => economicComplexity(presence).eci) },
  { quantity: 'ECI, sample deviation', ...packageR, ...worldTrade, tolerance: 1e-10, measure: column('region', 'eci_R_eigen', ({ presence }) => sampleStandardised(economicComplexity(presence).eci)) },
  { quantity: 'PCI', against: 'eigenvector, own scale', ...worldTrade, tolerance: 1e-10, measure: column('activity', 'pci_own_sd_pop', ({ presence }) => economicComplexity(presence).pci) },
  { quantity: 'PCI on the scale of ECI', ...raw, ...worldTrade, tolerance: 1e-10, measure: column('activity', 'pci_py_ecomplexity', ({ presence }) => economicComplexity(presence).pciOnRegions) },
  { quantity: 'eigenvalues 2 and 3', ...raw, ...worldTrade, tolerance: 1e-10, relative: true, measure: checksums({ lambda2: ({ presence }) => economicComplexity(presence).second, lambda3: ({ presence }) => economicComplexity(presence).third }) },
  { quantity: 'reflections of regions, 18 steps', ...packageR, ...worldTrade, tolerance: 1e-6, measure: column('region', 'eci_reflections20_R', ({ presence }) => sampleStandardised(reflections(presence, 18).regions)) },
  { quantity: 'reflections of products, 19 steps', ...packageR, ...worldTrade, tolerance: 1e-6, measure: column('activity', 'pci_reflections20_R', ({ presence }) => sampleStandardised(reflections(presence, 19).products)) },
  { quantity: 'fitness, 19 updates', ...packageR, ...worldTrade, tolerance: 1e-10, measure: column('region', 'fitness20', ({ presence }) => fitness(presence, { updates: 19 }).fitness) },
  { quantity: 'fitness, 199 updates', ...packageR, ...worldTrade, tolerance: 1e-10, measure: column('region', 'fitness200', ({ presence }) => fitness(presence, { updates: 199 }).fitness) },
  { quantity: 'fitness, extremality 2', ...packageR, ...worldTrade, tolerance: 1e-10, measure: column('region', 'fitness20_extremality2', ({ presence }) => fitness(presence, { updates: 19, extremality: 2 }).fitness) },
  { quantity: 'complexity of products, 19 updates', ...packageR, ...worldTrade, tolerance: 1e-10, measure: column('activity', 'q20', ({ presence }) => fitness(presence, { updates: 19 }).complexity) },
  { quantity: 'complexity of products, 199 updates', ...packageR, ...worldTrade, tolerance: 1e-10, measure: column('activity', 'q200', ({ presence }) => fitness(presence, { updates: 199 }).complexity) },
  { quantity: 'complexity of products, extremality 2', ...packageR, ...worldTrade, tolerance: 1e-10, measure: column('activity', 'q20_extremality2', ({ presence }) => fitness(presence, { updates: 19, extremality: 2 }).complexity) },
  { quantity: 'proximity', ...raw, ...worldTrade, tolerance: 1e-12, measure: pairs(`${world}/out_proximity_sample.csv`, 'proximity', ({ presence }) => proximity(presence)) },
  { quantity: 'proximity, row sums', ...raw, ...worldTrade, tolerance: 1e-10, measure: column('activity', 'proximity_rowsum_diag1', ({ presence }) => rowSums(proximity(presence))) },
  { quantity: 'proximity without diagonal, row sums', ...raw, ...worldTrade, tolerance: 1e-10, measure: column('activity', 'proximity_rowsum_diag0', ({ presence }) => rowSums(proximity(presence, 0))) },
  { quantity: 'density, ones on the diagonal', ...raw, ...worldTrade, tolerance: 1e-12, measure: cells(`${world}/out_region_activity_sample.csv`, 'density_diag1', ({ presence }) => proximityDensity(presence)) },
  { quantity: 'density, zeros on the diagonal', against: 'economic_complexity (Datawheel)', ...worldTrade, tolerance: 1e-12, measure: cells(`${world}/out_region_activity_sample.csv`, 'density_diag0', ({ presence }) => proximityDensity(presence, 0)) },
  {
    quantity: 'sums and norms of RCA, proximity, density, gain', ...raw, ...worldTrade, tolerance: 1e-9, relative: true,
    measure: checksums({
      sum_rca: ({ advantage }) => sum(advantage), sum_proximity_diag1: ({ presence }) => sum(proximity(presence)), frobenius_proximity_diag1: ({ presence }) => norm(proximity(presence)),
      sum_density_diag1: ({ presence }) => sum(proximityDensity(presence)), frobenius_density_diag1: ({ presence }) => norm(proximityDensity(presence)),
      sum_density_diag0: ({ presence }) => sum(proximityDensity(presence, 0)), frobenius_cog_R: (of) => norm(gainR(of)),
    }),
  },
  { quantity: 'outlook index', ...packageR, ...worldTrade, tolerance: 1e-9, measure: column('region', 'coi_R', (of) => complexityOutlook(of.presence, pciR(of))) },
  { quantity: 'outlook index, standardised', ...raw, ...worldTrade, tolerance: 1e-9, measure: column('region', 'coi_py_ecomplexity', ({ presence }) => standardise(complexityOutlook(presence, rawPci(presence)))) },
  { quantity: 'outlook gain', ...packageR, ...worldTrade, tolerance: 1e-9, measure: cells(`${world}/out_region_activity_sample.csv`, 'cog_R', gainR) },
  { quantity: 'outlook gain, uncentred', ...raw, ...worldTrade, tolerance: 1e-9, measure: cells(`${world}/out_region_activity_sample.csv`, 'cog_py_ecomplexity', ({ presence }) => complexityGain(presence, rawPci(presence))) },
  ...kinds.map(([name, kind]): GoldenCheck => ({ quantity: `relatedness, ${kind}`, ...econGeo, ...worldSections, tolerance: 1e-10, measure: pairs(`${sections}/out_relatedness.csv`, name, ({ presence }) => relatedness(presence, kind)) })),
  { quantity: 'relatedness, z-score', ...econGeo, ...worldSections, tolerance: 1e-10, measure: pairs(`${sections}/out_zscore.csv`, 'zscore', ({ presence }) => relatednessZ(presence)) },
  { quantity: 'density of cosine relatedness', ...econGeo, ...worldSections, tolerance: 1e-9, measure: cells(`${sections}/out_density.csv`, 'density_cosine_pct', ({ presence }) => percent(relatednessDensity(presence, relatedness(presence, 'cosine')))) },
]

/** The eigenvector before it is centred, in deviations of ECI. */
function rawPci(presence: Presence): Float64Array {
  const { pciOnRegions, centre } = economicComplexity(presence)
  return pciOnRegions.map((value) => value + centre)
}

function percent(matrix: Matrix): Matrix {
  return { ...matrix, values: matrix.values.map((value) => 100 * value) }
}
