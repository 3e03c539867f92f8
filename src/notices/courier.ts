import { asSystem } from '../access/scopes.ts'
import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Mailer } from './mailer.ts'
import { postDigests } from './post.ts'
import { deliverWebhooks } from './webhooks.ts'

export type CourierOptions = {
  mailer: Mailer | undefined
  baseUrl: () => string
  now: () => Date
  /** Whether webhooks may call this machine. */
  allowInside: boolean
  onFailure: (error: unknown) => void
  /** Milliseconds between two rounds. */
  pace?: number
}

export type Courier = { /** One round through all clusters. */ round(): Promise<void>; close(): Promise<void> }

/** Goes round the clusters every minute: digests that are due, webhooks that have not been told. Several servers may each have one. */
export function openCourier(db: Db, { mailer, baseUrl, now, allowInside, onFailure, pace = 60_000 }: CourierOptions): Courier {
  let going: Promise<void> | undefined
  let isClosed = false

  async function visit(cluster: string): Promise<void> {
    if (mailer) await postDigests(db, cluster, { mailer, baseUrl: baseUrl(), now: now() })
    await deliverWebhooks(db, cluster, { baseUrl: baseUrl(), now: now(), allowInside })
  }
  async function visitAll(): Promise<void> {
    const clusters = await asSystem(db, (tx) => tx.query<{ cluster: string }>(sql`select cluster_id as cluster from cluster order by cluster_id`))
    for (const { cluster } of clusters) if (!isClosed) await visit(cluster).catch(onFailure)
  }
  const round = (): Promise<void> => (going ??= visitAll().catch(onFailure).finally(() => { going = undefined }))
  const timer = setInterval(() => void round(), pace).unref()
  return {
    round,
    async close() {
      isClosed = true
      clearInterval(timer)
      await going
      mailer?.close()
    },
  }
}
