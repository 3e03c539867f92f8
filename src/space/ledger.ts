import { z } from 'zod'
import { visibleTo, type Viewer } from '../access/viewer.ts'
import { sql, type Sql } from '../db/sql.ts'
import { grades, governanceTasks, keysOf, rights, sheetKinds } from '../shared/vocabulary.ts'
import { objectOf } from './rows.ts'

/** The ledger of an export: what its files hold, a line each. Written by the queries below, checked when it is taken in. */

const id = z.number().int()
const text = z.string().nullable()
/** Words of the house, which staging takes for such without a look: predicates and columns. */
const word = z.string().regex(/^[A-Za-z][A-Za-z0-9.]{0,99}$/)

export const claimLine = z.object({
  claim: id, subjectKind: z.enum(['organisation', 'node', 'region', 'cluster', 'indicator', 'country']), subject: id, subjectName: text, predicate: word,
  object: id, objectName: text, period: z.string(), scope: z.string(), text, number: z.number().nullable(), blankReason: text, unit: text, flag: text,
  grade: z.enum(keysOf(grades)), right: z.enum(keysOf(rights)), task: z.enum(keysOf(governanceTasks)), giver: id.nullable(), source: id,
  sheet: text, row: id.nullable(), column: word.nullable(), import: id.nullable(), recordedAt: z.string(), endedAt: text, endReason: text, supersededBy: id.nullable(),
})
export type ClaimLine = z.output<typeof claimLine>

export const sourceLine = z.object({
  source: id, kind: z.enum(['file', 'url', 'form', 'computation']), name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/).nullable(), bytes: id.nullable(), url: text,
  giver: id.nullable(), giverName: text, grade: z.enum(keysOf(grades)), right: z.enum(keysOf(rights)), task: z.enum(keysOf(governanceTasks)),
  sheets: z.array(z.object({ sheet: z.string(), kind: z.enum(keysOf(sheetKinds)), recipe: z.string(), headings: z.string() })),
  recordedAt: z.string(), recordedBy: text, withdrawnAt: text, withdrawnReason: text,
})
export type SourceLine = z.output<typeof sourceLine>

/** Everything that claims speak of, with the codes and names by which it is recognised. */
export const thingLine = z.object({
  kind: z.enum(['organisation', 'node', 'indicator', 'country', 'region']), id, name: text, code: text, unit: text, mergedInto: id.nullable(),
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string(), label: text })),
})
export type ThingLine = z.output<typeof thingLine>

export const choiceLine = z.object({
  claim: id, subjectKind: z.string(), subject: id, predicate: z.string(), object: id, period: z.string(), scope: z.string(), text, number: z.number().nullable(),
  reason: z.string(), person: text, madeAt: z.string(),
})
export type ChoiceLine = z.output<typeof choiceLine>

export const pairLine = z.object({ left: id, right: id, score: z.number(), reasons: z.unknown(), status: z.enum(['open', 'same', 'different', 'later']) })
export type PairLine = z.output<typeof pairLine>

export const importLine = z.object({ import: id, account: id.nullable(), by: text, recordedAt: z.string(), files: z.unknown() })

/** Claims, the most recent first and of one moment in their order: taken in as they stand, the rule chooses the same ones again. */
export function claims(viewer: Viewer): Sql {
  const name = (what: string): Sql => what === 'subject'
    ? sql`coalesce(organisation.name, node.name, indicator.name, region.name, cluster.name)`
    : sql`coalesce(object_indicator.name, object_organisation.name, object_node.name)`
  const fields = {
    claim: sql`claim.claim_id`, subjectKind: sql`claim.subject_kind`, subject: sql`claim.subject_id`, subjectName: name('subject'), predicate: sql`claim.predicate`,
    object: sql`claim.object_id`, objectName: name('object'), period: sql`claim.period`, scope: sql`claim.scope`, text: sql`claim.value_text`, number: sql`claim.value_number`,
    blankReason: sql`claim.blank_reason`, unit: sql`claim.unit`, flag: sql`claim.flag`, grade: sql`claim.grade`, right: sql`claim.right_of_use`, task: sql`claim.task`,
    giver: sql`claim.giver_id`, source: sql`claim.source_id`, sheet: sql`claim.sheet`, row: sql`claim.row_number`, column: sql`claim.column_name`, import: sql`claim.import_id`,
    recordedAt: sql`claim.recorded_at`, endedAt: sql`claim.ended_at`, endReason: sql`claim.end_reason`, supersededBy: sql`claim.superseded_by`,
  }
  return sql`
    select ${objectOf(fields)}
    from claim
    left join organisation on claim.subject_kind = 'organisation' and organisation.cluster_id = claim.cluster_id and organisation.organisation_id = claim.subject_id
    left join node on claim.subject_kind = 'node' and node.cluster_id = claim.cluster_id and node.node_id = claim.subject_id
    left join indicator on claim.subject_kind = 'indicator' and indicator.cluster_id = claim.cluster_id and indicator.indicator_id = claim.subject_id
    left join region on claim.subject_kind = 'region' and region.cluster_id = claim.cluster_id and region.region_id = claim.subject_id
    left join cluster on claim.subject_kind = 'cluster' and cluster.cluster_id = claim.cluster_id
    left join indicator as object_indicator on claim.predicate = 'observation' and object_indicator.cluster_id = claim.cluster_id and object_indicator.indicator_id = claim.object_id
    left join organisation as object_organisation on claim.predicate like 'sells%' and object_organisation.cluster_id = claim.cluster_id and object_organisation.organisation_id = claim.object_id
    left join node as object_node on claim.predicate <> 'observation' and claim.predicate not like 'sells%' and object_node.cluster_id = claim.cluster_id and object_node.node_id = claim.object_id
    where ${visibleTo(viewer, 'claim')}
    order by claim.recorded_at desc, claim.claim_id`
}

