import { z } from 'zod'
import type { Text } from '../vocabulary.ts'

/**
 * What a viewer must be to call an endpoint, checked before the handler runs; what they then see is decided by the visibility
 * conditions and, below the code, by row-level security.
 * `anyone`: nobody need be signed in. `account`: signed in. `guest`: any role in the cluster. `member`, `analyst`,
 * `administrator`: that role or a higher one.
 */
export type Access = 'anyone' | 'account' | 'guest' | 'member' | 'analyst' | 'administrator'

export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `:name` for each parameter; `:cluster` is the cluster looked at. */
  path: string
  summary: Text
  access: Access
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** A JSON answer. */
  response?: z.ZodType
  /** Or a file: its media types. */
  file?: readonly string[]
  /** Or server-sent events, each a JSON value of this schema. */
  events?: z.ZodType
  /** The body is a multipart upload of one or more files. */
  upload?: true
}

export const cluster = z.object({ cluster: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/) })
export const id = z.coerce.number().int().positive()
export const text = z.strictObject({ zh: z.string(), en: z.string() })
/** A year `2026`, a quarter `2026-Q3` or a month `2026-10`. */
export const period = z.string().regex(/^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$/)
export const moment = z.string().describe('ISO 8601 moment')

/** Paging by offset: lists are virtual on screen and ask for windows. */
export const paging = { offset: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(1000).default(100) }
export function page<T extends z.ZodType>(item: T) {
  return z.object({ total: z.number().int(), items: z.array(item) })
}

/** The type of an answer that is an xlsx file. */
export const workbook = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] as const

/** `a,b,-c` → sort by a, then b, then c descending. */
export const sort = z.string().regex(/^-?[a-zA-Z]+(,-?[a-zA-Z]+)*$/).optional()

/** How a shown value wears its truth, by field: see the evidence drawer. */
export const mark = z.object({
  grade: z.enum(['A', 'B', 'C', 'D']).optional(),
  conflict: z.boolean().optional(),
  inferred: z.boolean().optional(),
  stale: z.boolean().optional(),
  implausible: z.boolean().optional(),
  withdrawn: z.boolean().optional(),
  blank: z.string().optional(),
})
export const marks = z.record(z.string(), mark)
export type Mark = z.infer<typeof mark>
