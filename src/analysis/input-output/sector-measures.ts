import { downstreamness, upstreamness } from '../../kernels/input-output/chain-length.ts'
import { allocationCoefficients, technicalCoefficients, type Table } from '../../kernels/input-output/coefficients.ts'
import { totalRequirements } from '../../kernels/input-output/leontief.ts'
import { dispersion, extractionLoss, multipliers } from '../../kernels/input-output/multipliers.ts'
import { columnSums, rowSums, type Matrix } from '../../kernels/matrix.ts'
import type { Text } from '../../shared/vocabulary.ts'

/** What goes with output, such as employees: a value a sector. */
export type Quantity = { key: string; title: Text; values: Float64Array }

/** Sectors with what they sell each other, what they make and what final use takes of it. */
export type Economy = { table: Table; demand: Float64Array; quantities: readonly Quantity[] }

/** A measure of sectors under the heading of the field's reference tables. */
export type SectorMeasure = { key: string; title: Text; values: Float64Array; share?: true; main?: true }
export type PairMeasure = { key: string; title: Text; values: Matrix }

/** Every measure of sectors and of pairs of them. Throws a RangeError where the table does not hold together. */
export function sectorMeasures({ table, demand, quantities }: Economy): { sectors: SectorMeasure[]; pairs: PairMeasure[] } {
  const [technical, allocation] = [technicalCoefficients(table), allocationCoefficients({ flows: table.flows, output: table.output })]
  const [leontief, ghosh] = [totalRequirements(technical), totalRequirements(allocation)]
  const [backward, forward] = [dispersion(leontief), dispersion(ghosh)]
  const sectors: SectorMeasure[] = [
    { key: 'output', title: { zh: '产出', en: 'Output' }, values: table.output },
    { key: 'output_multiplier_colsum_L', title: { zh: '产出乘数', en: 'Output multiplier' }, values: columnSums(leontief), main: true },
    { key: 'forward_rowsum_L', title: { zh: '前向关联（列昂惕夫）', en: 'Forward linkage, Leontief' }, values: rowSums(leontief) },
    { key: 'forward_ghosh_rowsum_G', title: { zh: '前向关联（戈什）', en: 'Forward linkage, Ghosh' }, values: rowSums(ghosh) },
    { key: 'backward_linkage_direct_colsum_A', title: { zh: '直接后向关联', en: 'Direct backward linkage' }, values: columnSums(technical) },
    { key: 'forward_linkage_direct_rowsum_B', title: { zh: '直接前向关联', en: 'Direct forward linkage' }, values: rowSums(allocation) },
    { key: 'rasmussen_power_of_dispersion', title: { zh: '影响力系数', en: 'Power of dispersion' }, values: backward.power },
    { key: 'rasmussen_sensitivity_of_dispersion', title: { zh: '感应度系数', en: 'Sensitivity of dispersion' }, values: backward.sensitivity },
    { key: 'ghosh_forward_index', title: { zh: '前向指数（戈什）', en: 'Forward index, Ghosh' }, values: forward.sensitivity },
    { key: 'cv_backward', title: { zh: '后向变异系数', en: 'Variation, backward' }, values: backward.variationBackward },
    { key: 'cv_forward', title: { zh: '前向变异系数', en: 'Variation, forward' }, values: backward.variationForward },
    { key: 'upstreamness_antras', title: { zh: '上游度', en: 'Upstreamness' }, values: upstreamness(allocation) },
    { key: 'downstreamness_antras_chor', title: { zh: '下游度', en: 'Downstreamness' }, values: downstreamness(technical) },
    { key: 'final_use_share_F_over_Y', title: { zh: '最终使用占产出', en: 'Final use in output' }, values: demand.map((value, n) => value / table.output[n]!), share: true },
    { key: 'va_share_VA_over_Y', title: { zh: '增加值占产出', en: 'Value added in output' }, values: columnSums(technical).map((inputs, n) => (table.output[n] === 0 ? NaN : 1 - inputs)), share: true },
    ...(table.inventoryChange ? [{ key: 'upstreamness_inventory_corrected', title: { zh: '上游度（库存修正）', en: 'Upstreamness, corrected for stock' }, values: upstreamness(allocationCoefficients(table)) }] : []),
    { key: 'hypothetical_extraction_total_loss', title: { zh: '假设抽取的总产出损失', en: 'Loss of output by extraction' }, values: extractionLoss(leontief, demand) },
    ...quantities.flatMap((quantity) => quantityMeasures(quantity, leontief, table.output)),
  ]
  return {
    sectors,
    pairs: [
      { key: 'flow', title: { zh: '流量', en: 'Flow' }, values: table.flows }, { key: 'A', title: { zh: '直接消耗系数', en: 'Technical coefficient' }, values: technical },
      { key: 'B', title: { zh: '分配系数', en: 'Allocation coefficient' }, values: allocation }, { key: 'L', title: { zh: '列昂惕夫逆', en: 'Leontief inverse' }, values: leontief },
      { key: 'G', title: { zh: '戈什逆', en: 'Ghosh inverse' }, values: ghosh },
    ],
  }
}

function quantityMeasures({ key, title, values }: Quantity, leontief: Matrix, output: Float64Array): SectorMeasure[] {
  const { direct, simple, typeOne } = multipliers(leontief, values, output)
  return [
    { key: `direct_coef_${key}`, title: { zh: `${title.zh}：直接系数`, en: `${title.en}, direct` }, values: direct },
    { key: `multiplier_simple_${key}`, title: { zh: `${title.zh}：简单乘数`, en: `${title.en}, simple multiplier` }, values: simple },
    { key: `multiplier_typeI_${key}`, title: { zh: `${title.zh}：I 型乘数`, en: `${title.en}, type I multiplier` }, values: typeOne },
  ]
}

/** By what part of its output the row of a sector differs from flows and final use together: which sectors, and by how much at most. */
export function imbalance({ table, demand }: Economy): { sectors: number[]; largest: number } {
  const off = rowSums(table.flows).map((sold, n) => Math.abs(sold + demand[n]! - table.output[n]!) / table.output[n]!)
  const sectors = Array.from(off.keys()).filter((n) => off[n]! > 0.001)
  return { sectors, largest: Math.max(0, ...sectors.map((n) => off[n]!)) }
}
