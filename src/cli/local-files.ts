import { stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../shared/errors.ts'
import type { LocalFile } from './operations.ts'

/** The files as named; a folder or something that is not there is refused before anything is read. */
export async function localFiles(named: readonly string[]): Promise<LocalFile[]> {
  const files: LocalFile[] = []
  for (const name of named) {
    const found = await stat(name).catch(() => undefined)
    if (!found?.isFile()) throw noFile(name, found !== undefined)
    files.push({ path: path.resolve(name), name: path.basename(name) })
  }
  return files
}

function noFile(name: string, isFolder: boolean): AppError {
  return isFolder
    ? new AppError('invalid-request', { zh: `“${name}”是文件夹。请给出其中的文件，如 ${name}/*.csv。`, en: `“${name}” is a folder. Name the files in it, such as ${name}/*.csv.` })
    : new AppError('not-found', { zh: `没有文件“${name}”。请检查路径。`, en: `There is no file “${name}”. Check the path.` })
}
