import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { ledgerEndpoints } from '../shared/contract/ledger.ts'
import { claimColumns, claimJoins, nameOf, viewOf, type ClaimRow } from './evidence.ts'
import { objectKindOf, refOf } from './refs.ts'
import { ruleOrder, standingResolution } from './rule.ts'

type Conflicts = Answer<typeof ledgerEndpoints.listConflicts>
type Key = Pick<ClaimRow, 'subjectKind' | 'subjectId' | 'predicate' | 'objectId' | 'period' | 'scope'>
type Asked = { offset: number; limit: number; field?: string; subject?: number }

/** Whoever was merged into one is one: their claims stand beside those of the whole. */
const whole: Sql = sql`coalesce(organisation.merged_into, claim.subject_id)`
const withWhole: Sql = sql`
  left join organisation on claim.subject_kind = 'organisation' and organisation.cluster_id = claim.cluster_id and organisation.organisation_id = claim.subject_id`

/** What a claim says, its unit with it: the same number in another unit is another statement. */
const said: Sql = sql`coalesce(claim.value_text, claim.value_number::text) || coalesce(' ' || claim.unit, '')`

/** What several standing claims say different things of: \`subject_kind, subject_id, predicate, object_id, period, scope\`. */
function contestedKeys(viewer: Viewer, condition: Sql = empty): Sql {
  return sql`
    select claim.subject_kind, ${whole} as subject_id, claim.predicate, claim.object_id, claim.period, claim.scope
    from claim ${withWhole}
    where ${visibleTo(viewer, 'claim')} and claim.ended_at is null ${condition}
    group by 1, 2, 3, 4, 5, 6
    having min(${said}) <> max(${said})`
}

/** The claims that stand beside others that say something else, each with \`whole_id\`, whom it is about. */
export function contestedClaims(viewer: Viewer): Sql {
  return sql`
    select claim.*, ${whole} as whole_id from claim ${withWhole}
    where ${visibleTo(viewer, 'claim')} and claim.ended_at is null
      and (claim.subject_kind, ${whole}, claim.predicate, claim.object_id, claim.period, claim.scope) in (${contestedKeys(viewer)})`
}

/** Values of which several claims stand that say different things, each with its claims side by side, the chosen one first; and how many there are of each field. */
export async function listConflicts(tx: Tx, viewer: Viewer, { offset, limit, field, subject }: Asked): Promise<Conflicts> {
  const [kind, predicate] = field?.split(':') ?? []
  const found = await tx.query<{ fields: Conflicts['fields']; keys: Key[] }>(sql`
    with contested as materialized (${contestedKeys(viewer, subject === undefined ? empty : sql`and ${whole} = ${subject}`)})
    select
      (select coalesce(json_agg(counted order by counted.count desc, counted."subjectKind", counted.predicate), '[]')
        from (select subject_kind as "subjectKind", predicate, count(*) as count from contested group by 1, 2) as counted) as fields,
      (select coalesce(json_agg(paged), '[]') from (
        select subject_kind as "subjectKind", subject_id as "subjectId", predicate, object_id as "objectId", period, scope from contested
        ${field === undefined ? empty : sql`where subject_kind = ${kind ?? ''} and predicate = ${predicate ?? ''}`}
        order by subject_kind, subject_id, predicate, object_id, period, scope offset ${offset} limit ${limit}) as paged) as keys`)
  const { fields, keys } = found[0]!
  const total = fields.filter((one) => field === undefined || field === `${one.subjectKind}:${one.predicate}`).reduce((sum, { count }) => sum + count, 0)
  return { total, fields, items: await sideBySide(tx, viewer, keys) }
}

async function sideBySide(tx: Tx, viewer: Viewer, keys: readonly Key[]): Promise<Conflicts['items']> {
  const rows = await tx.query<ClaimRow & { n: number }>(sql`
    select asked.n, ${claimColumns}, resolution.resolution_id as resolution, null as reason, null as person, null as "madeAt", coalesce(resolution.claim_id = claim.claim_id, false) as personal
    from ${askedOf(keys)} ${partsOf(viewer)}
    join claim on claim.cluster_id = ${viewer.cluster} and claim.subject_id = part.id and claim.subject_kind = asked.kind and claim.predicate = asked.predicate
      and claim.object_id = asked.object and claim.period = asked.period and claim.scope = asked.scope and claim.ended_at is null
    ${claimJoins} ${standingResolution}
    where ${visibleTo(viewer, 'claim')}
    order by asked.n, ${ruleOrder}`)
  const names = await nameOf(tx, viewer, keys.flatMap((key) => [{ kind: key.subjectKind, id: key.subjectId }, { kind: objectKindOf(key.predicate), id: key.objectId }]))
  const claims = keys.map((): ClaimRow[] => [])
  for (const row of rows) claims[row.n]!.push(row)
  return keys.map((key, n) => {
    const beside = claims[n]!
    return {
      ref: refOf(key), subjectKind: key.subjectKind, subjectId: key.subjectId, subject: names[2 * n] ?? `${key.subjectKind} ${key.subjectId}`,
      predicate: key.predicate, object: names[2 * n + 1] ?? null, period: key.period,
      by: beside[0]?.personal ? 'person' as const : 'rule' as const, claims: beside.map((row, place) => viewOf(row, place === 0)),
    }
  })
}

/** Of claims on these keys, the ones by which values are what they are: of observations in each period, of anything else in the latest. */
export async function chosenAmong(tx: Tx, viewer: Viewer, keys: readonly Key[]): Promise<ReadonlySet<number>> {
  const rows = await tx.query<{ id: number }>(sql`
    select distinct on (asked.n) claim.claim_id as id
    from ${askedOf(keys)} ${partsOf(viewer)}
    join claim on claim.cluster_id = ${viewer.cluster} and claim.subject_id = part.id and claim.subject_kind = asked.kind and claim.predicate = asked.predicate
      and claim.object_id = asked.object and (claim.period = asked.period or claim.predicate <> 'observation') and claim.scope = asked.scope and claim.ended_at is null
    ${standingResolution}
    where ${visibleTo(viewer, 'claim')}
    order by asked.n, claim.period desc, ${ruleOrder}`)
  return new Set(rows.map(({ id }) => id))
}

function askedOf(keys: readonly Key[]): Sql {
  return sql`
    unnest(${keys.map((_, n) => n)}::int[], ${keys.map((key) => key.subjectKind)}::text[], ${keys.map((key) => key.subjectId)}::bigint[], ${keys.map((key) => key.predicate)}::text[],
      ${keys.map((key) => key.objectId)}::bigint[], ${keys.map((key) => key.period)}::text[], ${keys.map((key) => key.scope)}::text[]) as asked (n, kind, subject, predicate, object, period, scope)`
}

/** `part`: everybody who was merged with the one asked about, and that one. */
function partsOf(viewer: Viewer): Sql {
  return sql`
    cross join lateral (
      select asked.subject as id
      union
      select other.organisation_id from organisation as other
      join organisation as self on self.cluster_id = other.cluster_id and self.organisation_id = asked.subject
      where asked.kind = 'organisation' and other.cluster_id = ${viewer.cluster}
        and (other.organisation_id = self.merged_into or other.merged_into = coalesce(self.merged_into, self.organisation_id))) as part`
}
