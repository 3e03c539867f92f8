import { z } from 'zod'
import { buildSystemicNetwork } from '../../kernels/systemic/network.ts'
import { runShock } from '../../kernels/systemic/shocks.ts'
import { cellOf, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { supplyParts } from '../../snapshot/infer-links.ts'
import { refs } from '../../snapshot/refs.ts'
import { defineAnalysis, named } from '../define.ts'
import { firmGraph } from './firm-graph.ts'
import { clusterFirms, factsOf, wordsOf, type ClusterFirms, type FirmSnapshot } from './firm-network.ts'
import { cascadeParameters, SETTLED_EPS } from './parameters.ts'
import { orRefuse, orUndefined } from './settling.ts'
import { lossesOf, shocksSchema } from './shocks.ts'
import { missing } from './systemic-risk.ts'

const parameters = z.strictObject({
  shocks: named(shocksSchema, { zh: '冲击', en: 'Shocks' }, { zh: '如 organisation:7=0.5; region:440300=30%; origin:JPN=1', en: 'such as organisation:7=0.5; region:440300=30%; origin:JPN=1' }),
  ...cascadeParameters,
  settled: named(z.stringbool().or(z.boolean()).default(true), { zh: '另算收敛值', en: 'Settled value beside' }, { zh: '大网络中收敛很慢', en: 'settling takes long in a large network' }),
})
type Parameters = z.output<typeof parameters>

const organisationColumns: ResultColumn[] = [
  { key: 'organisation', title: { zh: '主体', en: 'Organisation' }, kind: 'text' },
  { key: 'lost', title: { zh: '最终损失', en: 'Lost in the end' }, kind: 'share', computed: true, main: true },
  { key: 'struck', title: { zh: '初始损失', en: 'Lost at the start' }, kind: 'share', computed: true },
  { key: 'left', title: { zh: '剩余产出', en: 'Output left' }, kind: 'share', computed: true },
  { key: 'left_d', title: { zh: '剩余（缺投入）', en: 'Left for want of inputs' }, kind: 'share', computed: true },
  { key: 'left_u', title: { zh: '剩余（缺客户）', en: 'Left for want of customers' }, kind: 'share', computed: true },
  { key: 'part', title: { zh: '占全网损失', en: 'Part of all that is lost' }, kind: 'share', computed: true },
]

const nodeColumns: ResultColumn[] = [
  { key: 'node', title: { zh: '环节', en: 'Node' }, kind: 'text' },
  { key: 'lost', title: { zh: '供给损失', en: 'Supply lost' }, kind: 'share', computed: true, main: true },
  { key: 'suppliers', title: { zh: '供给方', en: 'Suppliers' }, kind: 'integer' },
  { key: 'hit', title: { zh: '其中受损', en: 'Of these hit' }, kind: 'integer' },
]

const figures = {
  lost: { zh: '全网销售额损失', en: 'Lost of all sales' },
  lost_d: { zh: '只计下游通道', en: 'Over the downstream channel alone' },
  lost_u: { zh: '只计上游通道', en: 'Over the upstream channel alone' },
  settled: { zh: '收敛值', en: 'Settled value' },
  struck: { zh: '初始损失占销售额', en: 'Lost at the start, of all sales' },
  iterations: { zh: '步数', en: 'Steps' },
}

const wholeColumns: ResultColumn[] = [
  { key: 'figure', title: { zh: '指标', en: 'Figure' }, kind: 'term', terms: figures },
  { key: 'value', title: { zh: '数值', en: 'Value' }, kind: 'number', computed: true, main: true },
]

/** Several organisations lose part of their capacity at once: what is left of each, of each node of the chain, and of all. */
export const systemicScenario = defineAnalysis({
  id: 'systemic-scenario',
  version: 1,
  family: 'systemic',
  title: { zh: '系统性风险情景', en: 'Systemic scenario' },
  unit: { zh: '份额', en: 'share' },
  summary: { zh: '多家主体同时失去一部分产能，各主体、各环节和全网还剩多少。', en: 'Several organisations lose part of their capacity at once: what is left of each, of each node and of all.' },
  method: 'docs/methods/systemic-risk.md',
  needs: ['chain', 'registry', 'links'],
  parameters,
  missing,
  compute(snapshot, given) {
    const firms = clusterFirms(snapshot, given)
    const net = buildSystemicNetwork(firms.input)
    const struck = lossesOf(snapshot, given.shocks)
    const shock = shockOf(firms, struck)
    const rule = { eps: given.eps, replaceability: given.replaceability }
    const damage = orRefuse(rule.eps, () => runShock(net, rule, shock))
    const settled = given.settled ? orUndefined(() => runShock(net, { ...rule, eps: SETTLED_EPS }, shock)) : undefined
    const level = net.sales.map((_, n) => Math.min(damage.levelDown[n]!, damage.levelUp[n]!))
    // Who has no link loses what it is struck by, and nothing else.
    const lost = struck.map((share, row) => (firms.firmOf[row]! < 0 ? share : 1 - level[firms.firmOf[row]!]!))
    const { notes, cautions } = wordsOf(firms, given)
    const atStart = shock.firms.reduce((sum, firm, n) => sum + net.shares[firm]! * shock.psiUp[n]!, 0)
    const whole: Record<keyof typeof figures, number> = { lost: damage.esri, lost_d: damage.esriDown, lost_u: damage.esriUp, settled: settled?.esri ?? NaN, struck: atStart, iterations: damage.iterations }
    return {
      tables: [
        organisationTable(snapshot, { firms, shares: net.shares, struck, lost, damage }), nodeTable(snapshot, lost),
        { id: 'whole', title: { zh: '全网', en: 'The whole' }, columns: wholeColumns, rows: Object.entries(whole).map(([key, value]) => ({ key: `figure:${key}`, inferred: snapshot.links.inferred, cells: [key, cellOf(value)] })) },
      ],
      notes: [...shockNotes(given.shocks, struck), ...notes], cautions: settled || !given.settled ? cautions : [...cautions, { zh: '迭代不收敛到 1e-10，没有收敛值。', en: 'The cascade does not settle to 1e-10: there is no settled value.' }],
      detail: { unsupplied: unsuppliedOf(snapshot) },
    }
  },
  graph: firmGraph,
  trace: (snapshot, given, { row }) => traceRow(snapshot, given, row),
})

function shockOf({ members }: ClusterFirms, struck: Float64Array): { firms: Int32Array; psiDown: Float64Array; psiUp: Float64Array } {
  const firms = Int32Array.from(Array.from(members.keys()).filter((n) => struck[members[n]!]! > 0))
  const psi = Float64Array.from(firms, (n) => struck[members[n]!]!)
  return { firms, psiDown: psi, psiUp: psi }
}

function shockNotes(shocks: Parameters['shocks'], struck: Float64Array): Text[] {
  if (Object.keys(shocks).length === 0) return [{ zh: '没有给出冲击：什么也没有损失。', en: 'No shock is given: nothing is lost.' }]
  const list = Object.entries(shocks).map(([key, share]) => `${key} ${Number((share * 100).toPrecision(6))}%`).join('; ')
  const count = struck.reduce((sum, share) => sum + (share > 0 ? 1 : 0), 0)
  return [
    { zh: `冲击：${list}；${count} 家主体初始受损。`, en: `Struck: ${list}; ${count} organisations lose something at the start.` },
    { zh: '一项供给按对它或其主体所列的最大份额损失；主体的损失是其各项供给的平均，按收入份额加权（未全部填报时平均）。', en: 'A supply loses the largest share named for it or its organisation; an organisation loses the mean of its supplies, by share of its revenue (evenly where not all are stated).' },
    { zh: '环节的损失是其供给方损失按供给份额的平均（未知份额的取法见推断联系的说明）。', en: 'A node loses the mean of its suppliers by their shares of its supply (unknown shares as in the note on inferred links).' },
  ]
}

type Outcome = { firms: ClusterFirms; shares: Float64Array; struck: Float64Array; lost: Float64Array; damage: ReturnType<typeof runShock> }

/** Those that lose anything, the largest part of the whole loss first. */
function organisationTable({ registry }: FirmSnapshot, { firms, shares, struck, lost, damage }: Outcome): ResultTable {
  const { firmOf, inferred } = firms
  const part = lost.map((share, row) => (firmOf[row]! < 0 ? 0 : (shares[firmOf[row]!]! * share) / damage.esri))
  const rows = Array.from(lost.keys()).filter((row) => lost[row]! > 0).sort((a, b) => part[b]! - part[a]! || lost[b]! - lost[a]! || a - b)
  return {
    id: 'organisations', title: { zh: '主体', en: 'Organisations' }, columns: organisationColumns,
    rows: rows.map((row) => {
      const n = firmOf[row]!
      const channels = n < 0 ? [null, null] : [cellOf(damage.levelDown[n]!), cellOf(damage.levelUp[n]!)]
      return { key: `organisation:${registry.id[row]}`, inferred: n >= 0 && inferred[n] === 1, cells: [registry.name[row]!, lost[row]!, struck[row]!, 1 - lost[row]!, ...channels, cellOf(part[row]!)] }
    }),
  }
}

/** What every node with a known supplier loses of its supply. */
function nodeTable({ chain, registry, links }: FirmSnapshot, lost: Float64Array): ResultTable {
  const { nodes, supplies, organisations } = chain
  const rowOf = new Map(Array.from(registry.id, (id, row) => [id, row]))
  const parts = supplyParts(chain)
  const [loss, suppliers, hit] = [new Float64Array(nodes.count), new Int32Array(nodes.count), new Int32Array(nodes.count)]
  for (let s = 0; s < supplies.count; s++) {
    const node = supplies.node[s]!
    const share = lost[rowOf.get(organisations.id[supplies.organisation[s]!]!) ?? -1] ?? 0
    suppliers[node]!++
    if (share > 0) hit[node]!++
    loss[node]! += parts[s]! * share
  }
  const order = Array.from(loss.keys()).filter((node) => hit[node]! > 0).sort((a, b) => loss[b]! - loss[a]! || a - b)
  return {
    id: 'nodes', title: { zh: '环节', en: 'Nodes' }, columns: nodeColumns,
    rows: order.map((node) => ({ key: `node:${nodes.id[node]}`, inferred: links.inferred, cells: [nodes.name[node]!, Math.min(1, loss[node]!), suppliers[node]!, hit[node]!] })),
  }
}

/** Nodes without a known supplier: what they lose is not known. */
function unsuppliedOf({ chain: { nodes, supplies } }: FirmSnapshot): number[] {
  const supplied = new Set(supplies.node)
  return Array.from(nodes.id).filter((_, node) => !supplied.has(node) && nodes.isStage[node] === 0)
}

/** A node opens to its supplies, an organisation to its links; the whole to those of the organisations struck. */
function traceRow(snapshot: FirmSnapshot, given: Parameters, row: string): string[] {
  const { chain, registry } = snapshot
  const [kind, id] = row.split(':')
  if (kind === 'organisation') return factsOf(snapshot, Number(id), given)
  if (kind === 'node') {
    const node = chain.rowOf.get(Number(id))
    return Array.from({ length: chain.supplies.count }, (_, s) => s).filter((s) => chain.supplies.node[s] === node).map((s) => refs.supply(chain, s, Number.isNaN(chain.supplies.share[s]) ? 'exists' : 'share'))
  }
  const struck = lossesOf(snapshot, given.shocks)
  return [...new Set(Array.from(struck.keys()).filter((at) => struck[at]! > 0).slice(0, 100).flatMap((at) => factsOf(snapshot, registry.id[at]!, given)))]
}

