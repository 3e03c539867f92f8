import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import { createAccount } from '../../../src/access/accounts.ts'
import { createCluster, type MakeOperator } from '../../../src/access/clusters.ts'
import { putMember, type NewMember } from '../../../src/access/members.ts'
import { createLink } from '../../../src/access/sign-in.ts'
import { asViewer, systemViewer } from '../../../src/access/viewer.ts'
import { sql } from '../../../src/db/sql.ts'
import { createJobs } from '../../../src/jobs/jobs.ts'
import type { Context } from '../../../src/server/handler.ts'
import { handlers, type InstalledHandlers } from '../../../src/server/handlers/index.ts'
import { lazyHost } from '../../../src/results/lazy-host.ts'
import { buildServer, type ServerOptions } from '../../../src/server/server.ts'
import { contract, type Call, type Contract, type ErrorBody, type EndpointName } from '../../../src/shared/contract/index.ts'
import type { Endpoint } from '../../../src/shared/contract/endpoint.ts'
import type { ActorType } from '../../../src/shared/vocabulary.ts'
import { useDb } from '../../support/db.ts'

export const host = '127.0.0.1:4100'
const generous = { general: 1e9, perAccount: 1e9, perAddress: 1e9 }

/** A clock that tests move on. */
export type Clock = { now: () => Date; pass: (milliseconds: number) => void }

export function makeClock(): Clock {
  let passed = 0
  return { now: () => new Date(Date.now() + passed), pass: (milliseconds) => void (passed += milliseconds) }
}

export type TestApp = { app: FastifyInstance; context: Context; clock: Clock }

/** A server over a fresh database for one test file. */
export async function useApp(options: ServerOptions & { handlers?: InstalledHandlers } = {}): Promise<TestApp> {
  const db = await useDb()
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'polycenter-api-'))
  const clock = makeClock()
  const computing = lazyHost(db)
  const context: Context = { db, dataDir, files: path.join(dataDir, 'files'), jobs: createJobs({ now: clock.now }), host: computing.host, now: clock.now, baseUrl: `http://${host}` }
  const app = buildServer(context, options.handlers ?? handlers, { limits: generous, ...options })
  afterAll(async () => {
    await context.jobs.close()
    await computing.closeHost()
    await app.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return { app, context, clock }
}

export type Reply = { status: number; body: unknown; text: string; headers: Record<string, unknown>; cookie: string | undefined; setCookie: string | undefined }

/** Calls an address of the server as a browser with this cookie would. */
export async function send(app: FastifyInstance, method: string, url: string, { body, cookie, headers = {} }: { body?: unknown; cookie?: string; headers?: Record<string, string> } = {}): Promise<Reply> {
  const response = await app.inject({
    method: method as 'GET',
    url,
    headers: { host, 'x-polycenter': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(cookie === undefined ? {} : { cookie: `polycenter=${cookie}` }), ...headers },
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const setCookie = [response.headers['set-cookie']].flat().find((line) => String(line).startsWith('polycenter='))?.toString()
  const isJson = String(response.headers['content-type']).startsWith('application/json') && response.headers['content-disposition'] === undefined
  return {
    status: response.statusCode, text: response.body, headers: response.headers, setCookie,
    body: isJson ? JSON.parse(response.body) : undefined,
    cookie: setCookie === undefined ? undefined : /^polycenter=([^;]*)/.exec(setCookie)?.[1],
  }
}

/** Calls an endpoint of the contract; an answer of 200 is read with the contract's own schema. */
export async function call<N extends EndpointName>(app: FastifyInstance, name: N, parts: Call<Contract[N]>, cookie?: string): Promise<Reply> {
  const { params = {}, query = {}, body } = parts as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }
  const endpoint: Endpoint = contract[name]
  const address = endpoint.path.replace(/:([a-zA-Z]+)/g, (_, key: string) => encodeURIComponent(String(params[key])))
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString()
  const reply = await send(app, endpoint.method, search === '' ? address : `${address}?${search}`, { body, cookie })
  if (reply.status === 200 && endpoint.response) endpoint.response.parse(reply.body)
  return reply
}

/** The code of a refusal. */
export function codeOf({ body }: Reply): string | undefined {
  return (body as Partial<ErrorBody> | undefined)?.error?.code
}

/** A session for an account, by a one-time link as a person would. */
export async function enter({ app, context }: TestApp, account: number): Promise<string> {
  const { token } = await createLink(context.db, account, context.now())
  const reply = await call(app, 'signInByLink', { body: { token } })
  return reply.cookie!
}

/** A cluster with its operator; a number for its operating organisation. */
export async function makeCluster({ context }: TestApp, cluster: string, options: { demo?: boolean; administrator?: number } = {}): Promise<number> {
  const { operator } = await createCluster(context.db, options.administrator ?? null, { cluster, name: `${cluster}集群`, demo: options.demo ?? false }, organisationAsFact)
  return operator
}

/** These tests are about people, not about claims: the organisation stands there as a fact. */
const organisationAsFact: MakeOperator = async (tx, { cluster }, { name, actorType }) => {
  const rows = await tx.query<{ id: number }>(sql`
    insert into organisation (cluster_id, name, actor_type) values (${cluster}, ${name}, ${actorType}) returning organisation_id as id`)
  return rows[0]!.id
}

/** An organisation of a cluster, as a fact. */
export async function makeOrganisation({ context }: TestApp, cluster: string, name: string, actorType: ActorType): Promise<number> {
  const program = systemViewer(cluster)
  return asViewer(context.db, program, (tx) => organisationAsFact(tx, program, { name, actorType }))
}

/** A person of a cluster; the answer is their account. */
export async function makeMember({ context }: TestApp, cluster: string, member: NewMember): Promise<number> {
  return (await putMember(context.db, systemViewer(cluster), member)).account
}

let people = 0

/** A person without a cluster, with a password if one is given. */
export async function makePerson({ context }: TestApp, password?: string): Promise<{ account: number; email: string }> {
  const email = `person${++people}@example.org`
  return { account: await createAccount(context.db, { email, name: `人${people}`, password }), email }
}
