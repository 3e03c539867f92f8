import type { NodeState } from '../../shared/vocabulary.ts'

/** The colour of each state, colour-blind safe and always beside its symbol. Unknown is grey and hatched, so that it never looks good. */
export const stateColours: Record<NodeState, string> = {
  broken: '#B3261E',
  choke: '#8E3B8A',
  bottleneck: '#C2680A',
  weak: '#B08900',
  strength: '#1B7F5C',
  ordinary: '#5B6B7A',
  unknown: '#6B7280',
}
