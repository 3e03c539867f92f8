import { industryAt, industryName } from '../../shared/industries.ts'
import { keysOf, stages, type Text } from '../../shared/vocabulary.ts'
import { rowsById } from '../../snapshot/registry.ts'
import type { SnapshotOf } from '../../snapshot/sections.ts'

export type SectorSnapshot = Pick<SnapshotOf<'registry' | 'chain'>, 'registry' | 'chain'>

/** Whom a curve is about: an industry at any level (`industry:40`), a segment (`segment:…`) or a stage of the chain (`stage:upstream`). */
export type Sector = { key: string; title: Text }

const stageKeys = keysOf(stages)
const levels = ['2', 'stated'] as const

/** Whether each organisation is in a sector (1) or not (0); -1: it states no industry, or nothing that it supplies. */
export function standingOf(snapshot: SectorSnapshot, key: string): Int8Array {
  const [kind, wanted] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
  const { registry } = snapshot
  if (kind !== 'industry') return chainStanding(snapshot, kind === 'stage' ? 'stage' : 'group', wanted)
  const inIt = registry.industries.map((stated) => Number((['2', '3', '4', 'stated'] as const).some((level) => industryAt(stated, level) === wanted)))
  return Int8Array.from(registry.industry, (n) => (n < 0 ? -1 : inIt[n]!))
}

/** Organisations by what they supply: who supplies a node of the segment or stage is in it. */
function chainStanding({ registry, chain }: SectorSnapshot, column: 'stage' | 'group', wanted: string): Int8Array {
  const standing = new Int8Array(registry.count).fill(-1)
  const place = (column === 'stage' ? (stageKeys as readonly string[]) : chain.groups).indexOf(wanted)
  const rowOf = rowsById(registry.id)
  for (let n = 0; n < chain.supplies.count; n++) {
    const row = rowOf.get(chain.organisations.id[chain.supplies.organisation[n]!]!)
    const of = chain.nodes[column][chain.supplies.node[n]!]!
    if (row !== undefined && of >= 0) standing[row] = Math.max(standing[row]!, Number(of === place))
  }
  return standing
}

/** Sectors that hold at least one of the rows, with how many: industries from the largest, then stages and segments. */
export function sectorsOf(snapshot: SectorSnapshot, rows: readonly number[]): (Sector & { members: number })[] {
  const all = [...industriesOf(snapshot.registry, rows), ...chainSectorsOf(snapshot, new Set(rows))].map(([key, members]) => ({ key, title: sectorTitle(key), members }))
  const rank = ({ key }: Sector): number => ['industry', 'stage', 'segment'].indexOf(key.slice(0, key.indexOf(':')))
  return all.sort((a, b) => rank(a) - rank(b) || b.members - a.members || (a.key < b.key ? -1 : 1))
}

function industriesOf({ industry, industries }: SectorSnapshot['registry'], rows: readonly number[]): Map<string, number> {
  const members = new Map<string, number>()
  for (const row of rows) {
    const stated = industries[industry[row]!]
    if (stated === undefined) continue
    for (const code of new Set(levels.map((level) => industryAt(stated, level)))) members.set(`industry:${code}`, (members.get(`industry:${code}`) ?? 0) + 1)
  }
  return members
}

function chainSectorsOf({ registry, chain }: SectorSnapshot, rows: ReadonlySet<number>): [key: string, members: number][] {
  const { nodes, supplies, organisations, groups } = chain
  const rowOf = rowsById(registry.id)
  const members = new Map<string, Set<number>>()
  const add = (key: string, row: number): void => void members.set(key, (members.get(key) ?? new Set()).add(row))
  for (let n = 0; n < supplies.count; n++) {
    const row = rowOf.get(organisations.id[supplies.organisation[n]!]!)
    if (row === undefined || !rows.has(row)) continue
    const [stage, group] = [nodes.stage[supplies.node[n]!]!, nodes.group[supplies.node[n]!]!]
    if (stage >= 0) add(`stage:${stageKeys[stage]}`, row)
    if (group >= 0) add(`segment:${groups[group]}`, row)
  }
  return [...members].map(([key, { size }]) => [key, size])
}

export function sectorTitle(key: string): Text {
  const name = key.slice(key.indexOf(':') + 1)
  if (key.startsWith('industry:')) return industryName(name)
  const stage = (stages as Record<string, Text>)[name]
  return key.startsWith('stage:') && stage ? { zh: `${stage.zh}（阶段）`, en: `${stage.en} (stage)` } : { zh: `${name}（分组）`, en: `${name} (segment)` }
}