/** What each claim came from, by number alone: provenance asks for nothing else, several times. */
export type Descent = { claim: number; source: number; import: number | null; supersededBy: number | null; recordedAt: string }

export function descents(viewer: Viewer): Sql {
  const fields = { claim: sql`claim.claim_id`, source: sql`claim.source_id`, import: sql`claim.import_id`, supersededBy: sql`claim.superseded_by`, recordedAt: sql`claim.recorded_at` }
  return sql`select ${objectOf(fields)} from claim where ${visibleTo(viewer, 'claim')} order by claim.claim_id`
}

export function sources(viewer: Viewer): Sql {
  const fields = {
    source: sql`source.source_id`, kind: sql`source.kind`, name: sql`source.name`, sha256: sql`source.sha256`, bytes: sql`source.bytes`, url: sql`source.url`,
    giver: sql`source.giver_id`, giverName: sql`giver_name(source.cluster_id, source.giver_id)`, grade: sql`source.grade`, right: sql`source.right_of_use`, task: sql`source.task`, sheets: sql`source.sheets`,
    recordedAt: sql`source.recorded_at`, recordedBy: sql`account.name`, withdrawnAt: sql`source.withdrawn_at`, withdrawnReason: sql`source.withdrawn_reason`,
  }
  return sql`
    select ${objectOf(fields)} from source left join account on account.account_id = source.recorded_by
    where ${visibleTo(viewer, 'source')} order by source.source_id`
}

export function things({ cluster }: Viewer): Sql {
  const identifiers = sql`(
    select coalesce(json_agg(json_build_object('scheme', scheme, 'value', value, 'label', label) order by scheme, value), '[]')
    from identifier where identifier.cluster_id = ${cluster} and identifier.entity_kind = thing.kind and identifier.entity_id = thing.id)`
  const fields = {
    kind: sql`thing.kind`, id: sql`thing.id`, name: sql`coalesce(organisation.name, node.name, indicator.name, region.name)`, code: sql`region.code`, unit: sql`indicator.unit`,
    mergedInto: sql`organisation.merged_into`, identifiers,
  }
  return sql`
    select ${objectOf(fields)}
    from (
      select entity_kind as kind, entity_id as id from identifier where cluster_id = ${cluster}
      union select 'organisation', organisation_id from organisation where cluster_id = ${cluster}
      union select 'node', node_id from node where cluster_id = ${cluster}
      union select 'indicator', indicator_id from indicator where cluster_id = ${cluster}
      union select 'region', region_id from region where cluster_id = ${cluster}) as thing
    left join organisation on thing.kind = 'organisation' and organisation.cluster_id = ${cluster} and organisation.organisation_id = thing.id
    left join node on thing.kind = 'node' and node.cluster_id = ${cluster} and node.node_id = thing.id
    left join indicator on thing.kind = 'indicator' and indicator.cluster_id = ${cluster} and indicator.indicator_id = thing.id
    left join region on thing.kind = 'region' and region.cluster_id = ${cluster} and region.region_id = thing.id
    order by thing.kind, thing.id`
}

/** The choices of persons that stand. */
export function choices(viewer: Viewer): Sql {
  const fields = {
    claim: sql`claim.claim_id`, subjectKind: sql`claim.subject_kind`, subject: sql`claim.subject_id`, predicate: sql`claim.predicate`, object: sql`claim.object_id`,
    period: sql`claim.period`, scope: sql`claim.scope`, text: sql`claim.value_text`, number: sql`claim.value_number`, reason: sql`resolution.reason`, person: sql`account.name`, madeAt: sql`resolution.made_at`,
  }
  return sql`
    select ${objectOf(fields)}
    from resolution
    join claim on claim.cluster_id = resolution.cluster_id and claim.claim_id = resolution.claim_id and ${visibleTo(viewer, 'claim')} and claim.ended_at is null
    left join account on account.account_id = resolution.account_id
    where resolution.cluster_id = ${viewer.cluster} and resolution.undone_at is null
    order by resolution.resolution_id`
}

/** Pairs of organisations that were asked about, and what was answered. */
export function pairs({ cluster }: Viewer): Sql {
  return sql`
    select ${objectOf({ left: sql`left_id`, right: sql`right_id`, score: sql`score`, reasons: sql`reasons`, status: sql`status` })}
    from question where cluster_id = ${cluster} order by question_id`
}

export function imports({ cluster }: Viewer): Sql {
  return sql`
    select ${objectOf({ import: sql`import.import_id`, account: sql`import.account_id`, by: sql`account.name`, recordedAt: sql`import.recorded_at`, files: sql`import.files` })}
    from import left join account on account.account_id = import.account_id
    where import.cluster_id = ${cluster} order by import.import_id`
}
