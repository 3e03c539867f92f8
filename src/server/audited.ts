import type { Viewer } from '../access/viewer.ts'
import type { AuditEntry, AuditLog } from '../governance/audit-log.ts'
import type { Endpoint } from '../shared/contract/endpoint.ts'
import type { EndpointName } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import type { AuditAct } from '../shared/governance.ts'

/** A call of the contract by somebody who stands in a cluster. */
export type AuditedCall = { name: EndpointName; endpoint: Endpoint; params: unknown; query: unknown; viewer: object | null; at: Date }

/**
 * Makes a call and writes down who made it, of what, and how it ended. What takes data out or changes them is on record before the answer goes
 * out. Streams of progress are not: they tell of calls that are. In whose name a call acts may turn out only while it is made.
 */
export async function audited<T>(log: AuditLog, made: AuditedCall, work: (actsFor: (viewer: Viewer, params: object) => void) => Promise<T>): Promise<T> {
  let call = made
  try {
    const result = await work((viewer, params) => { call = { ...made, viewer, params } })
    await note(log, call, 'done')
    return result
  } catch (error) {
    await note(log, call, error instanceof AppError && error.code === 'not-allowed' ? 'refused' : 'failed')
    throw error
  }
}

/** Writes one call down. A look that showed nothing is none. */
export async function note(log: AuditLog, { name, endpoint, params, query, viewer, at }: AuditedCall, outcome: AuditEntry['outcome']): Promise<void> {
  if (!viewer || !isViewer(viewer) || endpoint.events) return
  const act = actOf(endpoint)
  if (act === 'saw' && outcome === 'failed') return
  const { cluster, account, organisation, role } = viewer
  const entry: AuditEntry = { cluster, act, outcome, endpoint: name, subject: subjectOf(params, act === 'exported' ? query : {}), account, organisation, role, at }
  if (act === 'saw') log.noteSoon(entry)
  else await log.note(entry)
}

/** What a call is to those who read the log: a file takes data out, a GET looks, all else does something. */
export function actOf({ method, file }: Pick<Endpoint, 'method' | 'file'>): AuditAct {
  return file ? 'exported' : method === 'GET' ? 'saw' : 'did'
}

/** The parameters of the address, and of an export what it was narrowed to: `organisation=12`. */
function subjectOf(params: unknown, query: unknown): string {
  const parts = Object.entries({ ...(params as object), ...(query as object) }).filter(([key, value]) => key !== 'cluster' && value !== undefined)
  return parts.map(([key, value]) => `${key}=${String(value)}`).join(' ').slice(0, 300)
}

function isViewer(one: object): one is Viewer {
  return 'role' in one && 'cluster' in one
}
