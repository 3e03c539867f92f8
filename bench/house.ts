import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { systemViewer, type Viewer } from '../src/access/viewer.ts'
import type { Db, Tx } from '../src/db/db.ts'
import { openDb } from '../src/db/open.ts'
import { sql } from '../src/db/sql.ts'
import { keepOriginal } from '../src/intake/files/originals.ts'
import type { ImportRequest } from '../src/intake/import.ts'
import { previewTables } from '../src/intake/preview.ts'
import { readWorkbook } from '../src/intake/reading/read.ts'
import { shippedRecipes } from '../src/intake/recipes/index.ts'
import { makeCluster } from '../test/support/cluster.ts'

/** A house of its own for one bench: the embedded database in a temporary folder, with one empty cluster. */
export type House = { db: Db; dataDir: string; viewer: Viewer; /** Nothing has been loaded yet. */ fresh: boolean; close: () => Promise<void> }

/** Opens a house; everything in it is gone after `close`, unless it stands in a folder that was asked for: that one stays for the next time. */
export async function openHouse(keptIn?: string): Promise<House> {
  const dataDir = keptIn ?? mkdtempSync(path.join(os.tmpdir(), 'polycenter-bench-'))
  const fresh = keptIn === undefined || !existsSync(keptIn)
  mkdirSync(dataDir, { recursive: true })
  const db = await openDb({ dataDir, migrationsDir: path.resolve('migrations') })
  const viewer = fresh ? await makeCluster(db, 'bench') : systemViewer('bench')
  return {
    db, dataDir, viewer, fresh,
    close: async () => {
      await db.close()
      if (keptIn === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const folder = path.resolve('../shared/data/ckg_a_share')

/** The files of the A-share chain graph, or undefined where they are missing. */
export function aShareFiles(): string[] | undefined {
  const files = ['product.json', 'product_product.jsonl', 'company.json', 'company_product.jsonl', 'stock_basic.csv'].map((name) => path.join(folder, name))
  return files.every((file) => existsSync(file)) ? files : undefined
}

/** What a person would send to import these files: each sheet by the recipe that recognises it, good rows only. */
export async function requestFor({ dataDir }: House, files: readonly string[]): Promise<ImportRequest> {
  const request: ImportRequest = { files: [], choice: 'good-rows', supersede: false, dryRun: false }
  for (const file of files) {
    const original = await keepOriginal(dataDir, file, path.basename(file))
    const workbook = await readWorkbook(await readFile(file), { name: original.name })
    const previews = workbook.sheets.flatMap((sheet) => previewTables(sheet, { name: original.name }, shippedRecipes))
    request.files.push({ file: original.sha256, name: original.name, fixes: [], sheets: previews.map(({ sheet, table, recipe }) => ({ sheet, table, recipe: recipe! })) })
  }
  return request
}

/** CPU seconds that a process and its children have used, and the most memory each of them had at once, as the system counts them. */
export function usageOf(pid: number): { cpu: number; peak: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  return { cpu: ticks / 100, peak }
}

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((one) => one.trim() !== '').map(Number)
}

/** Lets a database tell of every statement that took longer than `least` milliseconds, and what the server worked for it. */
export function speak(db: Db, least: number): void {
  const over = async (tx: Tx): Promise<Tx> => {
    const pid = await backendOf(tx)
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const start = performance.now()
      const { cpu } = usageOf(pid)
      const result = await work()
      const took = performance.now() - start
      const worked = (usageOf(pid).cpu - cpu) * 1000
      if (took >= least) console.log(`  ${took.toFixed(0).padStart(6)} ms ${worked.toFixed(0).padStart(6)} ms CPU  ${what.replace(/\s+/g, ' ').trim().slice(0, 110)}`)
      return result
    }
    return {
      ...tx,
      query: (q) => timed(q.text, () => tx.query(q)),
      exec: (text) => timed(text, () => tx.exec(text)),
      copyIn: (target, rows) => timed(`copy ${target}`, () => tx.copyIn(target, rows)),
      copyText: (target, pieces) => timed(`copy ${target}`, () => tx.copyText(target, pieces)),
    }
  }
  const { transaction } = db
  db.transaction = (work, options) => transaction(async (tx) => work(await over(tx)), options)
}

/** The process that serves a transaction. */
export async function backendOf(tx: Tx): Promise<number> {
  return (await tx.query<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid
}
