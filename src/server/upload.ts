import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type {} from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../shared/errors.ts'
import type { UploadedFile } from './handler.ts'

/** The most that one upload may hold, all its files together. */
export const uploadLimit = 500 * 1024 * 1024
export const filesLimit = 50

/**
 * Takes the files of an upload into a folder of their own, does the work, and removes what the work has not moved away —
 * also when the caller goes away in the middle.
 */
export async function withUploads<T>(request: FastifyRequest, dataDir: string, work: (files: UploadedFile[]) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) throw notMultipart()
  if (Number(request.headers['content-length'] ?? 0) > uploadLimit * 1.01) throw tooLarge()
  const folder = path.join(incoming(dataDir), randomUUID())
  await mkdir(folder, { recursive: true })
  try {
    return await work(await receiveWhole(request, folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Removes what an earlier run left when it was killed during uploads. */
export async function clearIncoming(dataDir: string): Promise<void> {
  const left = await readdir(incoming(dataDir)).catch(() => [])
  await Promise.all(left.map((name) => rm(path.join(incoming(dataDir), name), { recursive: true, force: true })))
}

function incoming(dataDir: string): string {
  return path.join(dataDir, 'incoming')
}

/** A caller who hangs up ends the receiving, whatever the parser still waits for. */
async function receiveWhole(request: FastifyRequest, folder: string): Promise<UploadedFile[]> {
  const { raw } = request
  const abort = new AbortController()
  const gone = new Promise<never>((_resolve, reject) => {
    const onClose = (): void => {
      if (raw.complete || raw.readableEnded) return
      abort.abort()
      reject(cutShort())
    }
    if (raw.destroyed) onClose()
    else raw.once('close', onClose)
  })
  const receiving = receive(request, folder, abort.signal)
  try {
    return await Promise.race([receiving, gone])
  } catch (error) {
    throw isCutShort(error) ? cutShort() : error
  } finally {
    // Whichever of the two came second has nobody to tell.
    gone.catch(() => undefined)
    receiving.catch(() => undefined)
  }
}

async function receive(request: FastifyRequest, folder: string, signal: AbortSignal): Promise<UploadedFile[]> {
  const files: UploadedFile[] = []
  const counter = { bytes: 0 }
  for await (const part of request.parts()) {
    if (part.type !== 'file') continue
    const file = path.join(folder, String(files.length))
    const hash = createHash('sha256')
    const before = counter.bytes
    await pipeline(part.file, measuring(counter, (piece) => hash.update(piece)), createWriteStream(file), { signal })
    if (part.file.truncated) throw tooLarge()
    files.push({ name: nameOf(part.filename), path: file, bytes: counter.bytes - before, sha256: hash.digest('hex') })
  }
  if (files.length === 0) throw noFile()
  return files
}

function measuring(counter: { bytes: number }, see: (piece: Buffer) => void): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      counter.bytes += piece.length
      if (counter.bytes > uploadLimit) return done(tooLarge())
      see(piece)
      done(null, piece)
    },
  })
}

/** The parser's own complaints have neither a code of the framework nor one of the system, such as for a full disk. */
function isCutShort(error: unknown): boolean {
  if (error instanceof AppError || !(error instanceof Error)) return false
  return !('code' in error) || error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}

/** The name as the user knows it: no folders, no control characters. */
function nameOf(given: string | undefined): string {
  const name = (given ?? '').split(/[/\\]/).at(-1)?.replace(/\p{Cc}/gu, '').trim().slice(-300)
  return name ? name : 'file'
}

function notMultipart(): AppError {
  return new AppError('invalid-request', { zh: '请以 multipart/form-data 上传文件。', en: 'Upload files as multipart/form-data.' })
}

function noFile(): AppError {
  return new AppError('invalid-request', { zh: '上传中没有文件。请选择至少一个文件。', en: 'There is no file in the upload. Choose at least one.' })
}

function cutShort(): AppError {
  return new AppError('invalid-request', { zh: '上传的内容不完整。请重新上传。', en: 'The upload is incomplete. Upload it again.' })
}

function tooLarge(): AppError {
  return new AppError('too-large', { zh: '一次上传不能超过 500 MB。请拆分文件，或用命令行 polycenter import 导入。', en: 'An upload may hold 500 MB. Split the files, or use polycenter import on the server itself.' })
}
