import type { SystemicInput } from '../../kernels/systemic/network.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { refs } from '../../snapshot/refs.ts'
import type { SnapshotOf } from '../../snapshot/sections.ts'
import type { CascadeChoices } from './parameters.ts'
import { ruleCautions, ruleNotes } from './rule-notes.ts'
import { volumesOf, type Volumes } from './volumes.ts'

export type FirmSnapshot = SnapshotOf<'chain' | 'registry' | 'links'>

/** The firms of a cluster that have a link, by number: firm `n` is row `members[n]` of the registry, `firmOf` the other way (-1: without a link). */
export type ClusterFirms = { input: SystemicInput; members: Int32Array; firmOf: Int32Array; volumes: Volumes; /** Rests on inferred links or on a volume nobody stated. */ inferred: Uint8Array; unknownIndustry: number; statedRevenue: number; left: number }

/** The links of a cluster as a firm network. Organisations of unknown industry form a class of their own. */
export function clusterFirms({ registry, links }: FirmSnapshot, { inputs, unknown, revenue }: CascadeChoices): ClusterFirms {
  const volumes = volumesOf(links, unknown)
  const firmOf = new Int32Array(registry.count).fill(-1)
  for (const column of [links.supplier, links.customer]) for (const row of column) firmOf[row] = 0
  const members = Int32Array.from(firmOf.keys()).filter((row) => firmOf[row] === 0)
  for (const [n, row] of members.entries()) firmOf[row] = n
  const unknownClass = registry.industries.length
  const industries = Int32Array.from(members, (row) => (registry.industry[row]! < 0 ? unknownClass : registry.industry[row]!))
  const ends = { suppliers: links.supplier.map((row) => firmOf[row]!), customers: links.customer.map((row) => firmOf[row]!) }
  const input: SystemicInput = { industries, ...ends, volumes: volumes.values, essential: pairsOf(industries, ends, inputs) }
  const stated = revenue === 'stated' && volumes.money ? revenueOf(input, Float64Array.from(members, (row) => registry.revenue[row]!)) : undefined
  const inferred = new Uint8Array(members.length).fill(links.inferred ? 1 : 0)
  for (let e = 0; e < links.count; e++) if (volumes.assumed[e] === 1) inferred[input.suppliers[e]!] = inferred[input.customers[e]!] = 1
  return {
    input: stated ? { ...input, revenue: stated.values } : input, members, firmOf, volumes, inferred,
    unknownIndustry: input.industries.reduce((sum, industry) => sum + (industry === unknownClass ? 1 : 0), 0), statedRevenue: stated?.count ?? 0, left: registry.count - members.length,
  }
}

/** Every pair of industries that trades is of one type: nothing says of any which it is. */
function pairsOf(industries: Int32Array, { suppliers, customers }: Pick<SystemicInput, 'suppliers' | 'customers'>, inputs: CascadeChoices['inputs']): SystemicInput['essential'] {
  const industryOf = (firm: number): number => industries[firm]!
  return { suppliers: suppliers.map(industryOf), customers: customers.map(industryOf), types: new Uint8Array(suppliers.length).fill(inputs === 'essential' ? 2 : 1) }
}

/** Stated revenue where it covers the sales within the network, else these. */
function revenueOf({ suppliers, volumes }: SystemicInput, stated: Float64Array): { values: Float64Array; count: number } {
  const sales = new Float64Array(stated.length)
  for (let e = 0; e < suppliers.length; e++) sales[suppliers[e]!]! += volumes[e]!
  const covers = (n: number): boolean => stated[n]! >= sales[n]!
  return { values: sales.map((sum, n) => (covers(n) ? stated[n]! : sum)), count: stated.reduce((count, _, n) => count + (covers(n) ? 1 : 0), 0) }
}

/** What a reader must know of the network and of the rule, whoever is struck. */
export function wordsOf({ members, volumes, unknownIndustry, statedRevenue, left }: ClusterFirms, choices: CascadeChoices): { notes: Text[]; cautions: Text[] } {
  const firms = members.length
  const notes: Text[] = [
    { zh: `${firms} 家主体有交易；${left} 家没有，不在网络中。`, en: `${firms} organisations have a link; ${left} have none and are not in the network.` }, volumes.note, ...ruleNotes(choices),
    choices.inputs === 'essential'
      ? { zh: '没有必需投入表：各行业的投入都按必需计，即上界；inputs = pooled 给出下界。', en: 'There is no table of essential inputs: those from every industry count as essential, which is the upper bound; inputs = pooled gives the lower.' }
      : { zh: '没有必需投入表：投入都按非必需计，即下界；inputs = essential 给出上界。', en: 'There is no table of essential inputs: all count as non-essential, which is the lower bound; inputs = essential gives the upper.' },
  ]
  if (choices.revenue === 'stated') notes.push(volumes.money
    ? { zh: `${statedRevenue} 家用填报的营业收入；其余未填报或低于网内销售额，用网内销售额。`, en: `For ${statedRevenue} organisations stated revenue is used; the others state none, or less than they sell within the network, which is then used.` }
    : { zh: '交易没有金额，不能与营业收入相比：用网内销售额。', en: 'The links carry no money to set against revenue: sales within the network are used.' })
  const cautions = [...(volumes.caution ? [volumes.caution] : []), ...ruleCautions]
  if (unknownIndustry > 0) cautions.push({ zh: `${unknownIndustry} 家主体的行业未知，合为一类：彼此视为可替代，影响可能被低估。`, en: `The industry of ${unknownIndustry} organisations is not known; they form one class and are taken to stand in for each other, which may understate what is lost.` })
  return { notes, cautions }
}

/** The facts by which a firm stands in the network: its links, or the inputs and supplies they were inferred from; its revenue where that counts. */
export function factsOf({ chain, registry, links }: FirmSnapshot, organisation: number, { revenue }: Pick<CascadeChoices, 'revenue'>): string[] {
  const row = registry.id.indexOf(organisation)
  const own = Array.from({ length: links.count }, (_, e) => e).filter((e) => links.supplier[e] === row || links.customer[e] === row)
  const stated = revenue === 'stated' && !Number.isNaN(registry.revenue[row]) ? [refs.organisation(organisation, 'revenue')] : []
  if (!links.inferred) return [...own.map((e) => refs.sells(registry.id[links.supplier[e]!]!, registry.id[links.customer[e]!]!, Number.isNaN(links.volume[e]) ? 'exists' : 'volume')), ...stated]
  const supplies = Array.from({ length: chain.supplies.count }, (_, s) => s).filter((s) => chain.organisations.id[chain.supplies.organisation[s]!] === organisation)
  return [...new Set(own.map((e) => refs.requires(chain, links.node[e]!, links.input[e]!))), ...supplies.map((s) => refs.supply(chain, s, Number.isNaN(chain.supplies.share[s]) ? 'exists' : 'share')), ...stated]
}
