import type {} from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import { isOperatorCall } from '../access/operator.ts'
import { noSuchCluster } from '../access/viewer-of.ts'
import { demand, type Viewer } from '../access/viewer.ts'
import { openAuditLog, type AuditLog } from '../governance/audit-log.ts'
import { contract, type EndpointName } from '../shared/contract/index.ts'
import { cluster as clusterName, type Endpoint } from '../shared/contract/endpoint.ts'
import { eventsFor, fileFor, jsonFor } from './answer.ts'
import { audited, note } from './audited.ts'
import { check } from './check.ts'
import { sessionCookie, tokenOf } from './cookie.ts'
import type { Context, FileAnswer } from './handler.ts'
import type { InstalledHandlers } from './handlers/index.ts'
import { describeRoute } from './openapi.ts'
import { checkOrigin } from './origin.ts'
import { signInBrakes, type Limits } from './limits.ts'
import { withUploads } from './upload.ts'
import { createViewers, type Anyone, type Viewers } from './viewers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Anyone
  }
}

/** A handler as the routes see it: the types of its parts were checked where it was written. */
type AnyHandler = (request: object) => Promise<unknown>

/** Calls after which somebody may be somebody else. */
const changesPeople: ReadonlySet<string> = new Set<EndpointName>(['signOut', 'switchDemoPerson', 'setPassword', 'putMember', 'createCluster', 'mergeOrganisations', 'undoMerge', 'answerQuestion', 'actOnMotion', 'actOnPost'])

/** Registers every endpoint of the contract that has a handler: who may call, what must come, what goes back. */
export function registerRoutes(app: FastifyInstance, context: Context, handlers: InstalledHandlers, guard: Guard): void {
  const viewers = createViewers(context)
  const log = openAuditLog(context.db, { onFailure: (error) => app.log.error({ err: error }, 'the audit log could not be written; it is tried again') })
  app.addHook('onClose', () => log.close())
  app.decorateRequest('viewer', null)
  for (const [name, endpoint] of Object.entries(contract) as [EndpointName, Endpoint][]) {
    const handler = handlers[name] as AnyHandler | undefined
    if (handler) registerRoute(app, { name, endpoint, handler, context, viewers, log, ...guard })
  }
}

export type Guard = {
  limits: Limits
  /** By which commands on this machine are known. */
  operatorToken?: string
}

type Route = Guard & { name: EndpointName; endpoint: Endpoint; handler: AnyHandler; context: Context; viewers: Viewers; log: AuditLog }

function registerRoute(app: FastifyInstance, route: Route): void {
  const { name, endpoint, context, limits } = route
  const options: RouteShorthandOptions = {
    schema: describeRoute(name, endpoint),
    // Who may not call is refused before a body is read.
    onRequest: async (request) => {
      checkOrigin(request, context.baseUrl)
      request.viewer = await identify(route, request)
    },
    preHandler: signInBrakes(app, name, limits),
    ...(endpoint.events ? { compress: false } : {}),
  }
  app.route({ ...options, method: endpoint.method, url: endpoint.path, handler: (request, reply) => answer(route, request, reply) })
}

async function identify(route: Route, request: FastifyRequest): Promise<Anyone> {
  const { endpoint, viewers, operatorToken } = route
  const { cluster = '' } = request.params as { cluster?: string }
  if (endpoint.path.includes(':cluster') && !clusterName.safeParse({ cluster }).success) throw noSuchCluster(cluster.slice(0, 80))
  const local = operatorToken !== undefined && isOperatorCall(request.headers.authorization, request.socket.remoteAddress ?? '', operatorToken)
  const viewer = await (local ? viewers.identifyOperator(endpoint, cluster) : viewers.identify(endpoint, tokenOf(request), cluster))
  if (viewer && 'role' in viewer) await admit(route, request, viewer)
  return viewer
}

/** Refuses who may not call, and keeps on record that they tried. */
async function admit({ name, endpoint, context, log }: Route, { params }: FastifyRequest, viewer: Viewer): Promise<void> {
  try {
    demand(viewer, endpoint.access)
  } catch (error) {
    await note(log, { name, endpoint, params, query: {}, viewer, at: context.now() }, 'refused')
    throw error
  }
}

async function answer(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { name, endpoint, handler, context, viewers, log } = route
  const parts = check(endpoint, { params: request.params, query: request.query, body: request.body })
  const call = { ...parts, viewer: request.viewer, context, session: sessionCookie(request, reply, context.baseUrl), signal: signalOf(reply) }
  try {
    const work = (actsFor: object): Promise<unknown> => (endpoint.upload ? withUploads(request, context.dataDir, (uploads) => handler({ ...call, actsFor, uploads })) : handler({ ...call, actsFor }))
    const result = await audited(log, { name, endpoint, params: request.params, query: request.query, viewer: request.viewer, at: context.now() }, work)
    if (endpoint.file) return fileFor(reply, result as FileAnswer)
    if (endpoint.events) return eventsFor(reply, result as AsyncIterable<unknown>)
    return jsonFor(reply, result)
  } finally {
    if (changesPeople.has(name)) viewers.forget()
  }
}

/** Fires when the caller hangs up before the answer is out. */
function signalOf(reply: FastifyReply): AbortSignal {
  const abort = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) abort.abort()
  })
  return abort.signal
}
