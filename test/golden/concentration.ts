import { ellisonGlaeser, maurelSedillot, regionShares } from '../../src/kernels/concentration/ellison-glaeser.ts'
import { groupCoagglomeration, pairwiseCoagglomeration } from '../../src/kernels/concentration/coagglomeration.ts'
import { litzenberger } from '../../src/kernels/concentration/litzenberger.ts'
import { rca } from '../../src/kernels/complexity/rca.ts'
import { industryProfiles, regionProfiles } from '../../src/kernels/concentration/profiles.ts'
import { sharesOf } from '../../src/kernels/concentration/amounts.ts'
import { matrixOf, transpose, type Matrix } from '../../src/kernels/matrix.ts'
import { deviationOf, numberOf, readGolden, type GoldenCheck } from './check.ts'

type Row = Record<string, string>
const german = 'metrics/01_concentration_german_states'
const textbook = 'metrics/02_ellison_glaeser_firms'
const states = { data: 'German states, 16 × 17, 2015', tolerance: 1e-12 }
const firms = { against: 'REAT 3.0.3 and the formulas of the papers', data: '42 firms, 3 regions (Farhauer and Kröll 2014)', tolerance: 1e-12 }

/** Columns of the reference tables and the fields of our profiles. */
const ofRegion = {
  total: 'total', n_industries_positive: 'positive', diversity_lq_ge1: 'diversity', hhi: 'hhi', hhi_norm: 'hhiNormalised', hhi_equivalent: 'hhiEquivalent', krugman_spec: 'krugman',
  spec_coeff: 'specialisation', hachman: 'hachman', entropy_nat: 'entropy', entropy_log2: 'entropyBits', gini_spec_reat: 'gini',
} as const
const ofIndustry = {
  total: 'total', n_regions_positive: 'positive', ubiquity_lq_ge1: 'ubiquity', hhi_regions: 'hhi', gini_raw: 'gini', gini_raw_corrected: 'giniCorrected', gini_locational_weighted: 'giniLocational',
  gini_conc_reat_unweighted: 'giniQuotients', krugman_conc: 'krugman', hoover_half: 'hoover', theil_vs_total: 'theil', cr1: 'top1', cr4: 'top4', G_ellison_glaeser_raw: 'raw',
} as const

export const checks: GoldenCheck[] = [
  { quantity: 'location quotient', against: 'EconGeo 1.3', ...states, measure: () => matrixDeviation(`${german}/out_lq.csv`, 'lq', rca) },
  ...Object.entries(ofRegion).map(([column, field]): GoldenCheck => ({
    quantity: `regions: ${column}`, against: 'EconGeo 1.3, REAT 3.0.3, ineq 0.2', ...states, measure: () => profileDeviation('region', column, (amounts) => regionProfiles(amounts).map((one) => one[field])),
  })),
  ...Object.entries(ofIndustry).map(([column, field]): GoldenCheck => ({
    quantity: `industries: ${column}`, against: 'EconGeo 1.3, REAT 3.0.3, ineq 0.2', ...states, measure: () => profileDeviation('industry', column, (amounts) => industryProfiles(amounts).map((one) => one[field])),
  })),
  { quantity: 'cluster index of Litzenberger and Sternberg', against: 'REAT 3.0.3', ...states, measure: litzenbergerDeviation },
  ...(['firms', 'region'] as const).flatMap((basis): GoldenCheck[] => [
    { quantity: `Ellison–Glaeser, G, H, γ, z; x from ${basis}`, ...firms, measure: () => agglomerationDeviation(basis) },
    { quantity: `pairwise coagglomeration; x from ${basis}`, ...firms, measure: () => pairsDeviation(basis) },
    { quantity: `group coagglomeration; x from ${basis}`, ...firms, measure: () => groupDeviation(basis) },
  ]),
]

/** A long table as a matrix, rows and columns in the order in which they first appear. */
export function pivot(rows: readonly Row[], [row, column, value]: readonly [string, string, string]): { regions: string[]; industries: string[]; amounts: Matrix } {
  const regions = [...new Set(rows.map((one) => one[row]!))]
  const industries = [...new Set(rows.map((one) => one[column]!))]
  const amounts = matrixOf(regions.length, industries.length)
  for (const one of rows) amounts.values[regions.indexOf(one[row]!) * industries.length + industries.indexOf(one[column]!)] = numberOf(one[value])
  return { regions, industries, amounts }
}

