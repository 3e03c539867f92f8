import { z } from 'zod'
import type { CascadeRule } from '../../kernels/systemic/cascade.ts'
import { buildSystemicNetwork, salesShares, type SystemicNetwork } from '../../kernels/systemic/network.ts'
import { systemicRisk as strikeEach, type Damages } from '../../kernels/systemic/shocks.ts'
import { cellOf, type Result, type ResultColumn } from '../../shared/results.ts'
import { defineAnalysis, named, type Missing } from '../define.ts'
import { firmGraph } from './firm-graph.ts'
import { clusterFirms, factsOf, wordsOf, type ClusterFirms, type FirmSnapshot } from './firm-network.ts'
import { cascadeParameters } from './parameters.ts'
import { orRefuse, settledRisk } from './settling.ts'

const columns: ResultColumn[] = [
  { key: 'organisation', title: { zh: '主体', en: 'Organisation' }, kind: 'text' },
  { key: 'esri', title: { zh: 'ESRI', en: 'ESRI' }, kind: 'number', computed: true, main: true },
  { key: 'esri_d', title: { zh: '下游', en: 'Downstream' }, kind: 'number', computed: true },
  { key: 'esri_u', title: { zh: '上游', en: 'Upstream' }, kind: 'number', computed: true },
  { key: 'settled', title: { zh: '收敛值', en: 'Settled value' }, kind: 'number', computed: true },
  { key: 'iterations', title: { zh: '步数', en: 'Steps' }, kind: 'integer', computed: true },
  { key: 'sales_share', title: { zh: '占网内销售额', en: 'Share of sales within' }, kind: 'share', computed: true },
]

/** Settled values are worked out of their own accord while firms × links stay below this; beyond, whoever wants them asks. */
const SETTLED_UP_TO = 2e6

const parameters = z.strictObject({
  ...cascadeParameters,
  settled: named(z.enum(['auto', 'all', 'none']).meta({ terms: { auto: { zh: '网络不大时', en: 'unless the network is large' }, all: { zh: '全部', en: 'all' }, none: { zh: '不算', en: 'none' } } }).default('auto'),
    { zh: '另算收敛值', en: 'Settled values beside' }, { zh: '大网络中收敛很慢', en: 'settling takes long in a large network' }),
})
type Parameters = z.output<typeof parameters>

type Input = { net: SystemicNetwork; rule: CascadeRule; settle: boolean; perShard: number }
type Part = Damages & { settled: Float64Array }

/** Every organisation closed alone: what share of all sales is lost in the end. */
export const systemicRisk = defineAnalysis({
  id: 'systemic-risk',
  version: 2,
  family: 'systemic',
  title: { zh: '系统性风险（ESRI）', en: 'Systemic risk (ESRI)' },
  unit: { zh: '0 至 1', en: '0 to 1' },
  summary: { zh: '每家主体单独停产，全网销售额受损多少。', en: 'What share of all sales is lost when each organisation closes alone.' },
  method: 'docs/methods/systemic-risk.md',
  needs: ['chain', 'registry', 'links'],
  parameters,
  missing,
  shards: { plan, run, combine },
  graph: firmGraph,
  trace: (snapshot, given, { row }) => factsOf(snapshot, Number(row.split(':')[1]), given),
})

/** Without a sale nothing can be lost. */
export function missing({ links }: Pick<FirmSnapshot, 'links'>): Missing[] {
  const trades = links.count === 0 || links.volume.some((volume) => Number.isNaN(volume) || volume > 0)
  return trades ? [] : [{ sheet: 'links', text: { zh: '所有交易的金额都是 0，没有可损失的销售额。请在交易表中填写金额。', en: 'Every link has a volume of 0: there are no sales to lose. State volumes in the table of links.' } }]
}

function plan(snapshot: FirmSnapshot, given: Parameters): { input: Input; shards: number } {
  const net = buildSystemicNetwork(clusterFirms(snapshot, given).input)
  const settle = settles(net.firms, snapshot.links.count, given)
  const perShard = firmsPerShard(net, settle)
  return { input: { net, rule: { eps: given.eps, replaceability: given.replaceability }, settle, perShard }, shards: Math.ceil(net.firms / perShard) }
}

function settles(firms: number, links: number, { settled }: Parameters): boolean {
  return settled === 'all' || (settled === 'auto' && firms * links <= SETTLED_UP_TO)
}

/** About a second of work: a shock costs some passes over all firms and links, hundreds where it has to settle. */
function firmsPerShard({ firms, upstream }: SystemicNetwork, settle: boolean): number {
  const perShock = (firms + upstream.push.targets.length) * (settle ? 400 : 4)
  return Math.min(Math.max(1, firms), Math.max(1, Math.round(4e8 / perShock)))
}

function run({ net, rule, settle, perShard }: Input, shard: number): Part {
  const range = { from: shard * perShard, to: Math.min(net.firms, (shard + 1) * perShard) }
  const damages = orRefuse(rule.eps, () => strikeEach(net, rule, range))
  return { ...damages, settled: settle ? settledRisk(net, rule.replaceability, range) : new Float64Array(range.to - range.from).fill(NaN) }
}

function combine(snapshot: FirmSnapshot, given: Parameters, parts: Part[]): Result {
  const firms = clusterFirms(snapshot, given)
  const { notes, cautions } = wordsOf(firms, given)
  const asked = settles(firms.members.length, snapshot.links.count, given)
  const unsettled = asked ? parts.reduce((sum, { settled, esri }) => sum + settled.reduce((count, value, n) => count + (Number.isNaN(value) && !Number.isNaN(esri[n]!) ? 1 : 0), 0), 0) : 0
  if (!asked) notes.push({ zh: '收敛值未算；在参数中选“全部”即算，单家主体的情景总是附有收敛值。', en: 'Settled values are not computed; choose all in the parameters. The scenario of a single organisation always has it.' })
  if (unsettled > 0) cautions.push({ zh: `${unsettled} 家主体停产后的迭代不收敛到 1e-10，没有收敛值。`, en: `The cascades of ${unsettled} organisations do not settle to 1e-10: they have no settled value.` })
  return { tables: [{ id: 'organisations', title: { zh: '主体', en: 'Organisations' }, columns, rows: rowsOf(snapshot, firms, parts) }], notes, cautions }
}

/** The largest damage first. */
function rowsOf({ registry }: FirmSnapshot, { input, members, inferred }: ClusterFirms, parts: Part[]): Result['tables'][number]['rows'] {
  const all = parts.flatMap(({ esri, esriDown, esriUp, settled, iterations }) => Array.from(esri, (value, n) => [value, esriDown[n]!, esriUp[n]!, settled[n]!, iterations[n]!] as const))
  const shares = salesShares(input)
  const order = [...all.keys()].sort((a, b) => all[b]![0] - all[a]![0] || a - b)
  return order.map((n) => ({
    key: `organisation:${registry.id[members[n]!]}`, inferred: inferred[n] === 1,
    cells: [registry.name[members[n]!]!, ...all[n]!.map(cellOf), cellOf(shares[n]!)],
  }))
}

