import type { Handlers } from '../handler.ts'
import { clusterHandlers } from './clusters.ts'
import { sessionHandlers } from './session.ts'

/** What a server is built from. An endpoint without a handler is not served. */
export type InstalledHandlers = Partial<Handlers>

/** The handlers of the contract. */
export const handlers: InstalledHandlers = {
  ...sessionHandlers,
  ...clusterHandlers,
}
