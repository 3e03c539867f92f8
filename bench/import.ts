/**
 * What an import costs beside a bare COPY of the claims it makes, as ratios of one run on one engine.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/import.js [--steps]
 *
 * Reads the A-share chain graph in ../shared/data; says so and ends where it is missing. `--steps` names the slow statements.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Db, Tx } from '../src/db/db.ts'
import { withOwner } from '../src/db/open.ts'
import { sql } from '../src/db/sql.ts'
import { importFiles, type ImportRequest } from '../src/intake/import.ts'
import { aShareFiles, backendOf, childrenOf, openHouse, requestFor, speak, usageOf, type House } from './house.ts'

type Cost = { seconds: number; serverCpu: number }
type ImportCost = Cost & { nodeCpu: number; claims: number; changes: number; nodePeak: number; readerPeak: number; serverPeak: number; longestBlock: number }

const files = aShareFiles()
if (files) await compare(files)
else console.log('The A-share chain graph is not in ../shared/data: nothing measured.')

async function compare(files: readonly string[]): Promise<void> {
  const house = await openHouse()
  if (process.argv.includes('--steps')) speak(house.db, 100)
  try {
    const request = await requestFor(house, files)
    const first = await measureImport(house, request)
    const second = await measureImport(house, request)
    const claims = await claimsOf(house)
    const indexed = await measureCopy(house.db, claims, true)
    const bare = await measureCopy(house.db, claims, false)
    report(first, second, indexed, bare)
  } finally {
    await house.close()
  }
}

async function measureImport(house: House, request: ImportRequest): Promise<ImportCost> {
  const { db } = house
  let server: { pid: number; cpu: number } | undefined
  const { transaction } = db
  db.transaction = (work, options) => transaction(async (tx) => {
    const pid = await backendOf(tx)
    server ??= { pid, cpu: usageOf(pid).cpu }
    return work(tx)
  }, options)
  const readers = watchReaders()
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const before = process.cpuUsage()
  const start = performance.now()
  const result = await importFiles(db, house.dataDir, house.viewer, request)
  const seconds = (performance.now() - start) / 1000
  db.transaction = transaction
  const own = process.cpuUsage(before)
  delay.disable()
  const read = readers.end()
  const used = usageOf(server!.pid)
  return {
    seconds, serverCpu: used.cpu - server!.cpu, nodeCpu: (own.user + own.system) / 1e6 + read.cpu, claims: result.claims,
    changes: result.created + result.changed + result.retired + result.questions,
    nodePeak: process.resourceUsage().maxRSS * 1024, readerPeak: read.peak, serverPeak: used.peak, longestBlock: delay.max / 1e6,
  }
}

/** Watches the processes that read files; the database server, our child as well, was there before. */
function watchReaders(): { end: () => { cpu: number; peak: number } } {
  const before = new Set(childrenOf(process.pid))
  const seen = new Map<number, { cpu: number; peak: number }>()
  const sampling = setInterval(() => {
    for (const pid of childrenOf(process.pid)) if (!before.has(pid)) note(seen, pid)
  }, 50)
  return {
    end: () => {
      clearInterval(sampling);
      const all = [...seen.values()]
      return { cpu: all.reduce((sum, one) => sum + one.cpu, 0), peak: Math.max(0, ...all.map((one) => one.peak)) }
    },
  }
}

function note(seen: Map<number, { cpu: number; peak: number }>, pid: number): void {
  try {
    const { cpu, peak } = usageOf(pid)
    // One that has ended but is not yet gone has no memory any more.
    seen.set(pid, { cpu, peak: Math.max(peak, seen.get(pid)?.peak ?? 0) })
  } catch {
    // It has ended between being listed and being looked at.
  }
}

/** The claims of the cluster as COPY gives them. */
function claimsOf({ db, viewer }: House): Promise<Buffer[]> {
  return withOwner(db, (owner) => owner.transaction(async (tx) => {
    const pieces: Buffer[] = []
    for await (const piece of tx.copyOut(sql`select * from claim where cluster_id = ${viewer.cluster} order by claim_id`)) pieces.push(piece)
    return pieces
  }))
}

/** Copies the claims into a bare table of the same columns, with the indexes of the ledger or without any; the quickest of three. */
async function measureCopy(db: Db, claims: readonly Buffer[], indexed: boolean): Promise<Cost> {
  return withOwner(db, async (owner) => {
    const costs: Cost[] = []
    for (let turn = 0; turn < 3; turn++) {
      await owner.exec(`create table bare_claim (like claim ${indexed ? 'including all' : ''})`)
      const start = performance.now()
      const serverCpu = await owner.transaction((tx) => copy(tx, claims))
      costs.push({ seconds: (performance.now() - start) / 1000, serverCpu })
      await owner.exec('drop table bare_claim; checkpoint')
    }
    return costs.sort((a, b) => a.seconds - b.seconds)[0]!
  })
}

async function copy(tx: Tx, claims: readonly Buffer[]): Promise<number> {
  const pid = await backendOf(tx)
  const { cpu } = usageOf(pid)
  await tx.copyText('bare_claim', (async function* () { yield* claims })())
  return usageOf(pid).cpu - cpu
}

function report(first: ImportCost, second: ImportCost, indexed: Cost, bare: Cost): void {
  const ratio = (a: number, b: number): number => Math.round((a / b) * 100) / 100
  const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)
  console.table({
    'first import': shown(first), 'second import': shown(second), 'COPY of its claims, same indexes': shown(indexed), 'COPY of its claims, no index': shown(bare),
  })
  console.log(JSON.stringify({
    claims: first.claims, claimsOfSecond: second.claims, changesOfSecond: second.changes,
    importToCopy: ratio(first.seconds, indexed.seconds), importToCopyWithoutIndex: ratio(first.seconds, bare.seconds),
    serverCpuToCopy: ratio(first.serverCpu, indexed.serverCpu), nodeCpuToCopy: ratio(first.nodeCpu, indexed.serverCpu),
    secondToFirst: ratio(second.seconds, first.seconds),
    peakMegabytes: { node: megabytes(second.nodePeak), reader: megabytes(first.readerPeak), server: megabytes(Math.max(first.serverPeak, second.serverPeak)) },
    longestBlockMilliseconds: Math.round(Math.max(first.longestBlock, second.longestBlock)),
  }, null, 2))
}

function shown(cost: Cost & { nodeCpu?: number }): Record<string, string> {
  return { seconds: cost.seconds.toFixed(2), 'server CPU': cost.serverCpu.toFixed(2), 'node CPU': cost.nodeCpu?.toFixed(2) ?? '' }
}
