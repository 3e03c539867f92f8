import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { FormFile } from '../analysis/file-form.ts'
import { readInWorker } from '../intake/reading/read-in-worker.ts'
import { AppError } from '../shared/errors.ts'

/** A file of a stand-alone analysis as cells: the first sheet of whatever intake can read. */
export async function readFormFile(file: string, signal: AbortSignal): Promise<FormFile> {
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) throw new AppError('not-found', { zh: `没有文件“${file}”。请检查路径。`, en: `There is no file “${file}”. Check the path.` })
  const name = path.basename(file)
  const { sheets } = await readInWorker(path.resolve(file), { name }, { signal })
  return { name, rows: sheets[0]?.rows ?? [], ...(sheets[0] ? { rowNumbers: sheets[0].rowNumbers } : {}) }
}
