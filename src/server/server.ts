import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify'
import type { Context } from './handler.ts'
import type { InstalledHandlers } from './handlers/index.ts'
import { tooMany, usualLimits, type Limits } from './limits.ts'
import { openapi, transforms } from './openapi.ts'
import { isPage, servePages } from './pages.ts'
import { noSuchAddress, refusalOf } from './refusal.ts'
import { registerRoutes } from './routes.ts'
import { filesLimit, uploadLimit } from './upload.ts'

export type ServerOptions = {
  /** Where the built web app lies; without it the server answers the API alone. */
  webDir?: string
  /** What to write to standard error: 'silent' writes nothing. */
  log?: 'silent' | 'warn' | 'info'
  /** Which reverse proxy to believe about the caller's address and protocol. */
  trustProxy?: boolean | string
  limits?: Partial<Limits>
  /** The secret by which commands on this machine are known (access/operator.ts). */
  operatorToken?: string
}

const bodyLimit = 16 * 1024 * 1024
/** How long, in milliseconds, answers under way may take when the server stops. */
const grace = 3_000

/** The server, not yet listening: tests call it by `inject`. */
export function buildServer(context: Context, handlers: InstalledHandlers, options: ServerOptions = {}): FastifyInstance {
  const { webDir, log = 'silent', trustProxy = false } = options
  const limits = { ...usualLimits, ...options.limits }
  const settings: FastifyServerOptions = {
    logger: log === 'silent' ? false : { level: log, stream: process.stderr, serializers: { req: ({ method, url, ip }) => ({ method, url: withoutSecret(url), remoteAddress: ip }) } },
    trustProxy,
    bodyLimit,
    // The address of a value may name an organisation in Chinese, percent-encoded.
    routerOptions: { maxParamLength: 2_000 },
    frameworkErrors: refuse,
  }
  const app = Fastify(settings)
  // The schemas of the routes describe them; `check` validates, so that one answer names every wrong field of every part.
  app.setValidatorCompiler(() => (value) => ({ value }))
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.setErrorHandler(refuse)
  const pages = servePages(app, webDir)
  app.setNotFoundHandler((request, reply) => {
    if (pages && isPage(request.method, request.url)) void reply.sendFile('index.html')
    else refuse(noSuchAddress(request.method, request.url.split('?')[0] ?? ''), request, reply)
  })
  readJson(app)
  hangUp(app)
  registerPlugins(app, context, limits)
  app.register(async (api) => {
    api.addHook('onSend', async (_request, reply) => {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    })
    registerRoutes(api, context, handlers, { limits, operatorToken: options.operatorToken })
    api.get('/api/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())))
  })
  return app
}

/** An address as it may stand in a log: the secret of a calendar link is not for whoever reads that. */
function withoutSecret(url: string): string {
  return url.replace(/(\/calendar\/feed\/)[^/?]+/, '$1…')
}

function registerPlugins(app: FastifyInstance, { baseUrl }: Context, { general }: Limits): void {
  app.register(helmet, security(baseUrl.startsWith('https:')))
  app.register(compress)
  app.register(cookie)
  app.register(rateLimit, {
    max: general,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) => tooMany(Math.ceil(ttl / 1000)),
  })
  app.register(multipart, { limits: { fileSize: uploadLimit, files: filesLimit, parts: filesLimit * 2, fieldSize: 10_000 } })
  app.register(swagger, { openapi, ...transforms })
}

/** Nothing from elsewhere: the program runs where there is no network, and what is typed into it can't call out. */
function security(https: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'self'"],
        'object-src': ["'none'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'worker-src': ["'self'", 'blob:'],
        ...(https ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: https,
  }
}

/** A browser keeps connections open on which it never asks anything; when the server stops they get a moment, and no more. */
function hangUp(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    const timer = setTimeout(() => app.server.closeAllConnections(), grace)
    app.server.once('close', () => clearTimeout(timer))
    timer.unref()
  })
}

/** A call that says JSON and has no body has no body: a client sets one header for all its calls. */
function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    return parse(request, body as string, done)
  })
}

/** The one funnel of errors. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body, id } = refusalOf(error)
  if (id !== undefined) request.log.error({ err: error, id }, 'internal error')
  void reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(body))
}
