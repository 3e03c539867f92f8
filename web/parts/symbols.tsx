/** Symbols drawn as paths in a box of 12 × 12, so that they look the same on every machine and in every font. */
import { stateShapes } from '../../src/shared/state-colours.ts'
import type { ActorType } from '../../src/shared/vocabulary.ts'

export { stateShapes }

/** The shape of each actor type. Filled shapes end in `z`, as those of the states do. */
export const actorShapes: Record<ActorType, string> = {
  government: 'M1.8 1.8H10.2V10.2H1.8z',
  enterprise: 'M6 1.4a4.6 4.6 0 1 1 0 9.2a4.6 4.6 0 1 1 0-9.2z',
  research: 'M6 1.2 11.2 10.4H.8z',
  association: 'M6 .8 11.2 6 6 11.2.8 6z',
  service: 'M3.3 1.3H8.7L11.4 6 8.7 10.7H3.3L.6 6z',
}

export function Symbol({ shape, color, size = 12 }: { shape: string; color: string; size?: number }) {
  const filled = shape.endsWith('z')
  return (
    <svg width={size} height={size} viewBox="-0.5 -0.5 13 13" aria-hidden="true" focusable="false" style={{ flex: 'none', color }}>
      <path d={shape} fill={filled ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth={filled ? 0.6 : 1.8} strokeLinejoin="round" strokeLinecap="round" />
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
