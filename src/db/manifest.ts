import { z } from 'zod'
import { AppError } from '../shared/errors.ts'
import { measure, readArchive, type PartInfo } from './archive.ts'

/** What stands last in a backup: what is in it, so that a broken or foreign file is told before anything is touched. */
export type Manifest = z.infer<typeof manifestSchema>

export const manifestName = 'manifest.json'

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/)
const part = z.object({ bytes: z.number().int().nonnegative(), sha256: z.string().length(64) })
const manifestSchema = z.object({
  format: z.literal('polycenter-backup'),
  version: z.literal(1),
  madeAt: z.string(),
  migrations: z.array(z.object({ number: z.number().int(), name: z.string(), sha256: z.string() })),
  tables: z.array(z.object({ name, columns: z.array(name).min(1), rows: z.number().int().nonnegative() })),
  sequences: z.array(z.object({ name, last: z.number().int(), called: z.boolean() })),
  parts: z.record(z.string(), part),
})

/** The name of a part of a table's rows. */
export function tablePart(table: string, n: number): string {
  return `tables/${table}/${String(n).padStart(6, '0')}.copy`
}

/** The table whose rows a part holds, undefined for other parts. */
export function tableOf(partName: string): string | undefined {
  return /^tables\/([a-z_][a-z0-9_]*)\/\d+\.copy$/.exec(partName)?.[1]
}

/** The path below `files/` that a part holds, undefined for other parts. Never leads out of the folder. */
export function fileOf(partName: string): string | undefined {
  const found = /^files\/(.+)$/.exec(partName)?.[1]
  const safe = found?.split('/').every((step) => step !== '' && step !== '.' && step !== '..')
  return safe === true && !found?.includes('\\') && !found?.includes('\0') ? found : undefined
}

/** Reads a backup to its end and compares everything in it with its manifest. */
export async function verifyBackup(file: string): Promise<Manifest> {
  const seen = new Map<string, PartInfo>()
  let manifest: Manifest | undefined
  try {
    for await (const { name: partName, content } of readArchive(file)) {
      if (manifest) throw new Error(`${partName} stands behind the manifest`)
      if (partName === manifestName) manifest = manifestSchema.parse(JSON.parse(await textOf(content)))
      else if (seen.has(partName) || (tableOf(partName) ?? fileOf(partName)) === undefined) throw new Error(`unexpected part ${partName}`)
      else seen.set(partName, await measure(content))
    }
  } catch (error) {
    if (isMissing(error)) throw notThere(file)
    throw invalidBackup(file, error instanceof z.ZodError ? 'its manifest is not valid' : messageOf(error))
  }
  if (!manifest) throw invalidBackup(file, 'it has no manifest')
  compare(file, manifest, seen)
  return manifest
}

export function invalidBackup(file: string, reason: string): AppError {
  return new AppError('backup-invalid', {
    zh: `${file} 不是完好的 Polycenter 备份（${reason}）。没有改动任何数据；请换一份备份。`,
    en: `${file} is not a sound backup of Polycenter: ${reason}. Nothing was changed; take another backup.`,
  })
}

function compare(file: string, { parts, tables }: Manifest, seen: ReadonlyMap<string, PartInfo>): void {
  for (const [partName, { bytes, sha256 }] of Object.entries(parts)) {
    const found = seen.get(partName)
    if (!found) throw invalidBackup(file, `${partName} is missing`)
    if (found.bytes !== bytes || found.sha256 !== sha256) throw invalidBackup(file, `${partName} was altered`)
  }
  const listed = new Set(tables.map((table) => table.name))
  for (const partName of seen.keys()) {
    if (!Object.hasOwn(parts, partName)) throw invalidBackup(file, `${partName} is not in its manifest`)
    const table = tableOf(partName)
    if (table !== undefined && !listed.has(table)) throw invalidBackup(file, `${partName} belongs to no table`)
  }
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'EISDIR'].includes(String(error.code))
}

function notThere(file: string): AppError {
  return new AppError('not-found', { zh: `无法读取文件 ${file}。请检查路径和权限。`, en: `The file ${file} cannot be read. Check the path and the rights.` })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
