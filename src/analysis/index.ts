import { nodeStates } from './node-states.ts'
import { fatalSets, stress } from './stress.ts'

/** Everything that is computed from snapshots. */
export const analyses = [nodeStates, stress, fatalSets] as const
