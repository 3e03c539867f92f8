import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Writes a file beside its place and moves it there when it is whole, so that a broken-off command leaves none behind. */
export async function writeFileFrom(out: string, content: Readable): Promise<{ file: string; bytes: number }> {
  const file = path.resolve(out)
  const draft = `${file}.${process.pid}.part`
  await mkdir(path.dirname(file), { recursive: true })
  try {
    await pipeline(content, createWriteStream(draft))
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  return { file, bytes: (await stat(file)).size }
}
