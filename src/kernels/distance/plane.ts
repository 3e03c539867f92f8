/** The mean radius of the Earth in km (IUGG). */
const EARTH = 6371.0088
const RADIANS = Math.PI / 180

/** Places on a plane in km, and how many times too long a length on it may be at most. */
export type Plane = { x: Float64Array; y: Float64Array; stretch: number }

/**
 * Places given in degrees on a plane in kilometres: the azimuthal equidistant projection of the sphere about the middle of the places.
 * Away from the middle nothing is shortened, and across it lengths grow by at most c/sin c, with c the angle of the farthest place: a
 * distance on the plane is at least that on the sphere and at most `stretch` times it. Infinity where a place lies opposite the middle.
 *
 * J. P. Snyder, "Map Projections: A Working Manual", U.S. Geological Survey Professional Paper 1395, 1987, pp. 191–202.
 */
export function onPlane(longitude: Float64Array, latitude: Float64Array): Plane {
  const n = longitude.length
  if (latitude.length !== n) throw new RangeError(`${n} longitudes and ${latitude.length} latitudes`)
  const middle = middleOf(longitude, latitude)
  const [sin0, cos0] = [Math.sin(middle.latitude), Math.cos(middle.latitude)]
  const [x, y] = [new Float64Array(n), new Float64Array(n)]
  let farthest = 0
  for (let i = 0; i < n; i++) {
    const across = longitude[i]! * RADIANS - middle.longitude
    const [sin, cos, cosAcross] = [Math.sin(latitude[i]! * RADIANS), Math.cos(latitude[i]! * RADIANS), Math.cos(across)]
    const east = cos * Math.sin(across)
    const north = cos0 * sin - sin0 * cos * cosAcross
    // By both sine and cosine, for near places the cosine alone tells nothing.
    const angle = Math.atan2(Math.hypot(east, north), sin0 * sin + cos0 * cos * cosAcross)
    const scale = EARTH * stretchAt(angle)
    x[i] = scale * east
    y[i] = scale * north
    farthest = Math.max(farthest, angle)
  }
  return { x, y, stretch: stretchAt(farthest) }
}

function stretchAt(angle: number): number {
  if (angle === 0) return 1
  return Math.PI - angle < 1e-9 ? Infinity : angle / Math.sin(angle)
}

/** The direction of the sum of all places seen from the centre of the Earth; of places that cancel out, or none, 0, 0. */
function middleOf(longitude: Float64Array, latitude: Float64Array): { longitude: number; latitude: number } {
  let [a, b, c] = [0, 0, 0]
  for (let i = 0; i < longitude.length; i++) {
    const [east, north] = [longitude[i]! * RADIANS, latitude[i]! * RADIANS]
    if (!(Math.abs(north) <= Math.PI / 2 + 1e-12 && Number.isFinite(east))) throw new RangeError(`place ${i} is ${longitude[i]}, ${latitude[i]}: it must be known, in degrees`)
    a += Math.cos(north) * Math.cos(east)
    b += Math.cos(north) * Math.sin(east)
    c += Math.sin(north)
  }
  return Math.hypot(a, b, c) < 1e-9 ? { longitude: 0, latitude: 0 } : { longitude: Math.atan2(b, a), latitude: Math.atan2(c, Math.hypot(a, b)) }
}
