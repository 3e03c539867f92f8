import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { contract, type EndpointName, type ErrorBody } from '../shared/contract/index.ts'
import type { Endpoint } from '../shared/contract/endpoint.ts'
import { AppError, errorCatalogue, type ErrorCode } from '../shared/errors.ts'
import type { LocalFile, Operations } from './operations.ts'

type Place = { address: string; token: string; dataDir: string; signal: AbortSignal }
type Given = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

/** The contract by a running server of the same data directory. */
export function openRemote(place: Place): Operations {
  const send = async (name: EndpointName, given: Given, more: RequestInit = {}): Promise<Response> => {
    const { method }: Endpoint = contract[name]
    const headers = { authorization: `Bearer ${place.token}`, 'x-polycenter': '1', ...(given.body === undefined ? {} : { 'content-type': 'application/json' }) }
    const body = given.body === undefined ? undefined : JSON.stringify(given.body)
    const url = new URL(pathOf(contract[name], given), place.address)
    const response = await fetch(url, { method, body, ...more, headers: { ...headers, ...more.headers }, signal: more.signal }).catch((error: unknown) => {
      throw gone(place, error)
    })
    if (!response.ok) throw await refusalOf(response)
    return response
  }
  return {
    call: async (name: EndpointName, given: Given) => (await send(name, given)).json(),
    upload: async (name: EndpointName, given: Given, files: readonly LocalFile[]) => (await send(name, given, await multipart(files, place.signal))).json(),
    download: async (name: EndpointName, given: Given) => Readable.fromWeb((await send(name, given)).body as ReadableStream),
    watch: (name: EndpointName, given: Given) => eventsOf(() => send(name, given)),
    close: async () => undefined,
  } as Operations
}

function pathOf({ path }: Endpoint, { params = {}, query = {} }: Given): string {
  const filled = path.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams(Object.entries(query).flatMap<[string, string]>(([key, value]) => (value === undefined ? [] : [[key, String(value)]])))
  return search.size === 0 ? filled : `${filled}?${search}`
}

/** Files as multipart/form-data, read as they are sent. */
async function multipart(files: readonly LocalFile[], signal: AbortSignal): Promise<RequestInit> {
  const boundary = `polycenter-${randomUUID()}`
  const heads = files.map(({ name }) => Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${quoted(name)}"\r\ncontent-type: application/octet-stream\r\n\r\n`))
  const tail = Buffer.from(`--${boundary}--\r\n`)
  let length = tail.length
  for (const [n, file] of files.entries()) length += heads[n]!.length + (await stat(file.path)).size + 2
  async function* pieces(): AsyncGenerator<Buffer> {
    for (const [n, file] of files.entries()) {
      yield heads[n]!
      yield* createReadStream(file.path) as AsyncIterable<Buffer>
      yield Buffer.from('\r\n')
    }
    yield tail
  }
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(length) }
  return { headers, body: Readable.toWeb(Readable.from(pieces())), duplex: 'half', signal } as RequestInit
}

function quoted(name: string): string {
  return name.replace(/[\r\n]/g, ' ').replaceAll('"', '%22')
}

/** Server-sent events, each a JSON value. */
async function* eventsOf(open: () => Promise<Response>): AsyncIterable<unknown> {
  const response = await open()
  let held = ''
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) {
    const blocks = (held + piece).split('\n\n')
    held = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = block.split('\n').filter((line) => line.startsWith('data: ')).map((line) => line.slice('data: '.length)).join('\n')
      if (data !== '') yield JSON.parse(data)
    }
  }
}

async function refusalOf(response: Response): Promise<AppError> {
  const body = (await response.json().catch(() => undefined)) as Partial<ErrorBody> | undefined
  const error = body?.error
  const known = error !== undefined && error.code in errorCatalogue
  if (known) return new AppError(error.code as ErrorCode, error.message, error.details)
  return new AppError('internal', { zh: `服务器返回了无法识别的应答（${response.status}）。`, en: `The server gave an answer that is not understood (${response.status}).` })
}

function gone({ address, dataDir }: Place, cause: unknown): unknown {
  if (cause instanceof AppError || (cause instanceof Error && cause.name === 'AbortError')) return cause
  const error = new AppError('database-unreachable', {
    zh: `使用 ${dataDir} 的服务器没有在 ${address} 应答。请检查它是否仍在运行，或停止它后重试。`,
    en: `The server that uses ${dataDir} does not answer at ${address}. See whether it still runs, or stop it and try again.`,
  })
  return Object.assign(error, { cause })
}
