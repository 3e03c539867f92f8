import { runHere } from '../analysis/define.ts'
import type { Compute } from './run.ts'

/** Computes in this thread. */
export const computeHere: Compute = async (definition, snapshot, parameters, { signal, onProgress }) => {
  signal.throwIfAborted()
  return runHere(definition, snapshot, parameters, { onProgress })
}
