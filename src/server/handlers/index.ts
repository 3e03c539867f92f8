import type { Handlers } from '../handler.ts'
import { analysisHandlers } from './analyses.ts'
import { appealHandlers } from './appeals.ts'
import { auditHandlers } from './audit.ts'
import { calendarHandlers } from './calendar.ts'
import { chainHandlers } from './chain.ts'
import { clusterHandlers } from './clusters.ts'
import { governanceHandlers } from './governance.ts'
import { healthHandlers } from './health.ts'
import { intakeHandlers } from './intake.ts'
import { ledgerHandlers } from './ledger.ts'
import { mechanismHandlers } from './mechanisms.ts'
import { postHandlers } from './posts.ts'
import { meetingHandlers } from './meetings.ts'
import { policyHandlers } from './policies.ts'
import { noticeHandlers } from './notices.ts'
import { registryHandlers } from './registry.ts'
import { reportHandlers } from './reports.ts'
import { sessionHandlers } from './session.ts'
import { workSheetHandlers } from './work-sheet.ts'

/** What a server is built from: some handlers of the contract in a test, all of them in the product. */
export type InstalledHandlers = Partial<Handlers>

/** The handlers of the contract. The compiler demands one for each endpoint. */
export const handlers: Handlers = {
  ...sessionHandlers,
  ...clusterHandlers,
  ...intakeHandlers,
  ...registryHandlers,
  ...ledgerHandlers,
  ...chainHandlers,
  ...analysisHandlers,
  ...governanceHandlers,
  ...workSheetHandlers,
  ...healthHandlers,
  ...appealHandlers,
  ...mechanismHandlers,
  ...calendarHandlers,
  ...postHandlers,
  ...meetingHandlers,
  ...auditHandlers,
  ...policyHandlers,
  ...noticeHandlers,
  ...reportHandlers,
}
