import { stat } from 'node:fs/promises'
import path from 'node:path'
import { localOperator } from '../access/operator.ts'
import { asViewer } from '../access/viewer.ts'
import type { ImportResult } from '../shared/contract/intake.ts'
import { keysOf, sheetKinds } from '../shared/vocabulary.ts'
import { findManifest, type Manifest } from '../space/export.ts'
import { hashOf } from '../space/read.ts'
import { takeExport } from '../space/take.ts'
import { openBeside } from './beside.ts'
import type { Io } from './command.ts'

export type FoundExport = { folder: string; manifest: Manifest }

/**
 * The export that the files of a command are: its folder, or all of its sheets as they were written. A sheet that was changed, or
 * one alone, is a list like any other.
 */
export async function findExport(named: readonly string[]): Promise<FoundExport | undefined> {
  const folders = new Set(await Promise.all(named.map(folderOf)))
  const [folder] = folders
  if (folder === undefined || folders.size > 1) return undefined
  const manifest = await findManifest(folder)
  if (!manifest) return undefined
  if (named.length === 1 && path.resolve(named[0]!) === folder) return { folder, manifest }
  const given = new Set(named.map((name) => path.relative(folder, path.resolve(name))))
  for (const kind of keysOf(sheetKinds)) {
    const sheet = `${kind}.csv`
    if (!given.has(sheet) || (await hashOf(path.join(folder, sheet))) !== manifest.files[sheet]?.sha256) return undefined
  }
  return { folder, manifest }
}

async function folderOf(name: string): Promise<string> {
  const found = await stat(name).catch(() => undefined)
  return found?.isDirectory() ? path.resolve(name) : path.dirname(path.resolve(name))
}

/** Thrown to take a trial back: the transaction must not commit. */
class DryRun extends Error {}

/** Takes an export in whole, in one transaction. */
export async function takeFound(io: Pick<Io, 'dataDir' | 'url' | 'say' | 'signal' | 'onEnd' | 'progress'>, cluster: string, { folder, manifest }: FoundExport, dryRun: boolean): Promise<ImportResult> {
  io.say({
    zh: `${folder} 是集群“${manifest.cluster.name}”于 ${manifest.madeAt} 的导出：连同主张与来源一并导入。`,
    en: `${folder} is the export of the cluster "${manifest.cluster.name}" of ${manifest.madeAt}: it is taken in whole, claims and sources too.`,
  })
  const { db } = await openBeside(io)
  const viewer = await localOperator(db, cluster, new Date())
  io.progress(0, null, { zh: '正在导入……', en: 'Importing…' })
  let result: ImportResult | undefined
  try {
    await asViewer(db, viewer, async (tx) => {
      result = await takeExport(tx, viewer, folder, manifest)
      if (dryRun) throw new DryRun()
    }, { signal: io.signal })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return dryRun ? { ...result!, import: null, dryRun } : result!
}
