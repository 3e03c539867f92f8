/** Sites that follow one another in an order, so many to a block, and the box that holds each block: whole blocks are judged by their box. */
export type Blocks = { size: number; count: number; west: Float64Array; east: Float64Array; south: Float64Array; north: Float64Array }

/** Steps of the curve along each side of the square that holds all sites. */
const STEPS = 1 << 16

/**
 * The numbers of the sites along a Hilbert curve: what follows one another lies near one another, in any direction. Sites in one step of
 * the curve go by x, y and number.
 *
 * D. Hilbert, "Über die stetige Abbildung einer Linie auf ein Flächenstück", Mathematische Annalen 38, 1891.
 */
export function alongHilbert(x: Float64Array, y: Float64Array): Int32Array {
  const n = x.length
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    west = Math.min(west, x[i]!)
    east = Math.max(east, x[i]!)
    south = Math.min(south, y[i]!)
    north = Math.max(north, y[i]!)
  }
  const side = Math.max(east - west, north - south)
  const scale = side > 0 ? (STEPS - 1) / side : 0
  const place = new Float64Array(n)
  const order = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    order[i] = i
    place[i] = placeOf(((x[i]! - west) * scale) | 0, ((y[i]! - south) * scale) | 0)
  }
  return order.sort((a, b) => place[a]! - place[b]! || x[a]! - x[b]! || y[a]! - y[b]! || a - b)
}

/** How far along the curve a step of the grid lies: quarter by quarter, each turned so that the curve hangs together. */
function placeOf(column: number, row: number): number {
  let place = 0
  for (let half = STEPS >> 1; half > 0; half >>= 1) {
    const isEast = (column & half) !== 0
    const isNorth = (row & half) !== 0
    place = 4 * place + (isEast ? (isNorth ? 2 : 3) : isNorth ? 1 : 0)
    if (isNorth) continue
    const turned = isEast ? ~column : column
    column = isEast ? ~row : row
    row = turned
  }
  return place
}

/** The blocks of places as they stand. */
export function blocksOf(x: Float64Array, y: Float64Array, size: number): Blocks {
  const count = Math.ceil(x.length / size)
  const blocks: Blocks = { size, count, west: new Float64Array(count), east: new Float64Array(count), south: new Float64Array(count), north: new Float64Array(count) }
  for (let b = 0; b < count; b++) {
    let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
    for (let i = b * size; i < Math.min(x.length, (b + 1) * size); i++) {
      west = Math.min(west, x[i]!)
      east = Math.max(east, x[i]!)
      south = Math.min(south, y[i]!)
      north = Math.max(north, y[i]!)
    }
    blocks.west[b] = west
    blocks.east[b] = east
    blocks.south[b] = south
    blocks.north[b] = north
  }
  return blocks
}

/** The square of the distance of a place from the nearest point of a box: at most that of any of its sites, to the last bit, as rounding keeps order. */
export function leastSquare({ west, east, south, north }: Blocks, block: number, x: number, y: number): number {
  const across = Math.max(0, west[block]! - x, x - east[block]!)
  const along = Math.max(0, south[block]! - y, y - north[block]!)
  return across * across + along * along
}

/** The square of the distance of a place from the farthest corner of a box: at least that of any of its sites. */
export function mostSquare({ west, east, south, north }: Blocks, block: number, x: number, y: number): number {
  const across = Math.max(x - west[block]!, east[block]! - x)
  const along = Math.max(y - south[block]!, north[block]! - y)
  return across * across + along * along
}
