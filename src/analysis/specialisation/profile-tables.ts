import type { Agglomeration } from '../../kernels/concentration/ellison-glaeser.ts'
import { industryProfiles, regionProfiles, type IndustryProfile, type RegionProfile } from '../../kernels/concentration/profiles.ts'
import type { Matrix } from '../../kernels/matrix.ts'
import { cellOf, type ResultColumn, type ResultRow, type ResultTable } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'

/** A row as it is named: its key and its first cell. */
export type Named = { key: string; name: string }
type Listed<Field> = readonly (readonly [key: string, title: Text, field: Field])[]

/** The indices of regions under the headings of the field's reference tables. */
const ofRegion: Listed<keyof RegionProfile> = [
  ['total', { zh: '总量', en: 'Total' }, 'total'],
  ['n_industries_positive', { zh: '行业数', en: 'Industries' }, 'positive'],
  ['diversity_lq_ge1', { zh: '有优势的行业数', en: 'Industries with LQ ≥ 1' }, 'diversity'],
  ['hhi', { zh: 'HHI', en: 'HHI' }, 'hhi'],
  ['hhi_norm', { zh: 'HHI（标准化）', en: 'HHI, normalised' }, 'hhiNormalised'],
  ['hhi_equivalent', { zh: '等价行业数', en: 'Equivalent industries' }, 'hhiEquivalent'],
  ['krugman_spec', { zh: '克鲁格曼指数', en: 'Krugman' }, 'krugman'],
  ['spec_coeff', { zh: '专业化系数', en: 'Coefficient of specialisation' }, 'specialisation'],
  ['hachman', { zh: '哈赫曼指数', en: 'Hachman' }, 'hachman'],
  ['entropy_nat', { zh: '熵', en: 'Entropy' }, 'entropy'],
  ['entropy_log2', { zh: '熵（比特）', en: 'Entropy, bits' }, 'entropyBits'],
  ['gini_spec_reat', { zh: '区位商的基尼系数', en: 'Gini of LQs' }, 'gini'],
]

const ofIndustry: Listed<keyof IndustryProfile> = [
  ['total', { zh: '总量', en: 'Total' }, 'total'],
  ['n_regions_positive', { zh: '地区数', en: 'Regions' }, 'positive'],
  ['ubiquity_lq_ge1', { zh: '有优势的地区数', en: 'Regions with LQ ≥ 1' }, 'ubiquity'],
  ['hhi_regions', { zh: 'HHI', en: 'HHI' }, 'hhi'],
  ['gini_raw', { zh: '基尼系数', en: 'Gini' }, 'gini'],
  ['gini_raw_corrected', { zh: '基尼系数（校正）', en: 'Gini, corrected' }, 'giniCorrected'],
  ['gini_locational_weighted', { zh: '区位基尼系数', en: 'Locational Gini' }, 'giniLocational'],
  ['gini_conc_reat_unweighted', { zh: '区位商的基尼系数', en: 'Gini of LQs' }, 'giniQuotients'],
  ['krugman_conc', { zh: '克鲁格曼指数', en: 'Krugman' }, 'krugman'],
  ['hoover_half', { zh: '胡佛指数', en: 'Hoover' }, 'hoover'],
  ['theil_vs_total', { zh: '泰尔指数', en: 'Theil' }, 'theil'],
  ['cr1', { zh: '最大 1 个之和', en: 'Largest region' }, 'top1'],
  ['cr4', { zh: '最大 4 个之和', en: 'Largest 4' }, 'top4'],
  ['G_ellison_glaeser_raw', { zh: 'G（埃里森—格莱泽）', en: 'G of Ellison–Glaeser' }, 'raw'],
]

const whole = new Set(['positive', 'diversity', 'ubiquity'])
const kindOf = (field: string): ResultColumn['kind'] => (whole.has(field) ? 'integer' : 'number')
const columnsOf = (list: Listed<string>, main: string): ResultColumn[] => list.map(([key, title, field]) => ({ key, title, kind: kindOf(field), computed: true, ...(key === main ? { main: true } : {}) }))

/** Every index of specialisation, a row a region. */
export function regionTable(amounts: Matrix, regions: readonly Named[]): ResultTable {
  const profiles = regionProfiles(amounts)
  return {
    id: 'regions', title: { zh: '地区', en: 'Regions' }, columns: [{ key: 'region', title: { zh: '地区', en: 'Region' }, kind: 'text' }, ...columnsOf(ofRegion, 'krugman_spec')],
    rows: regions.map(({ key, name }, r) => ({ key, cells: [name, ...ofRegion.map(([, , field]) => cellOf(profiles[r]![field]))] })),
  }
}

/** How the plants of an industry lie together, beside its other indices. */
const ofPlants: ResultColumn[] = [
  { key: 'H', title: { zh: '主体规模的 HHI', en: 'HHI of sizes' }, kind: 'number', computed: true },
  { key: 'gamma_EG', title: { zh: '埃里森—格莱泽 γ', en: 'Ellison–Glaeser γ' }, kind: 'number', computed: true },
  { key: 'z_G', title: { zh: '偏离随机（标准差）', en: 'From chance, in deviations' }, kind: 'number', computed: true },
  { key: 'gamma_MaurelSedillot', title: { zh: '莫雷尔—塞迪约 γ', en: 'Maurel–Sédillot γ' }, kind: 'number', computed: true },
]
export type Plants = Agglomeration & { maurelSedillot: number }

/** Every index of concentration, a row an industry; `column` says how industries are named. */
export function industryTable(amounts: Matrix, industries: readonly Named[], { column, plants }: { column: ResultColumn; plants?: readonly Plants[] }): ResultTable {
  const profiles = industryProfiles(amounts)
  return {
    id: 'industries', title: { zh: '行业', en: 'Industries' }, columns: [column, ...columnsOf(ofIndustry, 'gini_locational_weighted'), ...(plants ? ofPlants : [])],
    rows: industries.map(({ key, name }, i): ResultRow => ({
      key, cells: [name, ...ofIndustry.map(([, , field]) => cellOf(profiles[i]![field])), ...(plants ? plantCells(plants[i]!) : [])],
    })),
  }
}

const plantCells = ({ plants, gamma, score, maurelSedillot }: Plants): (number | null)[] => [plants, gamma, score, maurelSedillot].map(cellOf)
