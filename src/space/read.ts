import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { z } from 'zod'
import { AppError } from '../shared/errors.ts'
import { explainIssues } from '../shared/issues.ts'
import type { Text } from '../shared/vocabulary.ts'
import type { Manifest } from './export.ts'

/** The lines of a file of an export, each checked; one that is wrong is told by its number. */
export async function* readLines<S extends z.ZodType>(folder: string, name: string, schema: S): AsyncGenerator<z.output<S>> {
  const lines = createInterface({ input: createReadStream(path.join(folder, name)), crlfDelay: Infinity })
  let n = 0
  for await (const line of lines) {
    n++
    if (line.trim() === '') continue
    const read = schema.safeParse(valueOf(line))
    if (!read.success) throw wrongLine(name, n, explainIssues(read.error.issues, valueOf(line), 1))
    yield read.data
  }
}

/** Refuses an export whose files are not those of its manifest. */
export async function verifyFiles(folder: string, manifest: Manifest, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const wanted = manifest.files[name]
    if (!wanted || (await hashOf(path.join(folder, name))) !== wanted.sha256) throw changedFile(folder, name)
  }
}

/** The hash of a file, undefined where there is none. */
export async function hashOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  return hash.digest('hex')
}

function valueOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function wrongLine(name: string, line: number, fault: Text): AppError {
  return new AppError('file-broken', {
    zh: `导出文件 ${name} 的第 ${line} 行无法读取（${fault.zh}）。请重新导出。`,
    en: `Line ${line} of ${name} in the export cannot be read (${fault.en}). Export it again.`,
  }, { file: name, line })
}

function changedFile(folder: string, name: string): AppError {
  return new AppError('file-broken', {
    zh: `导出文件夹 ${folder} 中的 ${name} 缺失或已被改动。请重新导出；若要导入改动后的表格，请逐个给出文件。`,
    en: `${name} in the export ${folder} is missing or was changed. Export again; to import sheets you have changed, name them one by one.`,
  }, { file: name })
}
