import type { Audience, Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { readChain, type ChainFacts } from './chain.ts'
import { readGovernance, type GovernanceFacts } from './governance.ts'
import { readOperation, type OperationFacts } from './operation.ts'
import { readQuality, type QualityFacts } from './quality.ts'
import { readRegistry, type RegistryFacts } from './registry.ts'
import { readRisks, type RiskFacts } from './risks.ts'
import type { ReportWindow } from './window.ts'

/** All that the figures of a report follow from: the facts of the period as its audience may use them. */
export type Facts = {
  period: string
  window: ReportWindow
  operation: OperationFacts
  registry: RegistryFacts
  chain: ChainFacts
  risks: RiskFacts
  governance: GovernanceFacts
  quality: QualityFacts
}

export type FactsRequest = { period: string; audience: Audience; window: ReportWindow; /** The state of the facts, by which outdated node states are told. */ revision: number }

/** Reads the facts of a period as the audience's viewer, within their transaction. */
export async function readFacts(tx: Tx, viewer: Viewer, { period, audience, window, revision }: FactsRequest): Promise<Facts> {
  return {
    period, window,
    operation: await readOperation(tx, viewer, period),
    registry: await readRegistry(tx, viewer, window.from),
    chain: await readChain(tx, viewer, { audience, from: window.from, revision }),
    risks: await readRisks(tx, viewer, { audience, window, period }),
    governance: await readGovernance(tx, viewer, { audience, window, period }),
    quality: await readQuality(tx, viewer),
  }
}
