import type { Readable } from 'node:stream'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Mailer } from '../notices/mailer.ts'
import type { Host } from '../results/host.ts'
import type { Access } from '../shared/contract/endpoint.ts'
import type { Answer, Checked, Contract, EndpointName } from '../shared/contract/index.ts'

/** What the server works with. Handlers get it with every request; commands and the demo use it too. */
export type Context = {
  db: Db
  dataDir: string
  /** Where the original files are kept by hash. */
  files: string
  jobs: Jobs
  /** What computes analyses; opened when it is first needed. */
  host: () => Promise<Host>
  now: () => Date
  /** Where letters go out; undefined where no mail server is set. */
  mailer?: Mailer | undefined
  /** The address people open, for links. */
  baseUrl: string
}

/** Somebody signed in, outside any cluster. */
export type Person = { account: number }

/** Whom an endpoint's handler meets, by the access it asks for. */
export type ViewerFor<A extends Access> = A extends 'anyone' ? Person | null : A extends 'account' ? Person : Viewer

/** A file that came with an upload. It is deleted after the answer unless the handler has moved it away. */
export type UploadedFile = { name: string; path: string; bytes: number; sha256: string }

/** A file to be sent. */
export type FileAnswer = { name: string; type: string; content: Buffer | string | Readable }

/** The browser's session cookie. */
export type SessionCookie = {
  readonly token: string | undefined
  start(token: string, expiresAt: Date): void
  end(): void
}

type UploadOf<E> = E extends { upload: true } ? { uploads: UploadedFile[] } : object

/** What a handler receives: the checked parts, who asks, and what the server works with. */
export type Request<N extends EndpointName> = Checked<Contract[N]> & UploadOf<Contract[N]> & {
  viewer: ViewerFor<Contract[N]['access']>
  context: Context
  session: SessionCookie
  /** Says in whose name a call without a session acts, and on what: so it stands in the audit log. */
  actsFor: (viewer: Viewer, subject: Record<string, unknown>) => void
  /** Fires when the caller has gone before the answer. */
  signal: AbortSignal
}

/** What a handler answers: JSON, a file, or a stream of events. */
export type Result<E> = E extends { file: readonly string[] } ? FileAnswer : E extends { events: unknown } ? AsyncIterable<Answer<E>> : Answer<E>

/** A handler for each endpoint of the contract; the compiler demands them all. */
export type Handlers = { [N in EndpointName]: (request: Request<N>) => Promise<Result<Contract[N]>> }
