import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { localOperator, localPerson } from '../access/operator.ts'
import { openDb } from '../db/open.ts'
import { openAuditLog } from '../governance/audit-log.ts'
import { createJobs } from '../jobs/jobs.ts'
import { completeSearch } from '../registry/complete-search.ts'
import { lazyHost } from '../results/lazy-host.ts'
import { audited } from '../server/audited.ts'
import { check, type Parts } from '../server/check.ts'
import type { Context, FileAnswer, SessionCookie, UploadedFile } from '../server/handler.ts'
import { handlers } from '../server/handlers/index.ts'
import { contract, type EndpointName } from '../shared/contract/index.ts'
import type { Endpoint } from '../shared/contract/endpoint.ts'
import { AppError } from '../shared/errors.ts'
import type { Io } from './command.ts'
import type { LocalFile, Operations } from './operations.ts'

/** A terminal has no cookie. */
const noSession: SessionCookie = { token: undefined, start: () => undefined, end: () => undefined }

/** The contract in this process: the server's own handlers, called by the local operator on a database that is ours for the command. */
export async function openLocal({ dataDir, url, say, signal }: Pick<Io, 'dataDir' | 'url' | 'say' | 'signal'>): Promise<Operations> {
  const db = await openDb({ dataDir, url, onProgress: say })
  await completeSearch(db, say).catch(async (error: unknown) => {
    await db.close()
    throw error
  })
  const now = (): Date => new Date()
  const jobs = createJobs({ now, onFailure: (error) => console.error(error) })
  const { host, closeHost } = lazyHost(db, { onFailure: (error) => console.error(error) })
  const log = openAuditLog(db, { onFailure: (error) => console.error(error) })
  const context: Context = { db, dataDir, files: path.join(dataDir, 'files'), jobs, host, now, baseUrl: 'http://127.0.0.1:4100' }

  async function run(name: EndpointName, given: Parts, uploads?: UploadedFile[]): Promise<unknown> {
    const endpoint: Endpoint = contract[name]
    const handler = handlers[name] as ((request: object) => Promise<unknown>) | undefined
    if (!handler) throw notServed(name)
    const parts = check(endpoint, given)
    const viewer = await viewerFor(endpoint, parts)
    return audited(log, { name, endpoint, params: parts.params, query: parts.query, viewer, at: now() }, (actsFor) => handler({ ...parts, uploads, viewer, context, session: noSession, actsFor, signal }))
  }

  async function viewerFor({ access }: Endpoint, { params }: Parts): Promise<object> {
    if (access === 'anyone' || access === 'account') return localPerson(db)
    return localOperator(db, (params as { cluster: string }).cluster, now())
  }

  async function* events(name: EndpointName, given: Parts): AsyncIterable<unknown> {
    yield* (await run(name, given)) as AsyncIterable<unknown>
  }

  return {
    call: (name, given) => run(name, given),
    upload: (name, given, files) => withCopies(dataDir, files, (uploads) => run(name, given, uploads)),
    download: async (name, given) => readableOf((await run(name, given)) as FileAnswer),
    watch: (name, given) => events(name, given),
    async close() {
      await jobs.close()
      await closeHost()
      await log.close()
      await db.close()
    },
  } as Operations
}

/** Hands copies to work that may move its files away: what the user named stays where it is. */
async function withCopies<T>(dataDir: string, files: readonly LocalFile[], work: (uploads: UploadedFile[]) => Promise<T>): Promise<T> {
  const folder = path.join(dataDir, 'incoming', randomUUID())
  await mkdir(folder, { recursive: true })
  try {
    const uploads: UploadedFile[] = []
    for (const [n, file] of files.entries()) uploads.push(await copyOf(file, path.join(folder, String(n))))
    return await work(uploads)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function copyOf({ path: from, name }: LocalFile, to: string): Promise<UploadedFile> {
  const hash = createHash('sha256')
  let bytes = 0
  const measuring = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece)
      bytes += piece.length
      done(null, piece)
    },
  })
  await pipeline(createReadStream(from), measuring, createWriteStream(to))
  return { name, path: to, bytes, sha256: hash.digest('hex') }
}

function readableOf({ content }: FileAnswer): Readable {
  return content instanceof Readable ? content : Readable.from([content])
}

function notServed(name: string): AppError {
  return new AppError('internal', { zh: `本版程序不提供“${name}”。`, en: `This version does not serve "${name}".` })
}
