import type {} from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { EndpointName } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'

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

type Brake = (request: FastifyRequest) => Promise<void>

/** The brakes of an endpoint where secrets could be guessed, in a body or in an address; none for the others. They act beside the general one. */
export function signInBrakes(app: FastifyInstance, name: EndpointName, { perAccount, perAddress }: Limits): Brake[] {
  if (name === 'readCalendarFeed') return [brake(app, perAddress, (request) => `address ${request.ip}`), brake(app, perAccount, ({ params }) => `link ${(params as { token: string }).token}`)]
  if (!guessable.has(name)) return []
  return [brake(app, perAddress, (request) => `address ${request.ip}`), brake(app, perAccount, accountKey)]
}

function brake(app: FastifyInstance, max: number, keyGenerator: (request: FastifyRequest) => string): Brake {
  const count = app.createRateLimit({ max, timeWindow: window, keyGenerator })
  return async (request) => {
    const result = await count(request)
    if (!result.isAllowed && result.isExceeded) throw tooMany(result.ttlInSeconds)
  }
}

function accountKey({ body, viewer, ip }: FastifyRequest): string {
  const given = typeof body === 'object' && body !== null && 'email' in body ? body.email : ''
  const email = typeof given === 'string' ? given.trim().toLowerCase() : ''
  return `account ${ip} ${viewer?.account ?? ''} ${email.slice(0, 200)}`
}

/** What the brake says. */
export function tooMany(seconds: number): AppError {
  return new AppError('too-many-requests', {
    zh: `请求过于频繁，请在 ${seconds} 秒后重试。`,
    en: `Too many calls; try again in ${seconds} seconds.`,
  }, { seconds })
}
