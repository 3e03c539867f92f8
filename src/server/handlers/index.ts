import type { Handlers } from '../handler.ts'
import { clusterHandlers } from './clusters.ts'
import { intakeHandlers } from './intake.ts'
import { ledgerHandlers } from './ledger.ts'
import { registryHandlers } from './registry.ts'
import { sessionHandlers } from './session.ts'

/** What a server is built from. An endpoint without a handler is not served. */
export type InstalledHandlers = Partial<Handlers>

/** The handlers of the contract. */
export const handlers: InstalledHandlers = {
  ...sessionHandlers,
  ...clusterHandlers,
  ...intakeHandlers,
  ...registryHandlers,
  ...ledgerHandlers,
}
