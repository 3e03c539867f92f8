import { indexRows, type RowIndex } from '../kernels/graph.ts'
import type { NodeEvidence, OriginEvidence, SupplierEvidence, Thresholds } from '../chain/rules/evidence.ts'
import { conditions, type Condition, type ConditionEvidence } from '../chain/rules/evidence.ts'
import { measure, type Measures } from '../chain/rules/measures.ts'
import { judgeGeneral, judgeNode, type Judgement } from '../chain/rules/states.ts'
import { factOf } from '../snapshot/claims.ts'
import { isoDay, type Snapshot } from '../snapshot/snapshot.ts'
import type { Analysis } from './analysis.ts'
import { chainOf, dayOf, holds } from './chain.ts'

export type StateParameters = { thresholds: Thresholds; /** The day at which the age of the evidence is judged. */ asOf: string }

/** A judgement for each node, in the order of the snapshot. `claimIds` of the reasons are facts of the snapshot (`factOf`), not claims yet. */
export const nodeStates: Analysis<StateParameters, Judgement[]> = {
  id: 'node-states',
  version: 2,
  title: { zh: '环节状态', en: 'States of nodes' },
  method: 'docs/methods/node-states.md',
  compute(snapshot, { thresholds, asOf }) {
    const read = openEvidence(snapshot, asOf)
    const bare = judgeNode(noEvidence, thresholds, asOf)
    const general = judgeGenerals(snapshot, { thresholds, asOf }, read)
    return Array.from({ length: snapshot.nodes.count }, (_, node) => {
      const judged = general.get(node)
      if (judged) return judged
      const evidence = read(node)
      return evidence.suppliers.length === 0 && evidence.origins.length === 0 ? bare : judgeNode(evidence, thresholds, asOf)
    })
  },
}

const noEvidence: NodeEvidence = { suppliers: [], origins: [], conditions: [], absences: [], substitution: null }

/** Nodes that have kinds, judged together with them: the particular before the general. Where nothing is known of any, a node is left out. */
function judgeGenerals(snapshot: Snapshot, { thresholds, asOf }: StateParameters, read: (node: number) => NodeEvidence): Map<number, Judgement> {
  const { kinds, group } = chainOf(snapshot, asOf)
  const measured = new Map<number, Measures>()
  const measuresOf = (node: number): Measures => {
    const known = measured.get(node) ?? measure(read(node), thresholds, asOf)
    measured.set(node, known)
    return known
  }
  const judged = new Map<number, Judgement>()
  const general = Array.from({ length: snapshot.nodes.count }, (_, node) => node).filter((node) => kinds.starts[node + 1]! > kinds.starts[node]!)
  for (const node of general.sort((a, b) => group[a]! - group[b]!)) {
    const own = measuresOf(node)
    const { measures, ...judgement } = judgeGeneral(read(node), thresholds, own, Array.from(kinds.targets.subarray(kinds.starts[node]!, kinds.starts[node + 1]!), measuresOf))
    measured.set(node, measures)
    if (measures.fresh + measures.stale > 0) judged.set(node, judgement)
  }
  return judged
}

/** What is known of each node's supply, as the rules read it. */
function openEvidence(snapshot: Snapshot, asOf: string): (node: number) => NodeEvidence {
  const suppliesOf = indexRows(snapshot.nodes.count, snapshot.supplies.node)
  const originsOf = indexRows(snapshot.nodes.count, snapshot.origins.node)
  const day = dayOf(asOf)
  const dates = new Map<number, string>()
  const dateOf = (recorded: number): string => {
    const date = dates.get(recorded) ?? isoDay(recorded)
    dates.set(recorded, date)
    return date
  }
  return (node) => {
    const rows = rowsOf(suppliesOf, node).filter((row) => holds(snapshot, row, day))
    const days = snapshot.nodes.substitutionDays[node]!
    return {
      suppliers: rows.map((row) => supplier(snapshot, row, dateOf)),
      origins: rowsOf(originsOf, node).map((row) => origin(snapshot, row, dateOf)),
      conditions: rows.filter((row) => snapshot.supplies.qualified[row] !== 0).flatMap((row) => conditionsOf(snapshot, row, dateOf)),
      // That nobody supplies a node is not among the facts yet.
      absences: [],
      substitution: Number.isNaN(days) ? null : { days, recordedAt: dateOf(snapshot.nodes.day[node]!), claimIds: [factOf.substitution(snapshot, node)] },
    }
  }
}

type DateOf = (recorded: number) => string

function supplier({ supplies, organisations, countries, regions }: Snapshot, row: number, dateOf: DateOf): SupplierEvidence {
  const region = organisations.region[supplies.organisation[row]!]!
  return {
    id: organisations.id[supplies.organisation[row]!]!,
    share: stated(supplies.share[row]!),
    negligible: supplies.negligible[row] === 1,
    origin: countries[supplies.origin[row]!] ?? null,
    region: regions[region] ?? null,
    qualified: supplies.qualified[row]! < 0 ? null : supplies.qualified[row] === 1,
    recordedAt: dateOf(supplies.day[row]!),
    claimIds: [factOf.supply(row)],
  }
}

function origin(snapshot: Snapshot, row: number, dateOf: DateOf): OriginEvidence {
  const { origins, countries } = snapshot
  const share = stated(origins.share[row]!)
  return {
    origin: countries[origins.country[row]!] ?? null,
    share: share === null && origins.negligible[row] === 1 ? 0 : share,
    recordedAt: dateOf(origins.day[row]!),
    claimIds: [factOf.origin(snapshot, row)],
  }
}

function conditionsOf({ supplies }: Snapshot, row: number, dateOf: DateOf): ConditionEvidence[] {
  return (Object.keys(conditions) as Condition[])
    .filter((condition) => supplies[condition][row]! >= 0)
    .map((condition) => ({ condition, fails: supplies[condition][row] === 0, recordedAt: dateOf(supplies.day[row]!), claimIds: [factOf.supply(row, condition)] }))
}

function stated(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function rowsOf({ starts, rows }: RowIndex, node: number): number[] {
  return Array.from(rows.subarray(starts[node]!, starts[node + 1]!))
}
