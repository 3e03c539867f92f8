import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Db } from '../../src/db/db.ts'
import { sql } from '../../src/db/sql.ts'
import { asProgramIn } from '../../src/results/runs.ts'

/** A `polycenter worker` as it is built, with one thread, ready to pull. */
export async function startWorker({ engine: { connection } }: Db, dataDir: string): Promise<ChildProcess> {
  const { host, port, database, user } = connection
  const url = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`
  const main = path.resolve('dist/cli/main.js')
  const child = spawn(process.execPath, [main, 'worker', '--threads', '1'], { env: { PATH: process.env.PATH, DATABASE_URL: url, POLYCENTER_DATA: dataDir, LANG: 'C.UTF-8' }, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout! })) if (/Ready|已就绪/.test(line)) return child
  throw new Error('The worker ended before it was ready.')
}

/** Stops a worker whenever it has pulled a shard, until it is caught with one in its hands, and kills it there. */
export async function killHolding(db: Db, worker: ChildProcess, status: () => string): Promise<void> {
  const holds = async (): Promise<boolean> => (await asProgramIn(db, '', (tx) => tx.query(sql`
    select 1 from graphile_worker.jobs join host on locked_by = any (host.worker_ids) where host.name like ${`% ${worker.pid}`}`))).length > 0
  for (;;) {
    if (await holds()) {
      worker.kill('SIGSTOP')
      if (await holds()) break
      worker.kill('SIGCONT')
    }
    if (status() === 'done') throw new Error('The run was over before the worker had pulled anything.')
  }
  worker.kill('SIGKILL')
}
