import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { keysOf, stages, type Text } from '../../shared/vocabulary.ts'
import type { FirmSnapshot } from './firm-network.ts'

/** What is struck, and the share of capacity it loses: `{ 'organisation:7': 0.5, 'origin:JPN': 1 }`. */
export type Shocks = Record<string, number>

export const shockKinds = ['organisation', 'region', 'country', 'industry', 'node', 'stage', 'origin', 'owner'] as const
type Kind = (typeof shockKinds)[number]

const share = z.number().min(0).max(1)

/** As an object, or as text that can be typed: `organisation:7=0.5; region:440300=30%`. */
export const shocksSchema = z.union([z.string().max(100_000), z.record(z.string().max(200), share)]).default('').transform((given, context): Shocks => {
  if (typeof given !== 'string') return given
  const shocks: Shocks = {}
  for (const piece of given.split(/[;；\n]/).map((one) => one.trim()).filter((one) => one !== '')) {
    const [, key = '', digits = '', percent = ''] = /^(.+)=\s*([\d.]+)\s*(%?)$/.exec(piece) ?? []
    const read = share.safeParse(Number(digits || NaN) / (percent ? 100 : 1))
    if (read.success && key !== '') shocks[key.trim()] = read.data
    else context.addIssue({ code: 'custom', message: `“${piece}” 不是 名称=份额（0 至 1） is not subject=share (0 to 1)` })
  }
  return shocks
})

/** Who is struck by a shock: whole organisations, or some of what they supply. Rows of the registry, and of the supplies of the chain. */
type Struck = { organisation: (row: number) => boolean } | { supply: (row: number) => boolean }

/**
 * The share of capacity that each organisation of the registry loses. Each of its supplies loses the largest share named for it or for the
 * whole organisation; the organisation loses their mean, by the share of its revenue where all are stated, else in equal parts.
 */
export function lossesOf(snapshot: FirmSnapshot, shocks: Shocks): Float64Array {
  const { registry, chain } = snapshot
  const { supplies } = chain
  const rowOf = new Map(Array.from(registry.id, (id, row) => [id, row]))
  const registryRow = Int32Array.from(supplies.organisation, (organisation) => rowOf.get(chain.organisations.id[organisation]!) ?? -1)
  const whole = new Float64Array(registry.count)
  const single = new Float64Array(supplies.count)
  for (const [key, lost] of Object.entries(shocks)) {
    const struck = strikerOf(snapshot, key)
    if ('organisation' in struck) for (let row = 0; row < registry.count; row++) whole[row] = struck.organisation(row) ? Math.max(whole[row]!, lost) : whole[row]!
    else for (let s = 0; s < supplies.count; s++) single[s] = struck.supply(s) ? Math.max(single[s]!, lost) : single[s]!
  }
  return meanLosses({ whole, single, registryRow, revenueShare: supplies.revenueShare })
}

type Named = { whole: Float64Array; single: Float64Array; registryRow: Int32Array; revenueShare: Float64Array }

function meanLosses({ whole, single, registryRow, revenueShare }: Named): Float64Array {
  const count = new Float64Array(whole.length)
  const [weights, byWeight, evenly] = [new Float64Array(whole.length), new Float64Array(whole.length), new Float64Array(whole.length)]
  for (const [s, row] of registryRow.entries()) {
    if (row < 0) continue
    const lost = Math.max(single[s]!, whole[row]!)
    count[row]!++
    evenly[row]! += lost
    // A share that nobody stated makes the whole sum unknown.
    weights[row]! += revenueShare[s]!
    byWeight[row]! += revenueShare[s]! * lost
  }
  return whole.map((lost, row) => {
    if (count[row] === 0) return lost
    return weights[row]! > 0 ? Math.min(1, byWeight[row]! / weights[row]!) : evenly[row]! / count[row]!
  })
}

function strikerOf(snapshot: FirmSnapshot, key: string): Struck {
  const kind = shockKinds.find((one) => one === key.slice(0, key.indexOf(':')))
  const element = key.slice(key.indexOf(':') + 1).trim()
  if (kind === undefined) throw refused(key, { zh: `可用的种类：${shockKinds.join('、')}。`, en: `Kinds are: ${shockKinds.join(', ')}.` })
  const struck = strikers[kind](snapshot, element)
  if (struck) return struck
  throw refused(key, { zh: '数据中没有它。请改正，或去掉这一项。', en: 'The data do not have it. Mend it, or leave it out.' })
}

const strikers: Record<Kind, (snapshot: FirmSnapshot, element: string) => Struck | undefined> = {
  organisation({ registry }, element) {
    const at = registry.id.indexOf(Number(element))
    return at < 0 ? undefined : { organisation: (row) => row === at }
  },
  region: ({ registry }, element) => ofOrganisations(registry.region, numbersOf(registry.regions, (code) => code.startsWith(stemOf(element)))),
  country: ({ registry }, element) => ofOrganisations(registry.country, numbersOf(registry.countries, (code) => code === element)),
  industry: ({ registry }, element) => ofOrganisations(registry.industry, numbersOf(registry.industries, (code) => code === element)),
  node({ chain }, element) {
    const at = chain.rowOf.get(Number(element))
    return at === undefined ? undefined : { supply: (row) => chain.supplies.node[row] === at }
  },
  stage({ chain: { nodes, supplies, rowOf } }, element) {
    const term = keysOf(stages).findIndex((stage) => stage === element)
    const named = rowOf.get(Number(element)) ?? -1
    if (term < 0 && named < 0) return undefined
    return { supply: (row) => (term >= 0 ? nodes.stage[supplies.node[row]!] === term : nodes.stageRow[supplies.node[row]!] === named) }
  },
  origin: ({ chain }, element) => ofSupplies(chain.supplies.origin, chain.countries.indexOf(element)),
  owner: ({ chain }, element) => ofSupplies(chain.supplies.owner, chain.owners.indexOf(element)),
}

function ofOrganisations(column: Int32Array, wanted: ReadonlySet<number>): Struck | undefined {
  return wanted.size === 0 ? undefined : { organisation: (row) => wanted.has(column[row]!) }
}

function ofSupplies(column: Int32Array, wanted: number): Struck | undefined {
  return wanted < 0 ? undefined : { supply: (row) => column[row] === wanted }
}

function numbersOf(list: readonly string[], test: (text: string) => boolean): ReadonlySet<number> {
  return new Set(list.flatMap((text, n) => (test(text) ? [n] : [])))
}

/** The part of a GB/T 2260 code that all codes within the division begin with. */
function stemOf(code: string): string {
  return /^\d{6}$/.test(code) ? code.replace(/(00){1,2}$/, '') : code
}

function refused(key: string, why: Text): AppError {
  return new AppError('invalid-request', { zh: `冲击“${key}”有误。${why.zh}`, en: `The shock “${key}” is wrong. ${why.en}` })
}
