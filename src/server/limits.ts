import type {} from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import type { EndpointName } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import type { Anyone } from './viewers.ts'

/** How many calls a minute are answered. */
export type Limits = {
  /** From one address, of any kind: a whole office may stand behind one. */
  general: number
  /** Attempts to sign in to one account from one address. */
  perAccount: number
  /** Attempts to sign in from one address, whatever the account. */
  perAddress: number
}

export const usualLimits: Limits = { general: 6_000, perAccount: 10, perAddress: 60 }

const window = 60_000
const guessable: ReadonlySet<string> = new Set<EndpointName>(['signIn', 'signInByLink', 'setPassword'])

/** The brakes of an endpoint where secrets could be guessed; none for the others. */
export function signInLimits(app: FastifyInstance, name: EndpointName, { perAccount, perAddress }: Limits): preHandlerAsyncHookHandler[] {
  if (!guessable.has(name)) return []
  return [
    app.rateLimit({ max: perAddress, timeWindow: window, keyGenerator: (request) => request.ip }),
    app.rateLimit({ max: perAccount, timeWindow: window, keyGenerator: accountKey }),
  ] as preHandlerAsyncHookHandler[]
}

function accountKey(request: FastifyRequest & { viewer: Anyone }): string {
  const { body, viewer } = request
  const email = typeof body === 'object' && body !== null && 'email' in body ? String(body.email).trim().toLowerCase() : ''
  return `${request.ip}\n${viewer?.account ?? ''}\n${email.slice(0, 200)}`
}

/** What the brake says. */
export function tooMany(seconds: number): AppError {
  return new AppError('too-many-requests', {
    zh: `请求过于频繁，请在 ${seconds} 秒后重试。`,
    en: `Too many calls; try again in ${seconds} seconds.`,
  }, { seconds })
}
