import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { policyEndpoints } from '../shared/contract/policies.ts'
import { groupBy } from '../shared/group.ts'
import { phaseOf } from '../shared/policies.ts'
import type { SubjectKind, Text } from '../shared/vocabulary.ts'
import { readPolicies } from './policy-view.ts'
import { compareAround, monthsAround, windowMonths } from './rules/before-after.ts'
import { tasksOf } from './rules/coverage.ts'
import type { Policy } from './rules/policy.ts'
import { readState, type Stored } from './store.ts'

type Compared = Answer<typeof policyEndpoints.comparePolicy>
type Row = { indicator: number; name: string; unit: string | null; kind: SubjectKind; subject: number; subjectName: string; period: string; value: number | null; doubtful: boolean; otherUnit: boolean }

/** How many series are shown at most. */
const seriesAtMost = 120

/** The indicators a policy names, month by month around its beginning, for the cluster, its regions and the nodes it names. */
export async function comparePolicy(tx: Tx, viewer: Viewer, item: number, today: string): Promise<Compared> {
  const stored = await readState<Policy>(tx, viewer, 'policy', item)
  const { validFrom, validTo, indicators } = stored.state
  const others = validFrom === null ? [] : await findOthers(tx, viewer, { ...stored, validFrom })
  const rows = validFrom === null || indicators.length === 0 ? [] : await readMonths(tx, viewer, stored.state, validFrom)
  const groups = [...groupBy(rows, ({ indicator, kind, subject }) => `${indicator} ${kind} ${subject}`).values()]
  const series = groups.slice(0, seriesAtMost).map((months) => seriesOf(months, { validFrom: validFrom!, validTo }))
  return { validFrom, validTo, others, series, cautions: cautionsOf({ validFrom, today, indicators: indicators.length, others: others.length, left: groups.length - series.length }) }
}

function seriesOf(months: readonly Row[], policy: { validFrom: string; validTo: string | null }): Compared['series'][number] {
  const { indicator, name, unit, kind, subject, subjectName } = months[0]!
  // A month in another unit cannot be put beside the others.
  const comparable = months.map(({ period, value, doubtful, otherUnit }) => ({ period, value: otherUnit ? null : value, doubtful, ref: `observation:${kind}:${subject}:${indicator}:${period}` }))
  return { indicator: { id: indicator, name }, unit, subject: { kind, id: subject, name: subjectName }, ...compareAround(comparable, policy) }
}

async function readMonths(tx: Tx, viewer: Viewer, { indicators, nodes, validTo }: Policy, validFrom: string): Promise<Row[]> {
  const { before, after } = monthsAround({ validFrom, validTo })
  return tx.query<Row>(sql`
    select observation.indicator_id as indicator, indicator.name, coalesce(indicator.unit, observation.unit) as unit, observation.subject_kind as kind, observation.subject_id as subject,
      coalesce(region.name, node.name, cluster.name) as "subjectName", observation.period, observation.value,
      (observation.flag is not null or observation.conflict) as doubtful, coalesce(observation.unit <> indicator.unit, false) as "otherUnit"
    from observation
    join indicator on indicator.cluster_id = observation.cluster_id and indicator.indicator_id = observation.indicator_id
    left join region on observation.subject_kind = 'region' and region.cluster_id = observation.cluster_id and region.region_id = observation.subject_id
    left join node on observation.subject_kind = 'node' and node.cluster_id = observation.cluster_id and node.node_id = observation.subject_id and ${visibleTo(viewer, 'node')}
    left join cluster on observation.subject_kind = 'cluster' and cluster.cluster_id = observation.cluster_id
    where ${visibleTo(viewer, 'observation')} and observation.retired_at is null and observation.indicator_id = any (${[...indicators]}::bigint[])
      and (observation.subject_kind in ('cluster', 'region') or (observation.subject_kind = 'node' and observation.subject_id = any (${[...nodes]}::bigint[])))
      and observation.period >= ${monthOf(before[0])} and observation.period <= ${monthOf(Math.max(before[1], after[0], after[0] + windowMonths))} and observation.period like '____-__'
    order by array_position(${[...indicators]}::bigint[], observation.indicator_id), array_position(array['cluster', 'region', 'node'], observation.subject_kind), observation.subject_id, observation.period`)
}

function monthOf(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** Other policies that began within a year of this one and name one of its indicators, or one of its tasks and nodes: what changed may be theirs. */
async function findOthers(tx: Tx, viewer: Viewer, { item, state, validFrom }: Stored<Policy> & { validFrom: string }): Promise<Compared['others']> {
  const [from, to] = [shifted(validFrom, -1), shifted(validFrom, 1)]
  return (await readPolicies(tx, viewer)).flatMap(({ item: policy, state: other }) => {
    const { title, validFrom: began } = other
    if (policy === item || began === null || began < from || began > to || phaseOf(other, { today: began, soon: began }) === 'withdrawn') return []
    const alike = other.indicators.some((one) => state.indicators.includes(one)) || (tasksOf(other).some((one) => tasksOf(state).includes(one)) && (other.nodes.length === 0 || other.nodes.some((one) => state.nodes.includes(one))))
    return alike ? [{ policy, title, validFrom: began }] : []
  })
}

function shifted(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
}

type About = { validFrom: string | null; today: string; indicators: number; others: number; left: number }

function cautionsOf({ validFrom, today, indicators, others, left }: About): Text[] {
  const said: [boolean, string, string][] = [
    [true, '前后之差只是描述，不能说明政策起了作用：同一时期还有别的变化。', 'The difference describes; it does not say that the policy did it: other things changed in the same months.'],
    [indicators === 0, '这项政策没有列出指标。', 'The policy names no indicator.'],
    [validFrom === null, '没有起始日期，分不出前后。', 'It has no date of beginning, so there is no before and after.'],
    [validFrom !== null && validFrom > today, '政策尚未生效。', 'The policy is not in force yet.'],
    [others > 0, `前后一年内另有 ${others} 项政策涉及同样的指标或环节。`, `Within a year of it ${others === 1 ? 'another policy' : `${others} other policies`} began for the same indicators or nodes.`],
    [left > 0, `另有 ${left} 条序列未列出。`, `${left} more series stand here than are shown.`],
  ]
  return said.flatMap(([holds, zh, en]) => (holds ? [{ zh, en }] : []))
}
