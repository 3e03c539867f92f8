import { nodeColumns, organisationColumns, supplyColumns, supplyPrefix, type Column } from '../../src/ledger/facts/tables.ts'

/** A claim as the ledger keeps it. */
export type LedgerClaim = {
  id: number; subjectKind: string; subjectId: number; predicate: string; objectId: number; period: string; scope: string
  text: string | null; number: number | null; blank: string | null; unit: string | null; flag: string | null
  grade: string; giver: number | null; right: string; task: string; recordedAt: string
}

/** What decides beside the claims: which organisation counts as which, and the claims that people chose. */
export type Decisions = { mergedInto: ReadonlyMap<number, number>; chosen: ReadonlySet<number> }

type Placed = LedgerClaim & { about: number; place: number; conflict: boolean }
type Row = Record<string, unknown>
export type Facts = Record<'organisation' | 'node' | 'supplies' | 'node_link' | 'origin' | 'observation', Row[]>

/**
 * What the facts must be, computed from all live claims at once, slowly and straight from the written rule: the measure for the
 * derivation in SQL, which looks only at what was touched.
 */
export function referenceFacts(live: readonly LedgerClaim[], decisions: Decisions): Facts {
  const placed = placeAll(live, decisions)
  const links = placed.filter((claim) => claim.subjectKind === 'node' && ['requires', 'isA'].includes(claim.predicate) && claim.place === 1)
  const origins = placed.filter((claim) => claim.subjectKind === 'node' && claim.predicate === 'origin' && claim.place === 1)
  const units = (claim: Placed) => new Set(placed.filter((other) => other.predicate === 'observation' && other.number !== null && other.subjectKind === claim.subjectKind
    && other.about === claim.about && other.objectId === claim.objectId && other.period === claim.period).map((other) => other.unit))
  const observations = placed.filter((claim) => claim.predicate === 'observation' && claim.place === 1)
  return {
    organisation: entities(placed, 'organisation', ['name', 'shortName'], organisationColumns),
    node: entities(placed, 'node', ['name'], nodeColumns),
    supplies: supplies(placed),
    node_link: links.map((claim) => ({ node_id: claim.about, relation: claim.predicate, other_id: claim.objectId, ...usage(claim) })),
    origin: origins.map((claim) => ({
      node_id: claim.about, country: claim.scope, share: claim.number, negligible: claim.flag === null ? null : claim.flag === 'negligible',
      marks: { '*': { grade: claim.grade, ...(claim.conflict ? { conflict: true } : {}), ...(claim.blank === null ? {} : { blank: claim.blank }) } }, ...usage(claim),
    })),
    observation: observations.map((claim) => ({
      indicator_id: claim.objectId, subject_kind: claim.subjectKind, subject_id: claim.about, period: claim.period, value: claim.number, unit: claim.unit,
      blank_reason: claim.blank, flag: claim.flag, conflict: claim.conflict || units(claim).size > 1, claim_id: claim.id, ...usage(claim),
    })),
  }
}

/** Each claim with its place among those on the same thing, and whether those of its period differ. */
function placeAll(live: readonly LedgerClaim[], { mergedInto, chosen }: Decisions): Placed[] {
  const all = live.map((claim) => ({ ...claim, about: claim.subjectKind === 'organisation' ? mergedInto.get(claim.subjectId) ?? claim.subjectId : claim.subjectId }))
  const thing = (claim: (typeof all)[number]) => [claim.subjectKind, claim.about, claim.predicate, claim.objectId, claim.scope, claim.predicate === 'observation' ? claim.period : ''].join('|')
  const order = (a: LedgerClaim, b: LedgerClaim) =>
    descending(a.period, b.period) || rank(a) - rank(b) || isBlank(a) - isBlank(b) || isRestricted(a) - isRestricted(b)
    || ascending(a.grade, b.grade) || descending(a.recordedAt, b.recordedAt) || a.id - b.id
  const rank = (claim: LedgerClaim) => (chosen.has(claim.id) ? 0 : 1)
  return all.map((claim) => {
    const same = all.filter((other) => thing(other) === thing(claim)).sort(order)
    const values = new Set(same.filter((other) => other.period === claim.period).map(said).filter((value) => value !== null))
    // A list's items are things of their own, each under its scope.
    return { ...claim, place: same.indexOf(claim) + 1, conflict: values.size > 1 }
  })
}

