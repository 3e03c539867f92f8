import { edgeSources, undirectedGraph } from '../../kernels/graph.ts'
import { degrees } from '../../kernels/network/degree.ts'
import { drawCommunities } from '../../kernels/network/drawing.ts'
import type { Communities } from '../../kernels/network/leiden.ts'
import type { NetworkPicture } from '../../shared/network-picture.ts'
import { keyOf, types, type Network, type NetworkSnapshot } from './network-of.ts'

/** More than this nobody can read, and no page draws at ease. */
const mostCommunities = 30
const mostNodes = 400
const mostTies = 1200

/** The most tied organisations of the largest communities, each community with at least a few. */
export function pictureOf(snapshot: NetworkSnapshot, { graph, members, type }: Network, { community, sizes }: Communities): NetworkPicture {
  const degree = degrees(graph)
  const drawn = Math.min(mostCommunities, sizes.filter((size) => size > 1).length)
  const chosen = chooseNodes(degree, community, sizes.subarray(0, drawn))
  const place = new Map(Array.from(chosen, (n, at) => [n, at]))
  const sources = edgeSources(graph)
  const inside = Array.from(sources.keys()).filter((e) => sources[e]! < graph.targets[e]! && place.has(sources[e]!) && place.has(graph.targets[e]!))
  inside.sort((a, b) => graph.weights[b]! - graph.weights[a]! || degree[sources[a]!]! + degree[graph.targets[a]!]! - degree[sources[b]!]! - degree[graph.targets[b]!]! || a - b)
  const ends = inside.map((e): [number, number] => [place.get(sources[e]!)!, place.get(graph.targets[e]!)!])
  const part = undirectedGraph(chosen.length, { sources: ends.map(([a]) => a), targets: ends.map(([, b]) => b), weights: inside.map((e) => graph.weights[e]!) })
  const { x, y, circles } = drawCommunities(part, Int32Array.from(chosen, (n) => community[n]!), drawn)
  return {
    kind: 'network-picture', inferred: snapshot.links.inferred, of: { nodes: graph.nodes, ties: graph.targets.length / 2 },
    nodes: Array.from(chosen, (n, at) => ({
      key: keyOf(snapshot, members[n]!), name: snapshot.registry.name[members[n]!]!, x: round(x[at]!), y: round(y[at]!), degree: degree[n]!, community: community[n]! + 1, type: types[type[n]!] ?? null,
    })),
    ties: ends.slice(0, mostTies),
    circles: circles.map((circle, c) => ({ community: c + 1, x: round(circle.x), y: round(circle.y), radius: round(circle.radius), size: sizes[c]! })),
  }
}

/** Of each community a part in proportion to its size, its most tied first. */
function chooseNodes(degree: Int32Array, community: Int32Array, sizes: Int32Array): Int32Array {
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const left = Array.from(sizes, (size) => (all <= mostNodes ? size : Math.max(2, Math.floor((size * mostNodes) / all))))
  const byDegree = Int32Array.from(degree.keys()).sort((a, b) => degree[b]! - degree[a]! || a - b)
  return byDegree.filter((n) => (left[community[n]!] ?? 0) > 0 && left[community[n]!]!-- > 0)
}

const round = (value: number): number => Math.round(value * 100) / 100
