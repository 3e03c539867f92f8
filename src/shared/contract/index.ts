import { analysisEndpoints } from './analyses.ts'
import { appealEndpoints } from './appeals.ts'
import { auditEndpoints } from './audit.ts'
import { calendarEndpoints } from './calendar.ts'
import { chainEndpoints } from './chain.ts'
import { clusterEndpoints } from './clusters.ts'
import type { Endpoint } from './endpoint.ts'
import { governanceEndpoints } from './governance.ts'
import { healthEndpoints } from './health.ts'
import { intakeEndpoints } from './intake.ts'
import { ledgerEndpoints } from './ledger.ts'
import { mechanismEndpoints } from './mechanisms.ts'
import { meetingEndpoints } from './meetings.ts'
import { policyEndpoints } from './policies.ts'
import { postEndpoints } from './posts.ts'
import { noticeEndpoints } from './notices.ts'
import { registryEndpoints } from './registry.ts'
import { reportEndpoints } from './reports.ts'
import { sessionEndpoints } from './session.ts'
import { workSheetEndpoints } from './work-sheet.ts'

/** The whole API, said once: validation, the typed client, OpenAPI and the reference follow from it. */
export const contract = {
  ...sessionEndpoints,
  ...clusterEndpoints,
  ...intakeEndpoints,
  ...ledgerEndpoints,
  ...registryEndpoints,
  ...chainEndpoints,
  ...analysisEndpoints,
  ...governanceEndpoints,
  ...workSheetEndpoints,
  ...healthEndpoints,
  ...appealEndpoints,
  ...mechanismEndpoints,
  ...calendarEndpoints,
  ...postEndpoints,
  ...meetingEndpoints,
  ...auditEndpoints,
  ...policyEndpoints,
  ...noticeEndpoints,
  ...reportEndpoints,
} satisfies Record<string, Endpoint>

export type Contract = typeof contract
export type EndpointName = keyof Contract

// What a schema takes and gives is read off it: to ask first whether it is one, the compiler would compare them member by member.
type In<S> = S extends { _zod: { input: infer I } } ? I : undefined
type Out<S> = S extends { _zod: { output: infer O } } ? O : undefined

/**
 * What a caller of an endpoint hands in, part by part; parts the endpoint has not are left out. Part by part by its name: of a question for
 * each part the compiler would, of the endpoints together, try every answer with every other.
 */
export type Call<E> = { [K in 'params' | 'body' as K extends keyof E ? K : never]: In<E[K & keyof E]> } & { [K in 'query' as K extends keyof E ? K : never]?: In<E[K & keyof E]> }

/** What a handler receives: the same parts, checked and with defaults filled in. */
export type Checked<E> = { [K in 'params' | 'query' | 'body' as K extends keyof E ? K : never]: Out<E[K & keyof E]> }

export type Answer<E> = E extends { response: infer R } ? Out<R> : E extends { events: infer V } ? Out<V> : never

/** The body of every refusal. */
export type ErrorBody = { error: { code: string; title: { zh: string; en: string }; message: { zh: string; en: string }; details?: Record<string, unknown> } }
