/**
 * Systemic risk of 100,000 firms with 400,000 links in full, the way a person asks for it: loaded from sheets, started as a job and followed,
 * on one and on two threads of one process; then by three `polycenter worker` processes over PostgreSQL, one of which is killed halfway.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && npm run build && node dist-bench/bench/systemic-job.js [folder that keeps the data] [--firms n] [--on 1,2,workers]
 *
 * Wall-clock seconds, the most memory the process had at once, and a hash of the result, which has to be the same however it was computed.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { asViewer, systemViewer } from '../src/access/viewer.ts'
import { sql } from '../src/db/sql.ts'
import { load } from '../src/intake/load/load.ts'
import { createJobs } from '../src/jobs/jobs.ts'
import { openHost, type HostOptions } from '../src/results/host.ts'
import { ask } from '../src/results/run.ts'
import { startRun } from '../src/results/start.ts'
import { getKept } from '../src/results/store.ts'
import type { JobState } from '../src/shared/contract/intake.ts'
import { sheetOf, usual } from '../test/support/cluster.ts'
import { killHolding, startWorker } from '../test/support/workers.ts'
import { generateFirms } from './generate-firms.ts'
import { openHouse, usageOf, type House } from './house.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { firms: { type: 'string', default: '100000' }, on: { type: 'string', default: '1,2,workers' } } })
const house = await openHouse(positionals[0])
try {
  if (house.fresh) await loadFirms(house, Number(values.firms))
  for (const on of values.on.split(',')) await (on === 'workers' ? measureWorkers(house) : measure(house, `${on} threads`, { shared: false, threads: Number(on) }))
} finally {
  await house.close()
}

async function loadFirms({ db, viewer }: House, firms: number): Promise<void> {
  const { industries, suppliers, customers, volumes } = generateFirms(1, { firms, links: 4 * firms, industries: 89 })
  const named = (n: number): string => `企业${n}（虚构）`
  await asViewer(db, systemViewer(viewer.cluster), (tx) => tx.query(sql`update cluster set operator_id = 1 where cluster_id = ${viewer.cluster}`))
  await load(db, viewer, {
    ...usual, sheets: [
      sheetOf('organisations', Array.from(industries, (industry, n) => ({ code: `E${n}`, name: named(n), industry: String(1000 + industry) }))),
      sheetOf('links', Array.from(volumes, (volume, e) => ({ supplierCode: `E${suppliers[e]}`, supplier: named(suppliers[e]!), customerCode: `E${customers[e]}`, customer: named(customers[e]!), volume }))),
      sheetOf('nodes', [{ code: 'N', name: '环节' }]),
      sheetOf('supplies', [{ providerCode: 'E0', provider: named(0), nodeCode: 'N' }]),
    ],
  })
}

/** Runs it in full and says what it took; `meanwhile` may see to other processes while it runs. */
async function measure({ db, viewer }: House, name: string, options: HostOptions, meanwhile: (halfway: () => Promise<void>, status: () => JobState['status']) => Promise<void> = async () => undefined): Promise<void> {
  const jobs = createJobs({ now: () => new Date() })
  const host = await openHost(db, options)
  await asViewer(db, viewer, (tx) => tx.query(sql`delete from result where cluster_id = ${viewer.cluster}`))
  const asked = await ask(db, viewer, 'systemic-risk', { settled: 'none' })
  const begun = performance.now()
  const { job } = await startRun({ db, jobs, host: async () => host }, viewer, asked)
  let reached = (): void => undefined
  const halfway = new Promise<void>((resolve) => (reached = resolve))
  const other = meanwhile(() => halfway, () => jobs.get(viewer, job).status)
  for await (const { status, done, total, result, error } of jobs.watch(viewer, job)) {
    if (total !== null && done > total / 2) reached()
    if (status === 'failed' || status === 'cancelled') throw new Error(error?.message.en ?? status)
    if (status !== 'done') continue
    const seconds = (performance.now() - begun) / 1000
    await other
    const kept = await asViewer(db, viewer, (tx) => getKept(tx, viewer, (result as { result: number }).result))
    console.log(`ESRI in full as a job, ${name}: ${seconds.toFixed(0)} s, ${total} shards, ${kept.result.tables[0]!.rows.length} firms, at most ${(usageOf(process.pid).peak / 2 ** 20).toFixed(0)} MB, result ${kept.head.sha256.slice(0, 16)}`)
  }
  await jobs.close()
  await host.close()
}

async function measureWorkers(house: House): Promise<void> {
  const workers = await Promise.all([1, 2, 3].map((n) => startWorker(house.db, path.join(house.dataDir, `worker-${n}`))))
  await measure(house, 'three workers, one of them killed halfway', { shared: true, threads: 1 }, async (halfway, status) => {
    await halfway()
    await killHolding(house.db, workers[0]!, status)
  })
  for (const worker of workers.slice(1)) {
    console.log(`  a worker: at most ${(usageOf(worker.pid!).peak / 2 ** 20).toFixed(0)} MB`)
    worker.kill('SIGTERM')
  }
}
