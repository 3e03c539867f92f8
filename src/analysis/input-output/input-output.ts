import { z } from 'zod'
import { cellOf, type Result, type ResultTable } from '../../shared/results.ts'
import { industryName } from '../../shared/industries.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { defineAnalysis, type Missing } from '../define.ts'
import { crossingParameters, industryColumn, industryKey } from '../region-industry.ts'
import { clusterEconomy, factsOfSales, type ClusterEconomy, type TradeSnapshot } from './cluster-economy.ts'
import { sectorMeasures, type PairMeasure, type SectorMeasure } from './sector-measures.ts'

const pairKey = (from: string, to: string): string => `${industryKey(from)}:${industryKey(to)}`

/** What the industries of a cluster are to each other by what their organisations sell: multipliers, linkages, who stands upstream. */
export const inputOutput = defineAnalysis({
  id: 'input-output',
  version: 1,
  family: 'inputOutput',
  title: { zh: '集群内的投入产出', en: 'Input–output within the cluster' },
  unit: { zh: '倍', en: 'times' },
  summary: { zh: '由主体间交易得出行业间流量：一单位最终需求在集群内带动多少产出，谁在上游，抽去一个行业会少多少。', en: 'Flows between industries from stated sales: how much output a unit of final demand moves within the cluster, who stands upstream, what is lost without an industry.' },
  method: 'docs/methods/input-output.md',
  needs: ['registry', 'links'],
  parameters: z.strictObject({ level: crossingParameters.level }),
  missing: missingSales,
  compute: (snapshot, { level }) => resultOf(clusterEconomy(snapshot, level)),
  trace(snapshot, { level }, { row }) {
    const { industries, sales } = clusterEconomy(snapshot, level)
    const [from, to] = row.split(/:(?=industry:)/).map((key) => industries.findIndex((code) => industryKey(code) === key))
    return to === undefined
      ? factsOfSales(snapshot, sales.filter((sale) => sale.from === from || sale.to === from), (sale) => [...(sale.from === from ? [sale.supplier] : []), ...(sale.to === from ? [sale.customer] : [])])
      : factsOfSales(snapshot, sales.filter((sale) => sale.from === from && sale.to === to), () => [])
  },
})

/** Inferred links carry no money; neither do stated ones without a volume. */
function missingSales({ registry, links }: TradeSnapshot): Missing[] {
  const known = !links.inferred && links.volume.some((volume) => !Number.isNaN(volume))
  return [
    ...(known ? [] : [{ sheet: 'links' as const, text: { zh: '没有一笔主体间交易写明金额。请导入带金额的交易表。', en: 'No sale between organisations states its volume. Bring in a table of links with volumes.' } }]),
    ...(registry.industry.some((industry) => industry >= 0) ? [] : [{ sheet: 'organisations' as const, text: { zh: '没有一个主体填写行业。请在“主体名单”中补上。', en: 'No organisation states its industry. Bring it in with the list of organisations.' } }]),
  ]
}

function resultOf(economy: ClusterEconomy): Result {
  if (economy.industries.length === 0) return { tables: [], notes: [], cautions: [{ zh: '没有一笔写明金额的交易，其双方都填写了行业。', en: 'No sale with a stated volume has an industry on both sides.' }] }
  const { sectors, pairs } = sectorMeasures(economy)
  return { tables: [sectorTable(economy, sectors), pairTable(economy, pairs)], notes: notesOf(economy), cautions: cautionsOf(economy) }
}

/** Within a cluster, final use is what leaves it and value added what is bought elsewhere besides. */
const within: Record<string, Text> = {
  final_use_share_F_over_Y: { zh: '售出集群外或最终使用，占产出', en: 'Sold elsewhere or to final use, of output' },
  va_share_VA_over_Y: { zh: '增加值与集群外投入，占产出', en: 'Value added and inputs from elsewhere, of output' },
}

function sectorTable({ industries, bounded }: ClusterEconomy, measures: readonly SectorMeasure[]): ResultTable {
  const list = industries.map((code) => ({ code, name: industryName(code) }))
  return {
    id: 'industries', title: { zh: '行业', en: 'Industries' },
    columns: [industryColumn(list), ...measures.map(({ key, title, share, main }) => ({ key, title: within[key] ?? title, kind: key === 'output' || key.endsWith('loss') ? 'money' as const : share ? 'share' as const : 'number' as const, computed: true, ...(main ? { main } : {}) }))],
    rows: industries.map((code, n) => ({ key: industryKey(code), cells: [code, ...measures.map(({ values }) => cellOf(values[n]!))], ...(bounded[n] ? { inferred: true } : {}) })),
  }
}

function pairTable({ industries, table }: ClusterEconomy, measures: readonly PairMeasure[]): ResultTable {
  const list = industries.map((code) => ({ code, name: industryName(code) }))
  const sold = Array.from(table.flows.values.keys()).filter((at) => table.flows.values[at]! > 0).sort((a, b) => table.flows.values[b]! - table.flows.values[a]! || a - b)
  return {
    id: 'pairs', title: { zh: '谁卖给谁', en: 'Who sells to whom' },
    columns: [
      { ...industryColumn(list), key: 'from', title: { zh: '卖方', en: 'From' } }, { ...industryColumn(list), key: 'to', title: { zh: '买方', en: 'To' } },
      ...measures.map(({ key, title }) => ({ key, title, kind: key === 'flow' ? 'money' as const : 'number' as const, computed: true, ...(key === 'flow' ? { main: true } : {}) })),
    ],
    rows: sold.map((at) => {
      const [from, to] = [industries[Math.floor(at / industries.length)]!, industries[at % industries.length]!]
      return { key: pairKey(from, to), cells: [from, to, ...measures.map(({ values }) => cellOf(values.values[at]!))] }
    }),
  }
}

function notesOf({ sales, left }: ClusterEconomy): Text[] {
  return [
    { zh: `计入 ${sales.length} 笔写明金额的交易；${left.volume} 笔没有金额、${left.place} 笔有一方没有行业，未计入。`, en: `${sales.length} sales with a stated volume are in; ${left.volume} state none and ${left.place} lack an industry on one side, and are left out.` },
    { zh: '产出为填报的营业收入，至少为在集群内的销售额；没有填报的，取其在集群内销售额与采购额中较大者。', en: 'Output is stated revenue, at least what is sold within the cluster; where none is stated, the larger of sales and purchases within the cluster.' },
  ]
}

function cautionsOf({ bounded, left }: ClusterEconomy): Text[] {
  const lower = bounded.filter(Boolean).length
  return [
    ...(lower > 0 ? [{ zh: `${lower} 个行业有主体没有填营业收入，产出只是下限：乘数可能偏大，标为推断。`, en: `In ${lower} industries some organisation states no revenue, so that output is a lower bound and multipliers may be too large; they are marked as inferred.` }] : []),
    ...(left.volume > 0 ? [{ zh: '没有金额的交易未计入：缺失不是零，关联可能偏小。', en: 'Links without a volume are left out: missing is not zero, and linkages may be too small.' }] : []),
    { zh: '只含名单中主体之间的交易，不是地区的投入产出表；乘数只算集群之内，不是就业或产值的预测。', en: 'Only sales between listed organisations are in: this is no regional table. Multipliers stop at the border of the cluster and forecast neither output nor employment.' },
  ]
}
