import type {} from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import { isOperatorCall } from '../access/operator.ts'
import { noSuchCluster } from '../access/viewer-of.ts'
import { contract, type EndpointName } from '../shared/contract/index.ts'
import { cluster as clusterName, type Endpoint } from '../shared/contract/endpoint.ts'
import { eventsFor, fileFor, jsonFor } from './answer.ts'
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
const changesPeople: ReadonlySet<string> = new Set<EndpointName>(['signOut', 'switchDemoPerson', 'setPassword', 'putMember', 'createCluster', 'mergeOrganisations', 'undoMerge', 'answerQuestion', 'actOnMotion'])

/** Registers every endpoint of the contract that has a handler: who may call, what must come, what goes back. */
export function registerRoutes(app: FastifyInstance, context: Context, handlers: InstalledHandlers, guard: Guard): void {
  const viewers = createViewers(context)
  app.decorateRequest('viewer', null)
  for (const [name, endpoint] of Object.entries(contract) as [EndpointName, Endpoint][]) {
    const handler = handlers[name] as AnyHandler | undefined
    if (handler) registerRoute(app, { name, endpoint, handler, context, viewers, ...guard })
  }
}

export type Guard = {
  limits: Limits
  /** By which commands on this machine are known. */
  operatorToken?: string
}

type Route = Guard & { name: EndpointName; endpoint: Endpoint; handler: AnyHandler; context: Context; viewers: Viewers }

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

async function identify({ endpoint, viewers, operatorToken }: Route, request: FastifyRequest): Promise<Anyone> {
  const { cluster = '' } = request.params as { cluster?: string }
  if (endpoint.path.includes(':cluster') && !clusterName.safeParse({ cluster }).success) throw noSuchCluster(cluster.slice(0, 80))
  const local = operatorToken !== undefined && isOperatorCall(request.headers.authorization, request.socket.remoteAddress ?? '', operatorToken)
  return local ? viewers.identifyOperator(endpoint, cluster) : viewers.identify(endpoint, tokenOf(request), cluster)
}

async function answer(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { name, endpoint, handler, context, viewers } = route
  const parts = check(endpoint, { params: request.params, query: request.query, body: request.body })
  const call = { ...parts, viewer: request.viewer, context, session: sessionCookie(request, reply, context.baseUrl), signal: signalOf(reply) }
  try {
    const result = endpoint.upload ? await withUploads(request, context.dataDir, (uploads) => handler({ ...call, uploads })) : await handler(call)
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
