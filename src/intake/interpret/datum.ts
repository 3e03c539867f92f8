/**
 * Coordinates of the datums in use in China as WGS 84. Maps sold in China are shifted (GCJ-02) by some hundred metres, those of Baidu once
 * more (BD-09). CGCS2000 differs from WGS 84 by centimetres and is taken as it stands. The formulas were never published; these are the
 * ones that map programs have long agreed on, turned round by trying, to about a centimetre.
 */
import type { Datum } from '../../shared/vocabulary.ts'

export type Place = { longitude: number; latitude: number }

/** The ellipsoid of Krassovsky 1940, by which the shift is defined. */
const semiMajor = 6_378_245
const squaredEccentricity = 0.006_693_421_622_965_943
/** Where the shift applies: what lies outside is left as it is. */
const shifted = { west: 72.004, east: 137.8347, south: 0.8293, north: 55.8271 }
const circle = (Math.PI * 3000) / 180
/** Beyond this no surveyed place is told from another: about a centimetre. */
const digits = 1e7
const tries = 20

/** A place as WGS 84, to seven decimals where it had to be computed. */
export function toWgs84(place: Place, datum: Datum): Place {
  if (datum === 'wgs84' || datum === 'cgcs2000') return place
  const { longitude, latitude } = fromGcj02(datum === 'bd09' ? bd09ToGcj02(place) : place)
  return { longitude: Math.round(longitude * digits) / digits, latitude: Math.round(latitude * digits) / digits }
}

/** The place whose shifted image is the given one. */
function fromGcj02(wanted: Place): Place {
  let { longitude, latitude } = wanted
  for (let n = 0; n < tries; n++) {
    const image = toGcj02({ longitude, latitude })
    const [east, north] = [wanted.longitude - image.longitude, wanted.latitude - image.latitude]
    longitude += east
    latitude += north
    if (Math.abs(east) + Math.abs(north) < 1e-10) break
  }
  return { longitude, latitude }
}

/** WGS 84 as the maps of China show it. */
export function toGcj02({ longitude, latitude }: Place): Place {
  if (longitude < shifted.west || longitude > shifted.east || latitude < shifted.south || latitude > shifted.north) return { longitude, latitude }
  const [x, y] = [longitude - 105, latitude - 35]
  const radians = (latitude / 180) * Math.PI
  const curve = 1 - squaredEccentricity * Math.sin(radians) ** 2
  const north = (northward(x, y) * 180 * curve * Math.sqrt(curve)) / (semiMajor * (1 - squaredEccentricity) * Math.PI)
  const east = (eastward(x, y) * 180 * Math.sqrt(curve)) / (semiMajor * Math.cos(radians) * Math.PI)
  return { longitude: longitude + east, latitude: latitude + north }
}

const waves = (at: number, parts: readonly (readonly [size: number, turns: number])[]): number => parts.reduce((sum, [size, turns]) => sum + size * Math.sin(at * turns * Math.PI), 0)

/** Metres to the north. */
function northward(x: number, y: number): number {
  const plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
  return plain + (2 / 3) * (waves(x, [[20, 6], [20, 2]]) + waves(y, [[20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30]]))
}

/** Metres to the east. */
function eastward(x: number, y: number): number {
  const plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
  return plain + (2 / 3) * waves(x, [[20, 6], [20, 2], [20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30]])
}

function bd09ToGcj02({ longitude, latitude }: Place): Place {
  const [x, y] = [longitude - 0.0065, latitude - 0.006]
  const distance = Math.hypot(x, y) - 0.000_02 * Math.sin(y * circle)
  const angle = Math.atan2(y, x) - 0.000_003 * Math.cos(x * circle)
  return { longitude: distance * Math.cos(angle), latitude: distance * Math.sin(angle) }
}