function entities(placed: readonly Placed[], kind: 'organisation' | 'node', existence: readonly string[], columns: Record<string, Column>): Row[] {
  const asked = [...Object.keys(columns), ...existence]
  const claims = placed.filter((claim) => claim.subjectKind === kind && claim.objectId === 0 && asked.includes(claim.predicate))
  return [...groups(claims, (claim) => claim.about)].flatMap(([id, about]) => {
    const row = attributes(about, existence, columns)
    return row === undefined || row.name === null ? [] : [{ [`${kind}_id`]: id, ...row }]
  })
}

function supplies(placed: readonly Placed[]): Row[] {
  const columns = Object.fromEntries(Object.entries(supplyColumns).map(([field, column]) => [supplyPrefix + field, column]))
  const claims = placed.filter((claim) => claim.subjectKind === 'organisation' && claim.objectId !== 0 && claim.predicate.startsWith('supplies'))
  return [...groups(claims, (claim) => `${claim.about} ${claim.objectId}`).values()].flatMap((about) => {
    const row = attributes(about, ['supplies'], columns)
    return row === undefined ? [] : [{ organisation_id: about[0]!.about, node_id: about[0]!.objectId, ...row }]
  })
}

/** One row of attributes, or undefined where nobody says that the thing exists. */
function attributes(about: readonly Placed[], existence: readonly string[], columns: Record<string, Column>): Row | undefined {
  const base = about.filter((claim) => existence.includes(claim.predicate))
    .sort((a, b) => isRestricted(a) - isRestricted(b) || existence.indexOf(a.predicate) - existence.indexOf(b.predicate) || a.place - b.place)[0]
  if (!base) return undefined
  const shown = about.filter((claim) => claim.place === 1 && (!isRestricted(claim) || (claim.right === base.right && claim.giver === base.giver)))
  const row: Row = {}
  for (const [predicate, column] of Object.entries(columns)) row[column.name] = valueOf(shown.filter((claim) => claim.predicate === predicate), column)
  const marks: Record<string, unknown> = { '*': { grade: base.grade } }
  for (const claim of [...shown].sort((a, b) => ascending(a.scope, b.scope))) {
    if (!claim.conflict && claim.flag === null && claim.blank === null && claim.grade === base.grade) continue
    marks[claim.predicate] = {
      grade: claim.grade, ...(claim.conflict ? { conflict: true } : {}), ...(claim.grade === 'D' ? { inferred: true } : {}),
      ...(claim.flag === 'implausible' ? { implausible: true } : {}), ...(said(claim) === null && claim.blank !== null ? { blank: claim.blank } : {}),
    }
  }
  // A public row that draws on a claim for the cluster alone is for the cluster alone.
  const right = base.right === 'public' && shown.some((claim) => claim.right === 'cluster') ? 'cluster' : base.right
  return { ...row, marks, ...usage(base), right_of_use: right }
}

function valueOf(claims: readonly Placed[], { type }: Column): unknown {
  if (type === 'list') return claims.length === 0 ? null : claims.map((claim) => claim.text!).sort(ascending).join('；')
  const claim = claims[0]
  if (!claim) return null
  if (type === 'number' || type === 'reference') return claim.number
  if (type === 'boolean') return claim.text === null ? null : claim.text === 'true'
  return claim.text
}

const usage = ({ right, giver, task }: LedgerClaim): Row => ({ right_of_use: right, giver_id: giver, task })
const said = (claim: LedgerClaim): string | null => claim.text ?? (claim.number === null ? null : String(claim.number))
const isBlank = (claim: LedgerClaim): number => Number(said(claim) === null && claim.blank !== null)
const isRestricted = (claim: LedgerClaim): number => Number(claim.right === 'centres' || claim.right === 'owner')
const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const descending = (a: string, b: string): number => ascending(b, a)

function groups<T, K>(list: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>()
  for (const one of list) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one])
  return found
}
