import type { Observations } from './observations.ts'
import type { Snapshot } from './snapshot.ts'

/** The addresses of facts of a snapshot, by which a computed value says what it was computed from (the ledger opens each). */
export const refs = {
  organisation: (id: number, field: string): string => `organisation:${id}:${field}`,
  node: (id: number, field: string): string => `node:${id}:${field}`,
  /** A row of the chain's supplies. */
  supply: ({ supplies, organisations, nodes }: Snapshot, row: number, field: 'exists' | 'share' | 'origin' | 'owner' | 'revenueShare' = 'exists'): string =>
    `supplies:${organisations.id[supplies.organisation[row]!]}:${nodes.id[supplies.node[row]!]}:${field}`,
  origin: ({ origins, nodes, countries }: Snapshot, row: number): string => `origin:${nodes.id[origins.node[row]!]}:${countries[origins.country[row]!]}`,
  requires: ({ nodes }: Snapshot, node: number, input: number): string => `link:${nodes.id[node]}:requires:${nodes.id[input]}`,
  /** Who sells to whom, by ids of organisations. */
  sells: (supplier: number, customer: number, field: 'exists' | 'volume' = 'volume'): string => `sells:${supplier}:${customer}:${field}`,
  observation: ({ indicators, subjects, periods, ...columns }: Observations, row: number): string => {
    const { kind, id } = subjects[columns.subject[row]!]!
    return `observation:${kind}:${id}:${indicators[columns.indicator[row]!]!.id}:${periods[columns.period[row]!]}`
  },
}
