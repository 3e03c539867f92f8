import { sql, type Sql } from '../db/sql.ts'

/**
 * Who holds the posts of a cluster on a day, or stands in for who does, as one value of a query: `Holding[]`. The charter's rows that name
 * a post are resolved with it. An organisation that was merged is looked through to the one that stands.
 */
export function holdingsOn(cluster: string, today: string): Sql {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('post', span.item_id, 'organisation', coalesce(kept.organisation_id, span.organisation_id), 'name', kept.name) order by span.item_id, span.seat), '[]'::jsonb)
    from post_span as span
    left join organisation as own on own.cluster_id = span.cluster_id and own.organisation_id = span.organisation_id
    left join organisation as kept on kept.cluster_id = span.cluster_id and kept.organisation_id = coalesce(own.merged_into, own.organisation_id)
    where span.cluster_id = ${cluster} and span.organisation_id is not null and ${today}::date between span.from_date and span.until_date)`
}
