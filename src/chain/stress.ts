import { getThresholds } from '../access/clusters.ts'
import { asViewer, type Viewer } from '../access/viewer.ts'
import { fatalSets, stress } from '../analysis/stress.ts'
import type { Db } from '../db/db.ts'
import { causes } from '../kernels/outage.ts'
import { statuses, traceCause, type Propagation } from '../kernels/propagate.ts'
import { doubts, type StressParameters } from '../kernels/stress.ts'
import type { chainEndpoints } from '../shared/contract/chain.ts'
import type { Answer } from '../shared/contract/index.ts'
import { countryLabel } from '../shared/countries.ts'
import { AppError } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'
import { getSnapshot } from '../snapshot/sections.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { nameOfRemoval, resolveRemoval, type Named, type Resolved } from './removables.ts'
import { isoDate } from './states.ts'

export type StressResult = Answer<typeof chainEndpoints.runStress>
type Removable = Answer<typeof chainEndpoints.listRemovable>[number]
type Sets = Answer<typeof chainEndpoints.listFatalSets>

/** How many nodes an answer names in each list; the counts are of all. */
const namedAtMost = 5000

/** Takes origins, owners, regions, firms or nodes away and says which nodes stop, when, why, and which are only unknown. */
export async function runStress(db: Db, viewer: Viewer, request: { remove: readonly Named[]; days?: number }, now = new Date()): Promise<StressResult> {
  const snapshot = await getSnapshot(db, viewer)
  const resolved = request.remove.map((named) => resolveRemoval(snapshot, named))
  const parameters = await parametersOf(db, viewer, request.days)
  const removals = resolved.flatMap((one) => one.removals)
  const propagation = stress.compute(snapshot, { ...parameters, removals, perhapsRegions: resolved.flatMap(({ perhaps }) => perhaps), asOf: isoDate(now) })
  const titles = resolved.flatMap((one) => one.removals.map(() => inBoth(one)))
  const lists = listsOf(snapshot, propagation, titles)
  return {
    removed: resolved.map((one) => ({ dimension: one.dimension, element: one.element, title: one.title, supplies: suppliesOf(snapshot, one) })),
    days: request.days ?? null,
    ...lists,
    snapshot: snapshot.id, method: stress.method, version: stress.version,
  }
}

/** Nothing is assumed of what nobody has stated: a stock, a substitute, an origin that is not known stays unknown. */
async function parametersOf(db: Db, viewer: Viewer, days: number | undefined): Promise<StressParameters> {
  const { minimumShare } = await asViewer(db, viewer, (tx) => getThresholds(tx, viewer), { readOnly: true })
  return { days: days ?? Infinity, minimumShare, assumedStockDays: null, assumedSubstitutionDays: null, outside: [] }
}

function listsOf(snapshot: Snapshot, result: Propagation, titles: readonly Text[]): Pick<StressResult, 'stopped' | 'reduced' | 'unknown' | 'lost'> {
  const { nodes } = snapshot
  const of = (row: number) => ({ id: nodes.id[row]!, code: nodes.code[row]!, name: nodes.name[row]! })
  const rows = Array.from({ length: nodes.count }, (_, row) => row).filter((row) => nodes.isStage[row] === 0)
  const stopped = rows.filter((row) => result.status[row] === statuses.stops)
  const unknown = rows.filter((row) => result.status[row] === statuses.unknown).sort((a, b) => result.doubt[a]! - result.doubt[b]! || a - b)
  const reduced = rows.filter((row) => result.status[row] === statuses.runs && result.shareLow[row]! < 1 - 1e-9)
  const dayOf = (row: number): number => (Number.isNaN(result.stopsLatest[row]) ? result.stopsEarliest[row]! : result.stopsLatest[row]!)
  stopped.sort((a, b) => dayOf(a) - dayOf(b) || a - b)
  return {
    stopped: stopped.slice(0, namedAtMost).map((row) => ({ ...of(row), day: dayOf(row), cause: causeOf(snapshot, result, row, titles), ref: `node:${nodes.id[row]}:state` })),
    reduced: reduced.slice(0, namedAtMost).map((row) => ({ ...of(row), lossLow: 1 - result.shareHigh[row]!, lossHigh: 1 - result.shareLow[row]! })),
    unknown: unknown.slice(0, namedAtMost).map((row) => ({ ...of(row), cause: doubtOf(snapshot, result, row, titles) })),
    lost: { supplies: result.lost.hitSources, nodesStopped: stopped.length, nodesUnknown: unknown.length, nodes: rows.length },
  }
}

/** Why a node stops, from what was hit first down to the node. */
const nothing: Text = { zh: '', en: '' }

/** What was removed, in both languages: a country has a name in each. */
function inBoth({ dimension, element, title }: { dimension: string; element: string; title: string }): Text {
  return { zh: title, en: dimension === 'origin' ? countryLabel(element)?.en ?? title : title }
}