function matrixDeviation(file: string, value: string, compute: (amounts: Matrix) => Matrix) {
  const { regions, industries, amounts } = pivot(readGolden(`${german}/input_employment.csv`), ['region', 'industry', 'emp'])
  const mine = compute(amounts).values
  const expected = readGolden(file)
  return deviationOf(expected.map((one) => mine[regions.indexOf(one.region!) * industries.length + industries.indexOf(one.industry!)]!), expected.map((one) => numberOf(one[value])))
}

function profileDeviation(kind: 'region' | 'industry', column: string, compute: (amounts: Matrix) => number[]) {
  const { regions, industries, amounts } = pivot(readGolden(`${german}/input_employment.csv`), ['region', 'industry', 'emp'])
  const names = kind === 'region' ? regions : industries
  const mine = compute(amounts)
  const expected = readGolden(`${german}/out_${kind}.csv`)
  return deviationOf(expected.map((one) => mine[names.indexOf(one[kind]!)]!), expected.map((one) => numberOf(one[column])))
}

function litzenbergerDeviation() {
  const rows = readGolden(`${german}/input_full.csv`)
  const { regions, industries, amounts } = pivot(rows, ['region', 'industry', 'emp_all'])
  const one = (column: string) => Float64Array.from(regions, (region) => numberOf(rows.find((row) => row.region === region)![column]))
  const mine = litzenberger({ employment: amounts, firms: pivot(rows, ['region', 'industry', 'firms']).amounts, area: one('area_sqkm'), population: one('pop') }).values
  const expected = readGolden(`${german}/out_litzenberger_sternberg.csv`)
  return deviationOf(expected.map((row) => mine[regions.indexOf(row.region!) * industries.length + industries.indexOf(row.industry!)]!), expected.map((row) => numberOf(row.cluster_index)), 'relative')
}

/** The textbook firms by industry; what a region's share is taken of is the firms listed or the employment given for the region. */
function textbookPlants(basis: 'firms' | 'region') {
  const rows = readGolden(`${textbook}/input_firms.csv`)
  const regions = [...new Set(rows.map((row) => row.region!))]
  const names = [...new Set(rows.map((row) => row.industry!))]
  const total = (region: string) => {
    const inside = rows.filter((row) => row.region === region)
    return basis === 'region' ? numberOf(inside[0]!.emp_region) : inside.reduce((sum, row) => sum + numberOf(row.emp_firm), 0)
  }
  const reference = sharesOf(Float64Array.from(regions, total))
  const plants = names.map((name) => {
    const mine = rows.filter((row) => row.industry === name)
    return { employment: Float64Array.from(mine, (row) => numberOf(row.emp_firm)), region: Int32Array.from(mine, (row) => regions.indexOf(row.region!)), reference }
  })
  return { names, plants, reference }
}

function agglomerationDeviation(basis: 'firms' | 'region') {
  const { names, plants } = textbookPlants(basis)
  const expected = readGolden(`${textbook}/out_eg_x_from_${basis === 'firms' ? 'firms' : 'region_totals'}.csv`)
  const mine = expected.flatMap((row) => {
    const industry = plants[names.indexOf(row.industry!)]!
    const { raw, plants: H, gamma, score } = ellisonGlaeser(industry)
    return [raw, H, gamma, score, maurelSedillot(industry)]
  })
  return deviationOf(mine, expected.flatMap((row) => ['G', 'H', 'gamma_EG', 'z_G', 'gamma_MaurelSedillot'].map((column) => numberOf(row[column]))))
}

function pairsDeviation(basis: 'firms' | 'region') {
  const { names, plants, reference } = textbookPlants(basis)
  const shares = matrixOf(names.length, reference.length)
  plants.forEach((one, at) => shares.values.set(regionShares(one), at * reference.length))
  const pairs = pairwiseCoagglomeration(transpose(shares), reference).values
  const expected = readGolden(`${textbook}/out_pairwise_coagglomeration.csv`)
  return deviationOf(expected.map((row) => pairs[names.indexOf(row.industry_i!) * names.length + names.indexOf(row.industry_j!)]!), expected.map((row) => numberOf(row[`pairwise_coagg_x_${basis}`])))
}

function groupDeviation(basis: 'firms' | 'region') {
  const { plants, reference } = textbookPlants(basis)
  const expected = readGolden(`${textbook}/out_group_coagglomeration.csv`).find((row) => row.measure === `group_coagg_EG1997_x_${basis}`)!
  return deviationOf([groupCoagglomeration(plants, reference)], [numberOf(expected.value)])
}
