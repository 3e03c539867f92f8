import { visibleTo, type Viewer } from '../access/viewer.ts'
import { empty, identifier, sql, type Sql } from '../db/sql.ts'
import { contestedClaims } from '../ledger/conflicts.ts'
import { ruleOrder, standingResolution } from '../ledger/rule.ts'
import { predicateTitle } from '../ledger/refs.ts'
import { formatDateTime } from '../shared/format.ts'
import { actorTypes, nodeStates, tiers, type Text } from '../shared/vocabulary.ts'

/**
 * Sets of claims that are too many to be listed one by one: a figure names its set, and the claims are found again by the
 * definition. Each answers `claim_id` and `grade`, for what a viewer may see.
 */

type Parameters = Record<string, string | number>
export type ClaimSet = { name: SetName; parameters: Parameters }
type Definition = { text: (parameters: Parameters) => Text; claims: (viewer: Viewer, parameters: Parameters) => Sql }

const fields: Record<string, Sql> = { name: identifier('name'), actorType: identifier('actor_type'), tier: identifier('tier') }

/** The claims by which current organisations are what they are in one field: one claim each, the one the fact follows from. */
export function organisationClaims(viewer: Viewer, field: string, condition: Sql = empty): Sql {
  const column = sql`organisation.${fields[field]!}`
  return sql`
    select distinct on (organisation.organisation_id) claim.claim_id, claim.grade, organisation.organisation_id, ${column} as value
    from claim
    left join organisation as part on part.cluster_id = claim.cluster_id and part.organisation_id = claim.subject_id
    join organisation on organisation.cluster_id = claim.cluster_id and organisation.organisation_id = coalesce(part.merged_into, claim.subject_id)
    ${standingResolution}
    where ${visibleTo(viewer, 'claim')} and ${visibleTo(viewer, 'organisation')} and claim.subject_kind = 'organisation' and claim.predicate = ${field} and claim.object_id = 0
      and claim.ended_at is null and claim.value_text = ${column} and organisation.retired_at is null and organisation.merged_into is null ${condition}
    order by organisation.organisation_id, ${ruleOrder}`
}

/** Organisations of which nothing was claimed before a moment. */
export function firstSeenAfter(moment: string): Sql {
  return sql`and not exists (
    select 1 from claim as earlier
    where earlier.cluster_id = organisation.cluster_id and earlier.subject_kind = 'organisation' and earlier.subject_id = organisation.organisation_id
      and earlier.recorded_at < ${moment}::timestamptz)`
}

/** What the states of nodes rest on: the claims of their reasons, and of their names. A claim stands once for each state. */
export function stateClaims(viewer: Viewer, { audience, state }: Parameters): Sql {
  return sql`
    with here as materialized (
      select node_state.node_id, node_state.state, node_state.reasons from node_state
      join node on node.cluster_id = node_state.cluster_id and node.node_id = node_state.node_id and node.retired_at is null
      where node_state.cluster_id = ${viewer.cluster} and node_state.audience = ${audience} and node_state.valid_to is null ${state === 'all' ? empty : sql`and node_state.state = ${state}`}),
    behind as (
      select here.state, claim.claim_id from here
      join claim on claim.cluster_id = ${viewer.cluster} and claim.subject_kind = 'node' and claim.subject_id = here.node_id and claim.predicate = 'name' and claim.object_id = 0 and claim.ended_at is null
      union
      select here.state, id::bigint from here, jsonb_array_elements(here.reasons) as reason, jsonb_array_elements_text(reason -> 'claimIds') as id)
    select claim.claim_id, claim.grade, behind.state from claim join behind using (claim_id) where ${visibleTo(viewer, 'claim')}`
}

/** What a field of an organisation is called. */
function fieldTitle(field: string | number | undefined): Text {
  return predicateTitle('organisation', String(field))
}

/** A term of the vocabulary in words; what is none stays as it is. */
function wordOf(term: string | number | undefined): Text {
  const words: Record<string, Text> = { ...actorTypes, ...tiers, ...nodeStates }
  return words[String(term)] ?? { zh: String(term), en: String(term) }
}

