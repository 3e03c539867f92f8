import { z } from 'zod'
import { propagate, statuses } from '../../kernels/propagate.ts'
import type { StressParameters } from '../../kernels/stress.ts'
import { indexChain, type Chain, type ChainIndex } from '../../kernels/supply-chain.ts'
import type { Result, ResultColumn } from '../../shared/results.ts'
import { refs } from '../../snapshot/refs.ts'
import type { Snapshot } from '../../snapshot/snapshot.ts'
import { chainOf } from '../chain.ts'
import { defineAnalysis, named } from '../define.ts'

/** How many organisations one shard takes away, one after the other. */
const shardSize = 64

type Input = { chain: Chain; parameters: StressParameters; organisations: number }
/** Of each organisation of the shard: nodes that stop, nodes that may. */
type Part = { stops: Int32Array; unknown: Int32Array }

const columns: ResultColumn[] = [
  { key: 'organisation', title: { zh: '主体', en: 'Organisation' }, kind: 'text' },
  { key: 'stops', title: { zh: '必停环节', en: 'Nodes that stop' }, kind: 'integer', computed: true, main: true },
  { key: 'unknown', title: { zh: '因此不明的环节', en: 'Nodes left in doubt' }, kind: 'integer', computed: true },
  { key: 'supplies', title: { zh: '供给的环节', en: 'Nodes supplied' }, kind: 'integer', computed: true },
]

/** What each organisation's loss alone would stop: the stress test run once for every supplier. */
export const supplierCriticality = defineAnalysis({
  id: 'supplier-criticality',
  version: 1,
  family: 'supply',
  title: { zh: '供给方关键性', en: 'Criticality of suppliers' },
  unit: { zh: '环节数', en: 'nodes' },
  summary: { zh: '逐一拿掉每个供给方：长期失去它，多少环节必停，多少因此不明。', en: 'Each supplier taken away alone and for good: how many nodes stop, how many are left in doubt.' },
  method: 'docs/methods/stress-test.md',
  needs: ['chain'],
  parameters: z.strictObject({
    minimumShare: named(z.coerce.number().min(0).max(1).default(0.5), { zh: '余下份额少于此则停', en: 'Stops below this remaining share' }),
    asOf: named(z.union([z.literal(''), z.iso.date()]).default(''), { zh: '日期', en: 'Day' }, { zh: '供给在这一天是否有效；留空为最新证据之日', en: 'Whether a supply holds on this day; blank for the day of the newest evidence' }),
  }),
  shards: {
    plan(snapshot, { minimumShare, asOf }) {
      const { chain } = chainOf(snapshot.chain, dayFor(snapshot.chain, asOf))
      const parameters = { days: Infinity, minimumShare, assumedStockDays: null, assumedSubstitutionDays: null, outside: [] }
      const organisations = snapshot.chain.organisations.count
      return { input: { chain, parameters, organisations } satisfies Input, shards: Math.ceil(organisations / shardSize) }
    },
    run: (input, shard): Part => takeAway(input as Input, shard),
    combine: ({ chain }, { minimumShare, asOf }, parts) => tableOf(chain, parts as Part[], { minimumShare, asOf: dayFor(chain, asOf) }),
  },
  trace: ({ chain }, _, { row }) => {
    const organisation = Number(row.split(':')[1])
    return Array.from({ length: chain.supplies.count }, (__, n) => n).filter((n) => chain.organisations.id[chain.supplies.organisation[n]!] === organisation).map((n) => refs.supply(chain, n))
  },
})

function dayFor({ newest }: Snapshot, asOf: string): string {
  return asOf === '' ? newest ?? '1970-01-01' : asOf
}

/** The index is made once for all shards of a thread, which keeps the input. */
const indexed = new WeakMap<Input, ChainIndex>()

function takeAway(input: Input, shard: number): Part {
  const index = indexed.get(input) ?? indexChain(input.chain)
  indexed.set(input, index)
  const first = shard * shardSize
  const count = Math.min(shardSize, input.organisations - first)
  const part: Part = { stops: new Int32Array(count), unknown: new Int32Array(count) }
  const before = propagate(index, [], input.parameters).status
  for (let n = 0; n < count; n++) {
    const { status } = propagate(index, [{ dimension: 'organisation', element: first + n }], input.parameters)
    for (let node = 0; node < status.length; node++) {
      // What is unknown without any loss is not the doing of this one.
      if (status[node] === before[node]) continue
      if (status[node] === statuses.stops) part.stops[n]!++
      else if (status[node] === statuses.unknown) part.unknown[n]!++
    }
  }
  return part
}

function tableOf({ organisations, supplies }: Snapshot, parts: readonly Part[], { minimumShare, asOf }: { minimumShare: number; asOf: string }): Result {
  const supplied = new Int32Array(organisations.count)
  for (const organisation of supplies.organisation) supplied[organisation]!++
  const rows = Array.from({ length: organisations.count }, (_, n) => {
    const { stops, unknown } = parts[Math.floor(n / shardSize)]!
    return { key: `organisation:${organisations.id[n]}`, cells: [organisations.name[n] ?? organisations.code[n] ?? '—', stops[n % shardSize]!, unknown[n % shardSize]!, supplied[n]!] }
  })
  return {
    tables: [{ id: 'organisations', title: { zh: '供给方', en: 'Suppliers' }, columns, rows }],
    notes: [{ zh: `失去为长期；余下份额少于 ${minimumShare} 即停；供给按 ${asOf} 是否有效计。`, en: `The loss is for good; a node stops where less than ${minimumShare} of its supply remains; supplies that hold on ${asOf}.` }],
    cautions: [{ zh: '图谱未记录的替代供给不在其内；不得用于对企业评分。', en: 'Substitutes that the map does not hold are not in it; not for scoring firms.' }],
  }
}
