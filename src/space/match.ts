import type { Viewer } from '../access/viewer.ts'
import type { Register } from '../registry/register.ts'
import type { Manifest } from './export.ts'
import type { ThingLine } from './ledger.ts'

type Kind = 'organisation' | 'node' | 'indicator'

/** Which thing of this cluster each thing of an export is: the same one where it is known here, else a new one. */
export type Matching = {
  /** The number it has here. Things are made when they are first asked for. */
  idOf(kind: string, id: number): Promise<number>
  /** Everything that was asked for, by its number here. */
  used(): Iterable<[number, ThingLine]>
}

const keyOf = (kind: string, id: number): string => `${kind} ${id}`

/** Recognises the things of an export by their codes, else by a name that one thing alone bears. Asks nothing. */
export async function matchThings(register: Register, viewer: Viewer, manifest: Manifest, things: readonly ThingLine[]): Promise<Matching> {
  const home = manifest.cluster.id === viewer.cluster
  const byKey = new Map(things.map((thing) => [keyOf(thing.kind, thing.id), thing]))
  for (const kind of ['organisation', 'node', 'indicator', 'country'] as const) {
    await register.fetch(kind, things.filter((thing) => thing.kind === kind).flatMap((thing) => thing.identifiers))
  }
  const known = new Map(things.filter(isNamed).map((thing) => [keyOf(thing.kind, thing.id), findHere(register, thing, home)]))
  const asked = new Map<string, number>()

  async function idOf(kind: string, id: number): Promise<number> {
    // Places, countries and the cluster itself go by codes that are the same everywhere.
    if (kind === 'region' || kind === 'cluster' || kind === 'country') return id
    const key = keyOf(kind, id)
    const before = asked.get(key)
    if (before !== undefined) return before
    const here = known.get(key) ?? (await register.take())
    asked.set(key, here)
    for (const { label, ...identifier } of byKey.get(key)?.identifiers ?? []) register.add(kind as Kind, identifier, here, label ?? undefined)
    return here
  }

  return {
    idOf,
    used: () => [...asked].flatMap(([key, here]) => (byKey.has(key) ? [[here, byKey.get(key)!] as [number, ThingLine]] : [])),
  }
}

function isNamed(thing: ThingLine): thing is ThingLine & { kind: Kind } {
  return thing.kind === 'organisation' || thing.kind === 'node' || thing.kind === 'indicator'
}

/** In the cluster it came from a thing is itself. Elsewhere a code decides, then a name, where its bearer has no other code of the same list. */
function findHere(register: Register, { kind, id, identifiers }: ThingLine & { kind: Kind }, home: boolean): number | undefined {
  const found = (coded: boolean): number[] =>
    [...new Set(identifiers.filter(({ scheme }) => (scheme !== 'name') === coded).flatMap((one) => register.find(kind, one).map((entry) => entry.id)))]
  const byCode = found(true)
  const byName = found(false)
  if (home && [...byCode, ...byName].includes(id)) return id
  if (byCode[0] !== undefined) return byCode[0]
  const schemes = identifiers.map(({ scheme }) => scheme).filter((scheme) => scheme !== 'name')
  const fitting = byName.filter((one) => !schemes.some((scheme) => register.carries(kind, one, scheme)))
  return fitting.length === 1 ? fitting[0] : undefined
}
