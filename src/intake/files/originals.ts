import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../shared/errors.ts'

/** An original as it was given, kept by the hash of its bytes. */
export type Original = { sha256: string; name: string; bytes: number; path: string }

/** Keeps a file that is on this disk already under the hash of its bytes; the same bytes are kept once. With `move` the file itself goes. */
export async function keepOriginal(dataDir: string, from: string, name: string, { move = false, hash = undefined as string | undefined } = {}): Promise<Original> {
  const sha256 = hash ?? await hashOf(from)
  const { size } = await stat(from)
  const to = originalPath(dataDir, sha256)
  await mkdir(path.dirname(to), { recursive: true })
  if (!(await exists(to))) {
    const part = `${to}.${process.pid}.part`
    if (move) await rename(from, part).catch(() => copyFile(from, part))
    else await copyFile(from, part)
    // A name that appears whole or not at all, even if the machine stops here.
    await link(part, to).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'EEXIST') throw error })
    await rm(part, { force: true })
  }
  if (move) await rm(from, { force: true })
  return { sha256, name, bytes: size, path: to }
}

/** The kept original of a hash, or a refusal that says to send it again. */
export async function findOriginal(dataDir: string, sha256: string, name: string): Promise<Original> {
  const at = originalPath(dataDir, sha256)
  const found = await stat(at).catch(() => undefined)
  if (!found) throw new AppError('not-found', { zh: `文件“${name}”不在本机。请重新上传。`, en: `The file “${name}” is not kept here. Send it again.` })
  return { sha256, name, bytes: found.size, path: at }
}

/** Where the original of a hash stands. */
export function originalPath(dataDir: string, sha256: string): string {
  return path.join(dataDir, 'files', sha256.slice(0, 2), sha256)
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(() => true, () => false)
}
