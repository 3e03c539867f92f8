import type { Readable } from 'node:stream'
import type { Answer, Call, Contract, EndpointName } from '../shared/contract/index.ts'

type NamesWith<K extends string> = { [N in EndpointName]: Contract[N] extends Record<K, unknown> ? N : never }[EndpointName]

/** Endpoints that take JSON and answer JSON. */
export type JsonName = Exclude<NamesWith<'response'>, NamesWith<'upload'>>
export type UploadName = NamesWith<'upload'>
export type FileName = NamesWith<'file'>
export type EventName = NamesWith<'events'>

/** A file on this machine and the name it is known by. */
export type LocalFile = { path: string; name: string }

/**
 * The contract as commands call it: by a running server of the data directory over HTTP, or by the same handlers in this
 * process. Commands are written once and cannot tell which.
 */
export type Operations = {
  call<N extends JsonName>(name: N, given: Call<Contract[N]>): Promise<Answer<Contract[N]>>
  upload<N extends UploadName>(name: N, given: Call<Contract[N]>, files: readonly LocalFile[]): Promise<Answer<Contract[N]>>
  download<N extends FileName>(name: N, given: Call<Contract[N]>): Promise<Readable>
  watch<N extends EventName>(name: N, given: Call<Contract[N]>): AsyncIterable<Answer<Contract[N]>>
  close(): Promise<void>
}
