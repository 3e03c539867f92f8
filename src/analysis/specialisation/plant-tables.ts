import { sharesOf } from '../../kernels/concentration/amounts.ts'
import { groupCoagglomeration, pairwiseCoagglomeration } from '../../kernels/concentration/coagglomeration.ts'
import { ellisonGlaeser, maurelSedillot, regionShares, type Plants } from '../../kernels/concentration/ellison-glaeser.ts'
import { matrixOf, transpose } from '../../kernels/matrix.ts'
import { cellOf, type ResultColumn, type ResultTable } from '../../shared/results.ts'

export type PlantRow = { region: string; industry: string; firm: string; emp_firm: number; emp_region?: number }

const number = (key: string, zh: string, en: string): ResultColumn => ({ key, title: { zh, en }, kind: 'number' })
const industry = (key: string): ResultColumn => ({ key, title: { zh: '行业', en: 'Industry' }, kind: 'text' })

/** How plants lie together: each industry by itself, every pair, and all together. Shares of regions are those of `emp_region`, else of the plants listed. */
export function plantTables(rows: readonly PlantRow[]): ResultTable[] {
  const regions = [...new Set(rows.map((row) => row.region))]
  const names = [...new Set(rows.map((row) => row.industry))]
  const reference = referenceOf(rows, regions)
  const place = new Map(regions.map((name, n) => [name, n]))
  const plants = names.map((name): Plants => {
    const mine = rows.filter((row) => row.industry === name)
    return { employment: Float64Array.from(mine, (row) => row.emp_firm), region: Int32Array.from(mine, (row) => place.get(row.region)!), reference }
  })
  return [agglomerationTable(names, plants), pairTable(names, plants), groupTable(plants, reference)]
}

function referenceOf(rows: readonly PlantRow[], regions: readonly string[]): Float64Array {
  const given = rows.every((row) => row.emp_region !== undefined)
  return sharesOf(Float64Array.from(regions, (region) => {
    const inside = rows.filter((row) => row.region === region)
    return given ? inside[0]!.emp_region! : inside.reduce((sum, row) => sum + row.emp_firm, 0)
  }))
}

function agglomerationTable(names: readonly string[], plants: readonly Plants[]): ResultTable {
  return {
    id: 'agglomeration', title: { zh: '集聚', en: 'Agglomeration' },
    columns: [
      industry('industry'), { key: 'n_plants', title: { zh: '工厂数', en: 'Plants' }, kind: 'integer' }, number('employment', '就业', 'Employment'), number('G', 'G', 'G'), number('H', 'H', 'H'),
      { ...number('gamma_EG', '埃里森—格莱泽 γ', 'Ellison–Glaeser γ'), main: true }, number('z_G', '偏离随机（标准差）', 'From chance, in deviations'), number('gamma_MaurelSedillot', '莫雷尔—塞迪约 γ', 'Maurel–Sédillot γ'),
    ],
    rows: names.map((name, n) => {
      const { raw, plants: H, gamma, score } = ellisonGlaeser(plants[n]!)
      const jobs = plants[n]!.employment.reduce((sum, one) => sum + one, 0)
      return { key: name, cells: [name, plants[n]!.employment.length, jobs, ...[raw, H, gamma, score, maurelSedillot(plants[n]!)].map(cellOf)] }
    }),
  }
}

function pairTable(names: readonly string[], plants: readonly Plants[]): ResultTable {
  const reference = plants[0]?.reference ?? new Float64Array(0)
  const shares = matrixOf(names.length, reference.length)
  plants.forEach((one, at) => shares.values.set(regionShares(one), at * reference.length))
  const pairs = pairwiseCoagglomeration(transpose(shares), reference)
  return {
    id: 'pairs', title: { zh: '两两共聚', en: 'Coagglomeration of pairs' }, columns: [industry('industry_i'), industry('industry_j'), { ...number('pairwise_coagg', '共聚', 'Coagglomeration'), main: true }],
    rows: Array.from(pairs.values, (value, at) => {
      const [a, b] = [names[Math.floor(at / names.length)]!, names[at % names.length]!]
      return { key: `${a}:${b}`, cells: [a, b, cellOf(value)] }
    }),
  }
}

function groupTable(plants: readonly Plants[], reference: Float64Array): ResultTable {
  return {
    id: 'group', title: { zh: '全组共聚', en: 'Coagglomeration of the group' }, columns: [{ key: 'measure', title: { zh: '指标', en: 'Measure' }, kind: 'text' }, number('value', '值', 'Value')],
    rows: [{ key: 'group_coagg_EG1997', cells: ['group_coagg_EG1997', cellOf(groupCoagglomeration(plants, reference))] }],
  }
}
