import { createHash } from 'node:crypto'
import { asProgram, asViewer, audienceOf, type Audience, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { hashOf } from './hash.ts'
import { readFirmLinks, type FirmLinks } from './links.ts'
import { readObservations, type Observations } from './observations.ts'
import { readRegistry, type Registry } from './registry.ts'
import { inSharedMemory } from './shared-memory.ts'
import { demandAudience, readChain, scopeOf, type Snapshot } from './snapshot.ts'
import type { Scope } from './usable.ts'

/**
 * What a cluster offers to computations, section by section; each is read when the first analysis that needs it is run, and is kept
 * until the facts change.
 *   chain         nodes, requires, supplies, origins, and the organisations that supply (snapshot.ts)
 *   registry      every organisation, with region, industry, actor type and sizes (registry.ts)
 *   links         who sells to whom: stated by link tables, else inferred from supplies and requires (links.ts)
 *   observations  indicator × subject × period (observations.ts)
 */
export type Sections = { chain: Snapshot; registry: Registry; links: FirmLinks; observations: Observations }
export type SectionName = keyof Sections

/** The sections an analysis asked for, of one moment. `id` is a hash of their content: the same facts have the same id for ever. */
export type SnapshotOf<N extends SectionName> = Pick<Sections, N> & { id: string; cluster: string; audience: Audience; revision: number }

type Bag = { [N in SectionName]?: Promise<Section<N>> }
type Section<N extends SectionName> = { content: Sections[N]; hash: string }
type Kept = { revision: number; sections: Bag }

const kept = new WeakMap<Db, Map<string, Kept>>()
/** How many audiences' sections stay in memory, the longest unused go first. */
const keptAtMost = 6

/** The sections as the facts stand now, for an audience: the viewer's own or a wider one. */
export async function getSections<N extends SectionName>(db: Db, viewer: Viewer, needs: readonly N[], audience: Audience = audienceOf(viewer)): Promise<SnapshotOf<N>> {
  demandAudience(viewer, audience)
  return asViewer(db, viewer, (tx) => asProgram(tx, viewer, async () => {
    const { scope, revision } = await scopeOf(tx, viewer.cluster, audience)
    const mine = keep(db, `${audience} ${viewer.cluster}`, revision)
    const read = await readAll(tx, scope, needs, mine)
    const parts = needs.map((name) => [name, read[name]!.content] as const)
    return { id: idOf(needs, read), cluster: viewer.cluster, audience, revision, ...(Object.fromEntries(parts) as Pick<Sections, N>) }
  }), { readOnly: true, isolation: 'repeatable read' })
}

/** The section `chain` alone. */
export async function getSnapshot(db: Db, viewer: Viewer, audience: Audience = audienceOf(viewer)): Promise<Snapshot> {
  return (await getSections(db, viewer, ['chain'], audience)).chain
}

/** What is kept of this revision. Sections of one revision fit together, for every change of facts raises it. */
function keep(db: Db, key: string, revision: number): Kept {
  const here = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, here)
  const known = here.get(key)
  here.delete(key)
  const mine = known?.revision === revision ? known : { revision, sections: {} }
  here.set(key, mine)
  for (const oldest of here.keys()) if (here.size > keptAtMost) here.delete(oldest)
  return mine
}

type Read = { [N in SectionName]?: Section<N> }

async function readAll(tx: Tx, scope: Scope, needs: readonly SectionName[], { revision, sections: bag }: Kept): Promise<Read> {
  const read: Read = {}
  const get = <N extends SectionName>(name: N, make: () => Promise<Sections[N]>): Promise<Section<N>> => {
    const begun = bag[name] as Promise<Section<N>> | undefined
    const work = begun ?? make().then((content) => ({ content: inSharedMemory(content), hash: hashOfSection(content) }))
    if (!begun) {
      Object.assign(bag, { [name]: work })
      work.catch(() => delete bag[name])
    }
    return work
  }
  // One after the other: they share a connection.
  if (needs.includes('chain') || needs.includes('links')) read.chain = await get('chain', () => readChain(tx, scope, revision))
  if (needs.includes('registry') || needs.includes('links')) read.registry = await get('registry', () => readRegistry(tx, scope))
  if (needs.includes('links')) read.links = await get('links', () => readFirmLinks(tx, scope, read.registry!.content, read.chain!.content))
  if (needs.includes('observations')) read.observations = await get('observations', () => readObservations(tx, scope))
  return read
}

function hashOfSection(content: Sections[SectionName]): string {
  return 'id' in content ? (content as Snapshot).id : hashOf(content)
}

function idOf(needs: readonly SectionName[], read: Read): string {
  const names = [...needs].sort()
  return createHash('sha256').update(names.map((name) => `${name} ${read[name]!.hash}`).join('\n')).digest('hex')
}
