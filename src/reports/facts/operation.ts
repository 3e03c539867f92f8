import { visibleTo, type Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import { findRegion } from '../../registry/codes/region.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { groupBy } from '../../shared/group.ts'
import { monthAfter } from '../../shared/period.ts'
import { isAdditive } from './additive.ts'

/** A region, or the cluster itself, on which indicators are observed. */
export type Place = { kind: 'region' | 'cluster'; id: number; name: Text }
/** One observation with the claim it follows from. */
export type Reading = { value: number | null; unit: string | null; blank: string | null; implausible: boolean; conflict: boolean; claim: number; period: string }
export type Readings = { now?: Reading; month?: Reading; year?: Reading }
/** A place with what it reported of one indicator. */
export type Series = { place: Place; readings: Readings }
export type IndicatorFacts = {
  id: number
  name: string
  unit: string | null
  additive: boolean
  /** One for each city of the cluster, whether it reported or not. */
  cities: Series[]
  /** The province, counties or the cluster itself, where they were reported too: shown, never added. */
  others: Series[]
}
export type OperationFacts = {
  months: { now: string; month: string; year: string }
  /** The cities of the cluster: those that reported any monthly indicator within the last thirteen months. */
  cities: { place: Place; claim: number }[]
  indicators: IndicatorFacts[]
}

type Row = {
  indicator: number; name: string; kind: 'region' | 'cluster'; id: number; region: string | null; period: string
  value: number | null; unit: string | null; blank: string | null; flag: string | null; conflict: boolean; claim: number
}

/** The month's observations of cities, with those of the month before and of the same month a year before. */
export async function readOperation(tx: Tx, viewer: Viewer, period: string): Promise<OperationFacts> {
  const months = { now: period, month: monthAfter(period, -1), year: monthAfter(period, -12) }
  const seen = await tx.query<{ id: number; region: string | null; claim: number }>(sql`
    select distinct on (observation.subject_id) observation.subject_id as id, region.name as region, observation.claim_id as claim
    from observation left join region on region.cluster_id = observation.cluster_id and region.region_id = observation.subject_id
    where ${visibleTo(viewer, 'observation')} and observation.retired_at is null and observation.subject_kind = 'region'
      and observation.period ~ '^[0-9]{4}-[0-9]{2}$' and observation.period between ${months.year} and ${period}
    order by observation.subject_id, observation.period desc, observation.claim_id`)
  const level = commonLevel(seen.map(({ id }) => id))
  const cities = seen.filter(({ id }) => levelOf(id) === level).map(({ id, region, claim }) => ({ place: placeOf('region', id, region), claim })).sort((a, b) => a.place.id - b.place.id)
  return { months, cities, indicators: indicatorsOf(await readRows(tx, viewer, months), cities.map(({ place }) => place), months) }
}

function readRows(tx: Tx, viewer: Viewer, months: OperationFacts['months']): Promise<Row[]> {
  return tx.query<Row>(sql`
    select observation.indicator_id as indicator, indicator.name, observation.subject_kind as kind, observation.subject_id as id, region.name as region, observation.period,
      observation.value, observation.unit, observation.blank_reason as blank, observation.flag, observation.conflict, observation.claim_id as claim
    from observation
    join indicator on indicator.cluster_id = observation.cluster_id and indicator.indicator_id = observation.indicator_id
    left join region on region.cluster_id = observation.cluster_id and region.region_id = observation.subject_id and observation.subject_kind = 'region'
    where ${visibleTo(viewer, 'observation')} and ${visibleTo(viewer, 'indicator')} and observation.retired_at is null
      and observation.subject_kind in ('region', 'cluster') and observation.period = any (${Object.values(months)}::text[])
    order by observation.indicator_id, observation.subject_kind desc, observation.subject_id, observation.period`)
}

function indicatorsOf(rows: readonly Row[], cities: readonly Place[], months: OperationFacts['months']): IndicatorFacts[] {
  // An indicator that last came a year ago is no longer one of the month; one that came last month and not this one is missing.
  const recent = new Set(rows.filter(({ period }) => period !== months.year).map(({ indicator }) => indicator))
  return [...groupBy(rows, ({ indicator }) => indicator)].filter(([id]) => recent.has(id)).map(([id, own]) => {
    const unit = commonUnit(own)
    const { name } = own[0]!
    const series = groupBy(own, (row) => `${row.kind}:${row.id}`)
    const of = (place: Place): Series => ({ place, readings: readingsOf(series.get(`${place.kind}:${place.id}`) ?? [], months) })
    const others = [...series.values()].map(([first]) => placeOf(first!.kind, first!.id, first!.region)).filter((place) => !cities.some((city) => place.kind === 'region' && city.id === place.id))
    return { id, name, unit, additive: isAdditive(name, unit), cities: cities.map(of), others: others.map(of) }
  })
}

function readingsOf(rows: readonly Row[], months: OperationFacts['months']): Readings {
  const at = (period: string): Reading | undefined => {
    const row = rows.find((one) => one.period === period)
    return row && { value: row.value, unit: row.unit, blank: row.blank, implausible: row.flag === 'implausible', conflict: row.conflict, claim: row.claim, period }
  }
  return { now: at(months.now), month: at(months.month), year: at(months.year) }
}

/** The unit most values are given in; what is given in another is shown and not compared. */
function commonUnit(rows: readonly Row[]): string | null {
  const counts = new Map<string | null, number>()
  for (const { unit, value } of rows) if (value !== null) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

function placeOf(kind: Place['kind'], id: number, name: string | null): Place {
  if (kind === 'cluster') return { kind, id, name: { zh: '集群', en: 'Cluster' } }
  const region = id > 0 ? findRegion(String(id)) : undefined
  const zh = name ?? region?.name ?? String(id)
  return { kind, id, name: { zh, en: region?.english ?? zh } }
}

type Level = 'city' | 'county' | 'province'
const municipalities = new Set([110000, 120000, 310000, 500000])

/** A place without a code is a city since dissolved or renamed. */
function levelOf(id: number): Level {
  if (id < 0 || municipalities.has(id)) return 'city'
  if (id % 10_000 === 0) return 'province'
  return id % 100 === 0 ? 'city' : 'county'
}

/** The level most places are of: a province and its cities are never added to each other. */
function commonLevel(ids: readonly number[]): Level {
  const count = (level: Level): number => ids.filter((id) => levelOf(id) === level).length
  const levels: Level[] = ['city', 'county', 'province']
  return levels.reduce((best, level) => (count(level) > count(best) ? level : best))
}
