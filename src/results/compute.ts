import { setTimeout as wait } from 'node:timers/promises'
import type { Definition } from '../analysis/define.ts'
import type { SectionName, SnapshotOf } from '../snapshot/sections.ts'
import type { Content } from './content.ts'
import { keyOf, type Host } from './host.ts'
import { countParts, getParts, openShards, putPart, type RunId } from './runs.ts'
import type { AnalysisTask, Planned } from './tasks.ts'

export type ComputeOptions = { signal: AbortSignal; onProgress: (done: number, total: number) => void; run: RunId }

/** How often, in milliseconds, the leader of a run looks how far others are. */
const lookEvery = 250

/** Computes an analysis in the threads of this host and, where there is a queue, of others; answers the result as it is kept. */
export async function computeOn(host: Host, definition: Definition, { snapshot, parameters }: { snapshot: SnapshotOf<SectionName>; parameters: Record<string, unknown> }, options: ComputeOptions): Promise<Content> {
  const { signal, onProgress } = options
  const shared = { key: `snapshot ${snapshot.id}`, value: snapshot }
  const ask = (task: AnalysisTask): Promise<unknown> => host.pool.run({ task, shared, urgent: true, signal, onProgress })
  const asked = { analysis: definition.id, parameters }
  if (definition.compute) return (await ask({ kind: 'compute', ...asked })) as Content
  const planned = (await ask({ kind: 'plan', ...asked })) as Planned
  await computeShards(host, { definition, snapshot: snapshot.id, planned }, options)
  return (await ask({ kind: 'combine', ...asked, parts: await getParts(host.db, options.run) })) as Content
}

type Work = { definition: Definition; snapshot: string; planned: Planned }

async function computeShards(host: Host, { definition, snapshot, planned }: Work, options: ComputeOptions): Promise<void> {
  const { run, onProgress } = options
  const { input, shards } = planned
  const missing = await openShards(host.db, run, { version: definition.version, snapshot, shards, ...(host.queue ? { input } : {}) })
  onProgress(shards - missing.length, shards)
  if (missing.length === 0) return
  if (host.queue) await follow(host, shards, missing, options)
  else await computeHere(host, { analysis: definition.id, planned, missing }, options)
}

/** Puts the shards into the queue and waits until hosts have computed them all; this one is one of them. */
async function follow({ db, queue }: Host, shards: number, missing: readonly number[], { run, signal, onProgress }: ComputeOptions): Promise<void> {
  await queue!.add(missing.map((shard) => ({ ...run, shard })))
  for (;;) {
    const ready = await countParts(db, run)
    onProgress(ready, shards)
    if (ready === shards) return
    const reason = await queue!.findGivenUp(run.run)
    if (reason !== undefined) throw new Error(`A shard was given up: ${reason}`)
    await wait(lookEvery, undefined, { signal })
  }
}

/** All shards in the threads of this host, each part kept as soon as it is there. */
async function computeHere({ id, db, pool }: Host, { analysis, planned, missing }: { analysis: string; planned: Planned; missing: readonly number[] }, { run, signal, onProgress }: ComputeOptions): Promise<void> {
  const shared = { key: keyOf(run.run), value: planned.input }
  const left = missing.values()
  let ready = planned.shards - missing.length
  const pull = async (): Promise<void> => {
    for (const shard of left) {
      const part = await pool.run({ task: { kind: 'shard', analysis, shard }, shared, signal })
      await putPart(db, run, shard, { part, host: id })
      onProgress(++ready, planned.shards)
    }
  }
  await Promise.all(Array.from({ length: pool.size }, pull))
}
