import { mergeGraphs, reverseGraph } from '../kernels/graph.ts'
import { stages, type Stage } from '../shared/vocabulary.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

/** The columns of a map and the column of every node of the snapshot, -1 where none is known. */
export type Columns = { columns: { key: string; title: string }[]; columnOf: Int32Array }

export const stageKeys = Object.keys(stages) as Stage[]

const made = new WeakMap<Snapshot, Columns>()

/**
 * Columns are the named stages where the cluster has any that nodes belong to, in the order in which they were first named; else the
 * three stages of the vocabulary. A node that states none takes that of what it goes into.
 */
export function columnsOf(snapshot: Snapshot): Columns {
  const known = made.get(snapshot)
  if (known) return known
  const { nodes } = snapshot
  const named = nodes.stageRow.some((stage, row) => stage >= 0 && nodes.stage[row]! < 0) ? namedStages(snapshot) : undefined
  const place = named && new Map(named.map((row, column) => [row, column]))
  const stated = place ? nodes.stageRow.map((row) => place.get(row) ?? -1) : Int32Array.from(nodes.stage)
  const columns = {
    columns: named ? named.map((row) => ({ key: `stage:${nodes.id[row]}`, title: nodes.name[row]! })) : stageKeys.map((key) => ({ key, title: stages[key].zh })),
    columnOf: inferColumns(snapshot, stated),
  }
  made.set(snapshot, columns)
  return columns
}

function namedStages({ nodes }: Snapshot): number[] {
  const rows: number[] = []
  for (let row = 0; row < nodes.count; row++) if (nodes.isStage[row] === 1) rows.push(row)
  return rows
}

/**
 * From the nodes that state a column upstream along inputs, and from the general to its kinds: the nearest stated column wins, at the
 * same distance the one furthest upstream.
 */
function inferColumns({ requires, isA, nodes }: Snapshot, stated: Int32Array): Int32Array {
  const columnOf = stated.slice()
  let front = Array.from(columnOf.keys()).filter((row) => columnOf[row]! >= 0)
  if (front.length === 0) return columnOf
  const before = mergeGraphs(nodes.count, [requires, reverseGraph(isA)])
  while (front.length > 0) {
    const offers = new Map<number, number>()
    for (const row of front) {
      for (let e = before.starts[row]!; e < before.starts[row + 1]!; e++) {
        const target = before.targets[e]!
        if (columnOf[target]! < 0) offers.set(target, Math.min(offers.get(target) ?? Infinity, columnOf[row]!))
      }
    }
    for (const [row, column] of offers) columnOf[row] = column
    front = [...offers.keys()]
  }
  return columnOf
}
