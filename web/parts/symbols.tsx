/** Symbols drawn as paths in a box of 12 × 12, so that they look the same on every machine and in every font. */
import { stateShapes as statePaths } from '../../src/shared/state-colours.ts'
import type { ActorType, NodeState } from '../../src/shared/vocabulary.ts'

type Shape = { path: string; filled: boolean }

/** The symbol of each node state, the same as in exported pictures. */
export const stateShapes = Object.fromEntries(Object.entries(statePaths).map(([state, path]) => [state, { path, filled: path.endsWith('z') }])) as Record<NodeState, Shape>

/** The shape of each actor type. */
export const actorShapes: Record<ActorType, Shape> = {
  government: { path: 'M1.8 1.8H10.2V10.2H1.8z', filled: true },
  enterprise: { path: 'M6 1.4a4.6 4.6 0 1 1 0 9.2a4.6 4.6 0 1 1 0-9.2z', filled: true },
  research: { path: 'M6 1.2 11.2 10.4H.8z', filled: true },
  association: { path: 'M6 .8 11.2 6 6 11.2.8 6z', filled: true },
  service: { path: 'M3.3 1.3H8.7L11.4 6 8.7 10.7H3.3L.6 6z', filled: true },
}

export function Symbol({ shape, color, size = 12 }: { shape: Shape; color: string; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" focusable="false" style={{ flex: 'none', color }}>
      <path d={shape.path} fill={shape.filled ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth={shape.filled ? 0.6 : 1.9} strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  )
}

/** ◷ of values that are out of date. */
export function ClockSymbol() {
  return (
    <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d="M6 1.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6zM6 1.2V6H10.8" fill="none" stroke="currentColor" strokeWidth="1.3" />
    </svg>
  )
}
