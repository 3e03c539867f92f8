/**
 * Where the organisations of the demo are: the centres of the cities are true, every place is invented. Enterprises of one line keep to
 * a park of their own in each city, the others stand anywhere in it, so that a curve by distance has something to show.
 */
import { randomFor } from './random.mjs'

/** Longitude and latitude of the middle of each city. */
const CENTRES = {
  深圳市: [114.0579, 22.5931], 广州市: [113.2944, 23.1291], 东莞市: [113.7518, 23.0207], 佛山市: [113.1214, 23.0215], 中山市: [113.3927, 22.5159], 珠海市: [113.4967, 22.2707],
  苏州市: [120.5853, 31.299], 上海市: [121.4737, 31.2304], 杭州市: [120.1551, 30.2741], 北京市: [116.4074, 39.9042], 武汉市: [114.3054, 30.5931], 西安市: [108.9398, 34.3416],
}
/** Half the side of what counts as the city and as a park, in degrees: about 15 km and 2 km. */
const CITY = 0.14
const PARK = 0.02
/** Some have never given their place. */
const UNSAID = 0.06

/** The organisations with their places, drawn from a stream of their own. */
export function placed(organisations) {
  const random = randomFor('places')
  const parks = new Map()
  const around = ([east, north], reach) => [east + spread(random, reach), north + spread(random, reach)]
  const parkOf = (city, line) => {
    const key = `${city} ${line}`
    if (!parks.has(key)) parks.set(key, around(CENTRES[city], CITY - PARK))
    return parks.get(key)
  }
  return organisations.map((organisation) => {
    const { city, line } = organisation
    if (city === null) return { ...organisation, longitude: null, latitude: null }
    const inPark = line !== null && random.chance(0.75)
    const place = inPark ? around(parkOf(city, line), PARK) : around(CENTRES[city], CITY)
    const [longitude, latitude] = random.chance(UNSAID) ? [null, null] : place.map(fourDecimals)
    return { ...organisation, longitude, latitude }
  })
}

/** Between -reach and reach, the middle more often. */
function spread(random, reach) {
  return (random.between(-reach, reach) + random.between(-reach, reach)) / 2
}

const fourDecimals = (degrees) => Math.round(degrees * 10_000) / 10_000
