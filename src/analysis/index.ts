import type { Definition } from './define.ts'
import type { FileForm } from './file-form.ts'
import { ahpForm } from './composite/ahp-form.ts'
import { compositeIndex } from './composite/composite-index.ts'
import { economicComplexityAnalysis } from './complexity/economic-complexity.ts'
import { productSpace } from './complexity/product-space.ts'
import { complexityForm } from './complexity/complexity-form.ts'
import { compositeForm } from './composite/composite-form.ts'
import { inputOutput } from './input-output/input-output.ts'
import { inputOutputForm } from './input-output/input-output-form.ts'
import { networkBrokers } from './network/network-brokers.ts'
import { networkCommunities } from './network/network-communities.ts'
import { networkForm } from './network/network-form.ts'
import { seriesAlerts } from './series/series-alerts.ts'
import { systemicRisk } from './systemic/systemic-risk.ts'
import { systemicScenario } from './systemic/systemic-scenario.ts'
import { esriForm } from './systemic/esri-form.ts'
import { benchmarkClusters } from './specialisation/benchmark-clusters.ts'
import { benchmarkClustersForm } from './specialisation/benchmark-clusters-form.ts'
import { concentrationForm } from './specialisation/concentration-form.ts'
import { distanceForm } from './specialisation/distance-form.ts'
import { regionalSpecialisation } from './specialisation/regional-specialisation.ts'
import { spatialConcentration } from './specialisation/distance.ts'
import { supplierConcentration } from './supply/supplier-concentration.ts'
import { supplierCriticality } from './supply/supplier-criticality.ts'
import { supplierConcentrationForm } from './supply/supplier-concentration-form.ts'

/** Every analysis, in the order in which its family lists it. One line here gives it its endpoint, page, command and reference. */
export const analyses: readonly Definition[] = [
  systemicRisk, systemicScenario, supplierConcentration, supplierCriticality, regionalSpecialisation, spatialConcentration, benchmarkClusters, economicComplexityAnalysis, productSpace, compositeIndex,
  inputOutput, networkCommunities, networkBrokers, seriesAlerts,
]

/** Every family as a command on files. */
export const fileForms: readonly FileForm[] = [supplierConcentrationForm, concentrationForm, distanceForm, benchmarkClustersForm, complexityForm, inputOutputForm, compositeForm, ahpForm, networkForm, esriForm]

export function findAnalysis(id: string): Definition | undefined {
  return analyses.find((one) => one.id === id)
}
