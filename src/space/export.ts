import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { demand, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { AppError } from '../shared/errors.ts'
import { ownRecipe } from '../shared/own-sheets.ts'
import { factSheets } from './facts.ts'
import { choiceLine, choices, claimLine, claims, pairs, sourceLine, sources, things } from './ledger.ts'
import { writeProv } from './prov.ts'
import { linesOf } from './rows.ts'
import { openSink, writeRows, type Column, type FileInfo } from './writer.ts'

export const manifestName = 'manifest.json'

/** What an export says of itself. */
export const manifestSchema = z.object({
  format: z.literal('polycenter-export'), version: z.literal(1), madeAt: z.string(),
  cluster: z.object({ id: z.string(), name: z.string(), nameEn: z.string().nullable(), regionCode: z.string().nullable(), operator: z.number().nullable() }),
  files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.number(), rows: z.number() })),
})
export type Manifest = z.output<typeof manifestSchema>

export type ExportOptions = { now: Date; onProgress?: (done: number, total: number) => void }

/**
 * Writes what the viewer may see of a cluster into a folder: the facts as sheets, the claims and sources behind them, their
 * provenance, and a manifest with the hash of each file. Run it in one transaction of one moment.
 */
export async function exportCluster(tx: Tx, viewer: Viewer, folder: string, { now, onProgress }: ExportOptions): Promise<Manifest> {
  demand(viewer, 'analyst')
  await refuseOccupied(folder)
  await mkdir(folder, { recursive: true })
  const cluster = await clusterOf(tx, viewer)
  const steps: (() => Promise<Record<string, FileInfo>>)[] = [
    ...factSheets.map((sheet) => () => writeRows(folder, { json: `facts/${sheet.kind}.jsonl`, csv: `${sheet.kind}.csv` }, sheet.columns, linesOf(tx, sheet.query(viewer)))),
    ...factSheets.map((sheet) => () => writeText(folder, `recipes/${sheet.kind}.json`, `${JSON.stringify(ownRecipe(sheet.kind), null, 2)}\n`)),
    () => writeRows(folder, { json: 'ledger/claims.jsonl', csv: 'ledger/claims.csv' }, keysOf(claimLine), linesOf(tx, claims(viewer))),
    () => writeRows(folder, { json: 'ledger/sources.jsonl', csv: 'ledger/sources.csv' }, keysOf(sourceLine), linesOf(tx, sources(viewer))),
    () => writeRows(folder, { json: 'ledger/choices.jsonl', csv: 'ledger/choices.csv' }, keysOf(choiceLine), linesOf(tx, choices(viewer))),
    () => writeLines(folder, 'ledger/things.jsonl', linesOf(tx, things(viewer))),
    () => writeLines(folder, 'ledger/pairs.jsonl', linesOf(tx, pairs(viewer))),
    () => writeProv(tx, viewer, folder),
  ]
  const files: Record<string, FileInfo> = {}
  for (const [n, step] of steps.entries()) {
    onProgress?.(n, steps.length)
    Object.assign(files, await step())
  }
  const manifest: Manifest = { format: 'polycenter-export', version: 1, madeAt: now.toISOString(), cluster, files }
  await writeFile(path.join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

async function clusterOf(tx: Tx, viewer: Viewer): Promise<Manifest['cluster']> {
  const rows = await tx.query<Manifest['cluster']>(sql`
    select cluster_id as id, name, name_en as "nameEn", region_code as "regionCode", operator_id as operator from cluster where cluster_id = ${viewer.cluster}`)
  if (rows[0]) return rows[0]
  throw new AppError('not-found', { zh: `没有集群“${viewer.cluster}”。`, en: `There is no cluster "${viewer.cluster}".` })
}

async function writeText(folder: string, name: string, text: string): Promise<Record<string, FileInfo>> {
  const sink = await openSink(folder, name)
  await sink.line(text)
  return { [name]: await sink.close() }
}

async function writeLines(folder: string, name: string, lines: AsyncIterable<string>): Promise<Record<string, FileInfo>> {
  const sink = await openSink(folder, name)
  for await (const line of lines) await sink.line(`${line}\n`)
  return { [name]: await sink.close() }
}

function keysOf(line: z.ZodObject): Column[] {
  return Object.keys(line.shape).map((key) => ({ key, title: key }))
}

/** An earlier export is written over; anything else that lies there stays as it is, and the export goes elsewhere. */
async function refuseOccupied(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (entries.length === 0 || (await findManifest(folder))) return
  throw new AppError('already-exists', {
    zh: `文件夹 ${folder} 中有别的文件。为免混在一起，请用 --out 指定一个不存在或空的文件夹。`,
    en: `${folder} holds other files. So that nothing is mixed up, name a missing or empty folder with --out.`,
  })
}

/** The manifest of an export, undefined where the folder is none. */
export async function findManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readFile(path.join(folder, manifestName), 'utf8').catch(() => undefined)
  const read = text === undefined ? undefined : manifestSchema.safeParse(valueOf(text))
  return read?.data
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
