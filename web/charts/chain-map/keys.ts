import type { Chart } from './chart.ts'
import type { ChainMap, Places } from './read-map.ts'
import { nearestNode, walk, type Step } from './walk.ts'

type Here = { chart: Chart; map: ChainMap; places: Places; at: number }
type Done = { select?: number; open?: true; escape?: true; nothing?: true }

const steps: Record<string, Step> = { ArrowLeft: 'inputs', ArrowRight: 'users', ArrowUp: 'up', ArrowDown: 'down', h: 'inputs', l: 'users', k: 'up', j: 'down' }
const pans: Record<string, readonly [number, number]> = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] }

/** Does what a key stands for; undefined for a key that means nothing here. With Shift the arrows move the view. */
export function actOnKey(key: string, shift: boolean, here: Here): Done | undefined {
  const { chart } = here
  const pan = shift ? pans[key] : undefined
  if (pan) return quiet(() => chart.pan(pan[0], pan[1]))
  const step = steps[key]
  if (step) return take(here, step)
  if (key === '+' || key === '=') return quiet(() => chart.zoom(0.12))
  if (key === '-' || key === '_') return quiet(() => chart.zoom(-0.12))
  if (key === '0') return quiet(() => chart.fit())
  if (key === 'Enter') return { open: true }
  return key === 'Escape' ? { escape: true } : undefined
}

function quiet(act: () => void): Done {
  act()
  return {}
}

/** The first arrow begins at the middle of what is seen. */
function take({ chart, map, places, at }: Here, step: Step): Done {
  const { x, y } = chart.middle()
  const next = at < 0 ? nearestNode(places, x, y) : walk(map, places, at, step)
  return next < 0 ? { nothing: true } : { select: next }
}
