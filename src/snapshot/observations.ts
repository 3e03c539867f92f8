import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { matrixOf, type Matrix } from '../kernels/matrix.ts'
import { englishNames } from '../registry/regions.ts'
import { frequencyOf, type Frequency } from '../shared/period.ts'
import type { SubjectKind } from '../shared/vocabulary.ts'
import { openColumns } from './columns.ts'
import { copyRows } from './copy-rows.ts'
import { usable, type Scope } from './usable.ts'

/** `english`: what a region is called in English, where the table of regions knows it. */
export type Subject = { kind: SubjectKind; id: number; name: string | null; english?: string }

/** Observations, a row each in the order of indicator, subject, period; numbers point into the lists. NaN: blank, with a reason in the ledger. */
export type Observations = {
  count: number
  indicators: { id: number; name: string; unit: string | null }[]
  subjects: Subject[]
  periods: string[]
  indicator: Int32Array
  subject: Int32Array
  period: Int32Array
  value: Float64Array
}

export async function readObservations(tx: Tx, scope: Scope): Promise<Observations> {
  const indicators = await tx.query<{ id: number; name: string; unit: string | null }>(sql`
    select indicator_id as id, name, unit from indicator where ${usable(scope, 'indicator')} order by indicator_id`)
  const place = new Map(indicators.map(({ id }, n) => [id, n]))
  const subjects = await readSubjects(tx, scope)
  const subjectPlace = new Map(subjects.map(({ kind, id }, n) => [`${kind}${id}`, n]))
  const c = openColumns()
  await copyRows(tx, sql`
    select indicator_id, subject_kind, subject_id, period, value from observation
    where ${usable(scope, 'observation')} and retired_at is null order by indicator_id, subject_kind, subject_id, period`, (row) => {
    const indicator = place.get(Number(row[0]))
    const subject = subjectPlace.get(`${row[1]}${row[2]}`)
    if (indicator === undefined || subject === undefined) return
    c.value('indicator', indicator)
    c.value('subject', subject)
    c.named('period', row[3]!)
    c.number('value', row[4]!)
  })
  const period = c.names('period')
  return {
    count: period.numbers.length, indicators, subjects, periods: period.list, indicator: c.integers('indicator'), subject: c.integers('subject'),
    period: period.numbers, value: c.floats('value'),
  }
}

/** What is observed on anything. Organisations that were merged into others speak through those. */
async function readSubjects(tx: Tx, scope: Scope): Promise<Subject[]> {
  const subjects = await tx.query<Subject>(sql`
    select asked.kind, asked.id, coalesce(organisation.name, node.name, region.name, cluster.name) as name
    from (select distinct subject_kind as kind, subject_id as id from observation where ${usable(scope, 'observation')} and retired_at is null) as asked
    left join organisation on asked.kind = 'organisation' and organisation.organisation_id = asked.id and ${usable(scope, 'organisation')}
    left join node on asked.kind = 'node' and node.node_id = asked.id and ${usable(scope, 'node')}
    left join region on asked.kind = 'region' and region.cluster_id = ${scope.cluster} and region.region_id = asked.id
    left join cluster on asked.kind = 'cluster' and cluster.cluster_id = ${scope.cluster}
    where organisation.merged_into is null
    order by asked.kind, asked.id`)
  const english = englishNames()
  return subjects.map((subject) => (subject.kind === 'region' && subject.name !== null && subject.name in english ? { ...subject, english: english[subject.name]! } : subject))
}

/** One indicator as subjects × periods, NaN where nothing is observed. `subjects` number `observations.subjects`. */
export type Panel = { indicator: number; subjects: number[]; periods: string[]; values: Matrix }

/** The panel of an indicator (its number in `indicators`), of one kind of subject and one length of period. */
export function panelOf(observations: Observations, asked: { indicator: number; kind: SubjectKind; frequency: Frequency }): Panel {
  const rows: number[] = []
  for (let row = 0; row < observations.count; row++) {
    if (observations.indicator[row] !== asked.indicator || observations.subjects[observations.subject[row]!]!.kind !== asked.kind) continue
    if (frequencyOf(observations.periods[observations.period[row]!]!) === asked.frequency) rows.push(row)
  }
  const subjects = [...new Set(rows.map((row) => observations.subject[row]!))].sort((a, b) => a - b)
  const numbers = [...new Set(rows.map((row) => observations.period[row]!))].sort((a, b) => a - b)
  const values = matrixOf(subjects.length, numbers.length, new Float64Array(subjects.length * numbers.length).fill(NaN))
  const subjectAt = new Map(subjects.map((subject, n) => [subject, n]))
  const periodAt = new Map(numbers.map((period, n) => [period, n]))
  for (const row of rows) values.values[subjectAt.get(observations.subject[row]!)! * numbers.length + periodAt.get(observations.period[row]!)!] = observations.value[row]!
  return { indicator: asked.indicator, subjects, periods: numbers.map((n) => observations.periods[n]!), values }
}
