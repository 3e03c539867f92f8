import type { Sites } from '../src/kernels/distance/sites.ts'
import { openRandom } from '../src/kernels/random.ts'

/** The industry that is looked at. */
export const sector = 0
/** The square's side in km. */
const side = 500

/** Sites of towns with heavy-tailed numbers, with heavy-tailed sizes; half of the sector's are drawn to a third of the towns. */
export function towns(count: number, ofSector: number): Sites {
  const random = openRandom(11)
  const pareto = (tail: number): number => (1 - random.next()) ** (-1 / tail)
  const upTo = new Float64Array(400)
  const [east, north] = [new Float64Array(400), new Float64Array(400)]
  let whole = 0
  for (let t = 0; t < 400; t++) {
    upTo[t] = whole += pareto(1.1)
    east[t] = random.next() * side
    north[t] = random.next() * side
  }
  const sites: Sites = { x: new Float64Array(count), y: new Float64Array(count), type: new Int32Array(count), weight: new Float64Array(count) }
  for (let i = 0; i < count; i++) {
    const isSector = i < ofSector
    const part = isSector && random.next() < 0.5 ? 1 / 3 : 1
    const at = random.next() * upTo[Math.floor(399 * part)]!
    const town = upTo.findIndex((sum) => sum > at)
    const [away, angle] = [4 * Math.sqrt(-2 * Math.log(1 - random.next())), 2 * Math.PI * random.next()]
    sites.x[i] = east[town]! + away * Math.cos(angle)
    sites.y[i] = north[town]! + away * Math.sin(angle)
    sites.type[i] = isSector ? sector : 1 + random.integer(19)
    sites.weight[i] = pareto(1.5)
  }
  return sites
}
