import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionCookie } from './handler.ts'

const name = 'polycenter'

/** The session token that came with a call. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const token = request.cookies[name]
  return token === undefined || token === '' ? undefined : token
}

/** The session cookie of a call: scripts can't read it, other sites can't send it, and over https it travels nowhere else. */
export function sessionCookie(request: FastifyRequest, reply: FastifyReply, baseUrl: string): SessionCookie {
  const secure = request.protocol === 'https' || baseUrl.startsWith('https:')
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  return {
    token: tokenOf(request),
    start: (token, expires) => void reply.setCookie(name, token, { ...options, expires }),
    end: () => void reply.clearCookie(name, options),
  }
}