function causeOf(snapshot: Snapshot, result: Propagation, row: number, titles: readonly Text[]): Text {
  const { name } = snapshot.nodes
  const path = traceCause(result, row)
  const first = path[0]!
  const removed = titles[result.causeRef[first]!] ?? nothing
  const how: Record<number, Text> = {
    [causes.removed]: { zh: `“${name[first]}”被移除`, en: `“${name[first]}” is removed` },
    [causes.suppliers]: { zh: `移除${removed.zh}后，“${name[first]}”的供给不足`, en: `Without ${removed.en} too little supply of “${name[first]}” remains` },
  }
  const start = how[result.cause[first]!] ?? { zh: `“${name[first]}”中断`, en: `“${name[first]}” stops` }
  const way = path.length > 1 ? path.map((node) => name[node]).join(' → ') : ''
  const date = Number.isNaN(result.stopsLatest[row])
    ? { zh: '；库存天数未知，此为最早之日', en: '; days of stock are unknown, this is the earliest day' }
    : { zh: '', en: '' }
  return { zh: `${start.zh}${way && `：${way}`}${date.zh}。`, en: `${start.en}${way && `: ${way}`}${date.en}.` }
}

function doubtOf(snapshot: Snapshot, result: Propagation, row: number, titles: readonly Text[]): Text {
  const { name } = snapshot.nodes
  const path = traceCause(result, row)
  const way = path.map((node) => name[node]).join(' → ')
  const removed = titles[result.causeRef[path[0]!]!] ?? nothing
  switch (result.doubt[row]) {
    case doubts.time: return {
      zh: `将沿 ${way} 中断，除非库存或替代来得及顶上；其天数未知。`, en: `Stops along ${way}, unless a stock or a substitute bridges it whose days nobody has stated.`,
    }
    case doubts.supply: return {
      zh: `沿 ${way} 可能中断：${removed.zh}所占份额，或供给者的来源地、控制方、地区未知。`, en: `May stop along ${way}: the share of ${removed.en}, or the origin, owner or region of suppliers, is not known.`,
    }
    default: return {
      zh: `与移除无关：“${name[path[0]!]}”没有可计入的供给：没有来源列出供给方，或列出的都不合格。`, en: `Not through the removal: no supply of “${name[path[0]!]}” that counts is known: none is listed, or none of those listed is qualified.`,
    }
  }
}

/** How many supplies and origin shares an element stands for. */
function suppliesOf({ supplies, origins, organisations }: Snapshot, { removals }: Resolved): number {
  let count = 0
  for (const { dimension, element } of removals) {
    for (let row = 0; row < supplies.count; row++) {
      const organisation = supplies.organisation[row]!
      const value = { organisation, origin: supplies.origin[row]!, owner: supplies.owner[row]!, region: organisations.region[organisation]!, node: supplies.node[row]! }[dimension]
      if (value === element) count++
    }
    if (dimension === 'origin') for (const country of origins.country) if (country === element) count++
  }
  return count
}

/** How many elements of each dimension are offered. */
const offeredAtMost = 1000

/** What can be taken away: every origin, owner, region and organisation that supplies anything, those with the most supplies first. */
export async function listRemovable(db: Db, viewer: Viewer): Promise<Removable[]> {
  const snapshot = await getSnapshot(db, viewer)
  const { supplies, origins, organisations } = snapshot
  const counts = { origin: new Map<number, number>(), owner: new Map<number, number>(), region: new Map<number, number>(), organisation: new Map<number, number>() }
  const add = (dimension: keyof typeof counts, element: number): void => {
    if (element >= 0) counts[dimension].set(element, (counts[dimension].get(element) ?? 0) + 1)
  }
  for (let row = 0; row < supplies.count; row++) {
    add('origin', supplies.origin[row]!)
    add('owner', supplies.owner[row]!)
    add('region', organisations.region[supplies.organisation[row]!]!)
    add('organisation', supplies.organisation[row]!)
  }
  for (const country of origins.country) add('origin', country)
  return (Object.keys(counts) as (keyof typeof counts)[]).flatMap((dimension) =>
    [...counts[dimension]].sort(([a, x], [b, y]) => y - x || a - b).slice(0, offeredAtMost).map(([element, count]) => {
      const { element: text, title } = nameOfRemoval(snapshot, { dimension, element })
      return { dimension, element: text, title, supplies: count }
    }))
}

/** The smallest sets (one or two elements) whose loss stops a node. */
export async function listFatalSets(db: Db, viewer: Viewer, node: number, now = new Date()): Promise<Sets> {
  const snapshot = await getSnapshot(db, viewer)
  const row = snapshot.rowOf.get(node)
  if (row === undefined) throw new AppError('not-found', { zh: `没有编号为 ${node} 的环节，或您无权查看。`, en: `There is no node ${node}, or you may not see it.` })
  const { sets, complete } = fatalSets.compute(snapshot, { ...(await parametersOf(db, viewer, undefined)), node: row, asOf: isoDate(now) })
  return { sets: sets.map(({ removals, certain }) => ({ elements: removals.map((removal) => nameOfRemoval(snapshot, removal)), certain })), truncated: !complete }
}
