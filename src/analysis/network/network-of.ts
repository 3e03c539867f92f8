import { undirectedGraph, withoutWeights, type UndirectedGraph } from '../../kernels/graph.ts'
import { actorTypes, keysOf, type Text } from '../../shared/vocabulary.ts'
import { refs } from '../../snapshot/refs.ts'
import type { SnapshotOf } from '../../snapshot/sections.ts'

export type NetworkSnapshot = SnapshotOf<'chain' | 'registry' | 'links'>

/** Organisations tied by links of either direction; node n is the row `members[n]` of the registry. Those without a link are not in it. */
export type Network = { graph: UndirectedGraph; weighed: boolean; members: Int32Array; type: Int32Array; left: number }

export const types = keysOf(actorTypes)

export const weightChoices = [
  { value: 'ties', title: { zh: '各计为一', en: 'One each' } },
  { value: 'volume', title: { zh: '金额', en: 'Volume' } },
]

/** `weights: 'volume'` weighs ties by the volumes of the links, where each has one above zero; else all ties count one. */
export function networkOf({ registry, links }: NetworkSnapshot, weights: 'ties' | 'volume'): Network {
  const node = new Int32Array(registry.count).fill(-1)
  for (const ends of [links.supplier, links.customer]) for (const row of ends) node[row] = 0
  const members = Int32Array.from(node.keys()).filter((row) => node[row] === 0)
  for (const [n, row] of members.entries()) node[row] = n
  const weighed = weights === 'volume' && links.volume.every((volume) => volume > 0)
  const ends = { sources: links.supplier.map((row) => node[row]!), targets: links.customer.map((row) => node[row]!) }
  const graph = weighed ? undirectedGraph(members.length, { ...ends, weights: links.volume }) : withoutWeights(undirectedGraph(members.length, ends))
  return { graph, weighed, members, type: Int32Array.from(members, (row) => registry.actorType[row]!), left: registry.count - members.length }
}

/** What a reader must know of the network, whatever is measured in it. */
export function notesOf({ links }: NetworkSnapshot, { graph, weighed, left }: Network, weights: 'ties' | 'volume'): { notes: Text[]; cautions: Text[] } {
  const ties = graph.targets.length / 2
  const notes = [{
    zh: `${graph.nodes} 个主体，${ties} 条联系（不分方向，重复者合并）；${left} 个主体没有任何联系，不在其中。${weighed ? '联系以金额加权。' : '联系不加权。'}`,
    en: `${graph.nodes} organisations, ${ties} ties (directions dropped, repeated links merged); ${left} organisations have no link and are not in it. ${weighed ? 'Ties are weighed by volume.' : 'Ties are not weighed.'}`,
  }]
  const cautions: Text[] = []
  if (links.inferred) cautions.push({ zh: '联系由供给与投入推断（D 级）：说明可以供给，不说明正在供给。', en: 'Links are inferred from supplies and requires (grade D): they say that supply is possible, not that it happens.' })
  if (weights === 'volume' && !weighed) cautions.push({ zh: '有的联系没有大于零的金额，因此各条联系同等计算。', en: 'Some links have no volume above zero: all ties count the same.' })
  cautions.push({ zh: '名单以外的联系看不见；网络位置不是绩效，不得据此评级或奖惩。', en: 'Ties outside the lists are not seen; a position in a network is not performance and no ground for grading or rewarding.' })
  return { notes, cautions }
}

export const keyOf = ({ registry }: NetworkSnapshot, row: number): string => `organisation:${registry.id[row]}`

/** The links of an organisation, as the facts they were read or inferred from. */
export function traceOf({ chain, registry, links }: NetworkSnapshot, key: string): string[] {
  const row = registry.id.indexOf(Number(key.split(':')[1]))
  const own = Array.from({ length: links.count }, (_, n) => n).filter((n) => links.supplier[n] === row || links.customer[n] === row)
  if (links.inferred) return [...new Set(own.map((n) => refs.requires(chain, links.node[n]!, links.input[n]!)))]
  return own.map((n) => refs.sells(registry.id[links.supplier[n]!]!, registry.id[links.customer[n]!]!, Number.isNaN(links.volume[n]) ? 'exists' : 'volume'))
}
