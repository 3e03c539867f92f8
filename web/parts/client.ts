/**
 * The typed client of the API: every name, part and answer comes from the contract, nothing is written twice.
 * `call` asks for JSON, `upload` sends files with progress, `download` saves a file, `watch` follows events.
 */
import { contract, type Answer, type Call, type Contract, type EndpointName } from '../../src/shared/contract/index.ts'
import type { Endpoint } from '../../src/shared/contract/endpoint.ts'
import { ApiError, refusal, unreachable } from './errors.ts'

export type Input<N extends EndpointName> = Call<Contract[N]>
export type Output<N extends EndpointName> = Answer<Contract[N]>

/** A header no other site can make a browser send: the server asks for it on calls that change something. */
const ourMark = ['x-polycenter', '1'] as const

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

/** Calls an endpoint and gives its answer, or throws an `ApiError`. */
export async function call<N extends EndpointName>(name: N, input: Input<N>, options: { signal?: AbortSignal } = {}): Promise<Output<N>> {
  const response = await send(name, input, options.signal)
  return await read(response) as Output<N>
}

/** The address of an endpoint, for links and exports. */
export function addressOf<N extends EndpointName>(name: N, input: Input<N>): string {
  const { params = {}, query = {} } = input as Parts
  const path = (contract[name] as Endpoint).path.replace(/:([a-zA-Z]+)/g, (_, key: string) => encodeURIComponent(String(params[key])))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const written = search.toString()
  return written ? `${path}?${written}` : path
}

/** Saves the file an endpoint answers with, under the name the server gives it. */
export async function download<N extends EndpointName>(name: N, input: Input<N>, fallbackName: string): Promise<void> {
  const response = await send(name, input)
  if (!response.ok) await read(response)
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = fileNameOf(response.headers.get('content-disposition')) ?? fallbackName
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export type UploadOptions = { onProgress?: (sent: number, total: number) => void; signal?: AbortSignal }

/** Uploads files; `fetch` can't tell how much is sent, so this one is an XMLHttpRequest. */
export function upload<N extends EndpointName>(name: N, input: Input<N>, files: readonly File[], { onProgress, signal }: UploadOptions = {}): Promise<Output<N>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    for (const file of files) form.append('files', file, file.name)
    request.open(contract[name].method, addressOf(name, input))
    request.setRequestHeader(...ourMark)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(loaded, total)
    request.onload = () => (request.status < 400 ? resolve(request.response as Output<N>) : reject(refusal(request.status, request.response)))
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}

/** Follows the events of an endpoint until the returned function is called. The browser reconnects by itself. */
export function watch<N extends EndpointName>(name: N, input: Input<N>, onEvent: (event: Output<N>) => void, onBreak?: () => void): () => void {
  const source = new EventSource(addressOf(name, input))
  source.onmessage = ({ data }) => onEvent(JSON.parse(data as string) as Output<N>)
  source.onerror = () => onBreak?.()
  return () => source.close()
}

async function send<N extends EndpointName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Response> {
  const { body } = input as Parts
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (contract[name].method !== 'GET') headers[ourMark[0]] = ourMark[1]
  try {
    return await fetch(addressOf(name, input), {
      method: contract[name].method, headers, credentials: 'same-origin', signal: signal ?? null,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable()
  }
}

async function read(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok || body === undefined) throw refusal(response.status, body)
  return body
}

function fileNameOf(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1]
}

export { ApiError }