const sets = {
  organisations: {
    text: ({ since }) => (since === undefined
      ? { zh: '在册主体的名称主张，每个主体一条', en: 'the claim of its name, one for each current organisation' }
      : { zh: `${formatDateTime(String(since))} 以后首次登记的主体的名称主张，每个主体一条`, en: `the claim of its name, one for each organisation first recorded since ${formatDateTime(String(since))}` }),
    claims: (viewer, { since }) => organisationClaims(viewer, 'name', since === undefined ? empty : firstSeenAfter(String(since))),
  },
  organisationsWith: {
    text: ({ field, value }) => {
      const [title, word] = [fieldTitle(field), wordOf(value)]
      return { zh: `“${title.zh}”为“${word.zh}”的主张，每个主体一条`, en: `the claims “${title.en}: ${word.en}”, one for each organisation` }
    },
    claims: (viewer, { field, value }) => organisationClaims(viewer, String(field), sql`and claim.value_text = ${value}`),
  },
  organisationsWithout: {
    text: ({ field }) => ({ zh: `没有“${fieldTitle(field).zh}”主张的主体的名称主张，每个主体一条`, en: `the claim of its name, one for each organisation without “${fieldTitle(field).en}”` }),
    claims: (viewer, { field }) => organisationClaims(viewer, 'name', sql`and organisation.${fields[String(field)]!} is null`),
  },
  nodesInState: {
    text: ({ state }) => {
      const word = state === 'all' ? { zh: '各种', en: 'any' } : wordOf(state)
      return { zh: `状态为“${word.zh}”的环节的名称主张和状态理由所依据的主张`, en: `the names of nodes in the state “${word.en}” and the claims their reasons rest on` }
    },
    claims: (viewer, parameters) => sql`select distinct claim_id, grade from (${stateClaims(viewer, parameters)}) as member`,
  },
  liveClaims: {
    text: () => ({ zh: '全部有效主张', en: 'all claims that stand' }),
    claims: (viewer) => sql`select claim.claim_id, claim.grade from claim where ${visibleTo(viewer, 'claim')} and claim.ended_at is null`,
  },
  sourcesInUse: {
    text: () => ({ zh: '每个在用来源的第一条有效主张', en: 'the first standing claim of each source in use' }),
    claims: (viewer) => sql`
      select distinct on (claim.source_id) claim.claim_id, claim.grade from claim where ${visibleTo(viewer, 'claim')} and claim.ended_at is null
      order by claim.source_id, claim.claim_id`,
  },
  rowsOfSource: {
    text: ({ source }) => ({ zh: `来源 ${source} 每一行的第一条有效主张`, en: `the first standing claim of each row of source ${source}` }),
    claims: (viewer, { source }) => sql`
      select distinct on (claim.sheet, claim.row_number) claim.claim_id, claim.grade from claim
      where ${visibleTo(viewer, 'claim')} and claim.ended_at is null and claim.source_id = ${source}
      order by claim.sheet, claim.row_number, claim.claim_id`,
  },
  conflicts: {
    text: () => ({ zh: '彼此不一致的全部有效主张', en: 'all standing claims that disagree with another' }),
    claims: (viewer) => sql`select contested.claim_id, contested.grade from (${contestedClaims(viewer)}) as contested`,
  },
  openQuestions: {
    text: () => ({ zh: '待判断的每对主体的名称主张', en: 'the names of the organisations of each open pair' }),
    claims: (viewer) => organisationClaims(viewer, 'name', sql`and exists (
      select 1 from question where question.cluster_id = organisation.cluster_id and question.status = 'open' and organisation.organisation_id in (question.left_id, question.right_id))`),
  },
  listed: {
    text: () => ({ zh: '分析结果所依据的各项事实的主张，每项事实一条', en: 'the claims of the facts that a result rests on, one for each fact' }),
    claims: (viewer, { ids }) => sql`
      select claim.claim_id, claim.grade from claim where ${visibleTo(viewer, 'claim')} and claim.claim_id = any (string_to_array(${String(ids)}, ' ')::bigint[])`,
  },
} satisfies Record<string, Definition>

export type SetName = keyof typeof sets

/** The claims of a set, as a query that answers `claim_id` and `grade`. */
export function claimsOfSet(viewer: Viewer, { name, parameters }: ClaimSet): Sql {
  return (sets[name] as Definition).claims(viewer, parameters)
}

/** What a set is, in words. */
export function describeSet({ name, parameters }: ClaimSet): Text {
  return (sets[name] as Definition).text(parameters)
}

