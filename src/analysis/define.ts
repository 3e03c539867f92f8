import type { z } from 'zod'
import type { GraphToSave } from '../shared/graphml.ts'
import type { Result } from '../shared/results.ts'
import type { AnalysisFamily, SheetKind, Text } from '../shared/vocabulary.ts'
import type { SectionName, SnapshotOf } from '../snapshot/sections.ts'

/** Data without which nothing can be computed, and the kind of sheet that would bring them. */
export type Missing = { sheet: SheetKind; text: Text }

/** What may be chosen for a parameter, given the data: `{ indicator: [{ value: '12', title: … }] }`. */
export type Choices = Record<string, { value: string; title: Text }[]>

/** A long computation tells how far it is; a cancelled one is ended from outside. */
export type Hooks = { onProgress: (done: number, total: number) => void }

/**
 * A heavy analysis in parts that any number of workers pull. `run` is a pure function of its input and the number of the shard, so
 * that the result is the same bit by bit whoever computes what; a shard should take between a tenth of a second and two seconds.
 * Input and part are plain data and typed arrays (large arrays are shared between threads without copying).
 */
export type Shards<S, P, Input, Part> = {
  plan(snapshot: S, parameters: P): { input: Input; shards: number }
  run(input: Input, shard: number): Part
  combine(snapshot: S, parameters: P, parts: Part[]): Result
}

/**
 * An analysis as data; API, page, CLI, cache and reference follow from it. The same snapshot and parameters give the same result for
 * ever. Ids are for ever; a changed formula raises the version.
 */
export type Definition<N extends SectionName = SectionName, P extends z.ZodObject = z.ZodObject, Input = unknown, Part = unknown> = {
  id: string
  version: number
  family: AnalysisFamily
  title: Text
  /** Unit of the main value, as a person reads it. */
  unit: Text
  summary: Text
  /** The note that says formula, conventions, source, limits, with zh and en. */
  method: string
  /** The sections of a snapshot it looks at. */
  needs: readonly N[]
  /** Those of them that may be empty: it then does without. */
  mayLack?: readonly N[]
  /** A strict object; every parameter has a default and a name for people (`named`). */
  parameters: P
  /** What lacks beside empty sections, which are told of by themselves. */
  missing?(snapshot: SnapshotOf<N>): Missing[]
  choices?(snapshot: SnapshotOf<N>): Choices
  /** The addresses of the facts a cell was computed from (see snapshot/refs.ts), the most telling first; the frame cuts long lists. */
  trace?(snapshot: SnapshotOf<N>, parameters: z.output<P>, at: { table: string; row: string; column: string }): string[]
  /** The network a result stands on, to be taken along whole. */
  graph?(snapshot: SnapshotOf<N>, result: Result): GraphToSave
} & (
  | { compute(snapshot: SnapshotOf<N>, parameters: z.output<P>, hooks?: Hooks): Result; shards?: undefined }
  | { shards: Shards<SnapshotOf<N>, z.output<P>, Input, Part>; compute?: undefined }
)

export function defineAnalysis<N extends SectionName, P extends z.ZodObject, Input, Part>(definition: Definition<N, P, Input, Part>): Definition<N, P, Input, Part> {
  return definition
}

/** Names a parameter for people: `named(z.enum(['count', 'revenue']).default('count'), { zh: '规模', en: 'Size' })`. */
export function named<S extends z.ZodType>(schema: S, title: Text, hint?: Text): S {
  return schema.meta({ titles: title, ...(hint ? { hints: hint } : {}) }) as S
}

/** Runs an analysis in this thread: for tests, and for what is small. */
export function runHere(definition: Definition, snapshot: SnapshotOf<SectionName>, given: Record<string, unknown>, hooks?: Hooks): Result {
  const parameters = definition.parameters.parse(given)
  if (definition.compute) return definition.compute(snapshot, parameters, hooks)
  const { plan, run, combine } = definition.shards
  const { input, shards } = plan(snapshot, parameters)
  const parts = Array.from({ length: shards }, (_, shard) => {
    hooks?.onProgress(shard, shards)
    return run(input, shard)
  })
  return combine(snapshot, parameters, parts)
}
