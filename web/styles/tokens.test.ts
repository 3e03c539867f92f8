import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { stateColours } from '../../src/shared/state-colours.ts'

it('shows states on screen in the colours of exported pictures', () => {
  const light = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').split(':root[')[0]!
  for (const [state, colour] of Object.entries(stateColours)) expect(light, state).toContain(`--state-${state}: ${colour.toLowerCase()};`)
})
