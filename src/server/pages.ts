import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/**
 * Serves the built web app. Files under assets/ carry a hash in their name and are kept for ever; index.html is asked for anew
 * each time. Every other address is a page, and a page is index.html. Answers false where nothing has been built.
 */
export function servePages(app: FastifyInstance, webDir: string | undefined): boolean {
  if (webDir === undefined || !existsSync(path.join(webDir, 'index.html'))) return false
  app.register(fastifyStatic, {
    root: webDir,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const hashed = file.startsWith(path.join(webDir, 'assets') + path.sep)
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return true
}

/** Whether a call that no route answers asks for a page rather than for a missing file. */
export function isPage(method: string, url: string): boolean {
  const address = url.split('?')[0] ?? ''
  return (method === 'GET' || method === 'HEAD') && address !== '/api' && !address.startsWith('/api/') && !/\.[a-zA-Z0-9]+$/.test(address)
}
