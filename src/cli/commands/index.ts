import type { Command } from '../command.ts'
import { analyse } from './analyse.ts'
import { appeals } from './appeals.ts'
import { auditList, auditVerify } from './audit.ts'
import { chain } from './chain.ts'
import { changes, diff } from './changes.ts'
import { clusterCreate, clusterList } from './cluster.ts'
import { exportCommand } from './export.ts'
import { charter, decisionActs, decisions, work } from './governance.ts'
import { health } from './health.ts'
import { importCommand } from './import.ts'
import { backup, restore } from './keeping.ts'
import { link } from './link.ts'
import { mechanisms } from './mechanisms.ts'
import { meetingActs, meetingsCall, meetingsList, meetingsPaper, meetingsShow } from './meetings.ts'
import { nodes } from './nodes.ts'
import { policiesAdd, policiesCoverage, policiesList, policiesQualify, policiesShow, policiesTell, policiesWithdraw } from './policies.ts'
import { postActs, postsAdd, postsList, postsShow } from './posts.ts'
import { report } from './report.ts'
import { risks } from './risks.ts'
import { start } from './start.ts'
import { status } from './status.ts'
import { stress } from './stress.ts'
import { thresholds } from './thresholds.ts'
import { trace } from './trace.ts'
import { workExport, workImport } from './work-sheet.ts'
import { worker } from './worker.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  start, clusterCreate, clusterList, status, thresholds, importCommand, nodes, chain, diff, changes, stress, analyse, risks,
  charter, decisions, ...decisionActs, work, workExport, workImport, health, appeals, mechanisms,
  meetingsList, meetingsShow, meetingsCall, ...meetingActs, meetingsPaper,
  postsList, postsShow, postsAdd, ...postActs,
  policiesList, policiesShow, policiesAdd, policiesQualify, policiesTell, policiesWithdraw, policiesCoverage,
  auditVerify, auditList, report, trace, exportCommand, backup, restore, link, worker,
]
