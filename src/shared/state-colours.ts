import type { NodeState } from './vocabulary.ts'

/** The colour of each state on paper, colour-blind safe and always beside its symbol. Unknown is grey and hatched, so that it never looks good. */
export const stateColours: Record<NodeState, string> = {
  broken: '#B3261E',
  choke: '#8E3B8A',
  bottleneck: '#C2680A',
  weak: '#B08900',
  strength: '#1B7F5C',
  ordinary: '#5B6B7A',
  unknown: '#6B7280',
}

/**
 * The symbol of each state as a path in a square of 12, since many fonts, those of most printers among them, lack the characters.
 * Stroked shapes are open, filled ones end in `z`.
 */
export const stateShapes: Record<NodeState, string> = {
  broken: 'M2 2L10 10M10 2L2 10',
  choke: 'M6 0.5L11.5 6L6 11.5L0.5 6z',
  bottleneck: 'M2 1H10L6 6L10 11H2L6 6z',
  weak: 'M1 2H11L6 11L1 2',
  strength: 'M6 0.6L7.5 4.3L11.5 4.6L8.4 7.2L9.4 11.1L6 9L2.6 11.1L3.6 7.2L0.5 4.6L4.5 4.3z',
  ordinary: 'M6 2A4 4 0 1 1 6 10A4 4 0 1 1 6 2z',
  unknown: 'M3.5 4A2.5 2.5 0 1 1 6.6 6.4Q6 6.7 6 8M6 10V10.8',
}
