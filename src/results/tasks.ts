import type { Hooks } from '../analysis/define.ts'
import { findAnalysis } from '../analysis/index.ts'
import type { SectionName, SnapshotOf } from '../snapshot/sections.ts'
import { inSharedMemory } from '../snapshot/shared-memory.ts'
import { packResult } from './content.ts'

/** What a thread can be asked; what it looks at (the snapshot, or the input of shards) is handed to it apart. */
export type AnalysisTask =
  | { kind: 'compute' | 'plan'; analysis: string; parameters: Record<string, unknown> }
  | { kind: 'shard'; analysis: string; shard: number }
  | { kind: 'combine'; analysis: string; parameters: Record<string, unknown>; parts: unknown[] }

export type Planned = { input: unknown; shards: number }

/** Answers a task in this thread: a plan, a part, or the result as it is kept. */
export function answerTask(task: AnalysisTask, seen: unknown, hooks: Hooks): unknown {
  const definition = findAnalysis(task.analysis)
  if (!definition) throw new Error(`There is no analysis ${task.analysis}.`)
  const snapshot = seen as SnapshotOf<SectionName>
  if (task.kind === 'compute') {
    if (!definition.compute) throw new Error(`${task.analysis} is computed in shards.`)
    return packResult(definition.compute(snapshot, task.parameters, hooks))
  }
  if (!definition.shards) throw new Error(`${task.analysis} has no shards.`)
  if (task.kind === 'shard') return definition.shards.run(seen, task.shard)
  if (task.kind === 'combine') return packResult(definition.shards.combine(snapshot, task.parameters, task.parts))
  const { input, shards } = definition.shards.plan(snapshot, task.parameters)
  return { input: inSharedMemory(input), shards } satisfies Planned
}
