import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toGcj02, toWgs84 } from './datum.ts'
import { readDegrees } from './degrees.ts'
import { codesOf, guessed, readAs, sheetFrom, valuesOf } from './fixtures.ts'

describe('degrees', () => {
  test.each([
    ['114.0579', 114.0579], ['１１４.０５７９', 114.0579], ['东经114.0579°', 114.0579], ['114°3′28.44″E', 114.0579], ['114°03\'28.44"', 114.0579], ['114度3分28.44秒', 114.0579],
    ['-0.1276', -0.1276], ['西经0.1276', -0.1276], ['0.1276 W', -0.1276], ['+8.5', 8.5], [114.0579, 114.0579], ['0', 0],
  ])('%s is a longitude', (text, degrees) => expect(readDegrees(text, 'longitude')).toBeCloseTo(degrees, 9))

  test.each(['', 'x', '114,05', '114°61′', '1 2°', '北纬114', true, NaN, '--3'])('%s is none', (text) => expect(readDegrees(text, 'longitude')).toBeUndefined())

  test('more than the circle has is told apart', () => {
    expect(readDegrees(180.001, 'longitude')).toBe('beyond')
    expect(readDegrees('114.05', 'latitude')).toBe('beyond')
    expect(readDegrees('南纬90', 'latitude')).toBe(-90)
  })
})

describe('the datums of Chinese maps', () => {
  // The values that map programs commonly publish for a place in Beijing.
  const beijing = { longitude: 116.404, latitude: 39.915 }

  test('the shift of GCJ-02 and that of Baidu', () => {
    expect(toGcj02(beijing)).toEqual({ longitude: expect.closeTo(116.41024449916938, 9), latitude: expect.closeTo(39.91640428150164, 9) })
    const once = toGcj02(toWgs84(beijing, 'bd09'))
    expect(once).toEqual({ longitude: expect.closeTo(116.39762729119315, 6), latitude: expect.closeTo(39.90865673957631, 6) })
  })

  test('turning back what was shifted gives the place again, to a centimetre', () => {
    fc.assert(fc.property(fc.double({ min: 75, max: 134, noNaN: true }), fc.double({ min: 4, max: 53, noNaN: true }), (longitude, latitude) => {
      const back = toWgs84(toGcj02({ longitude, latitude }), 'gcj02')
      expect(Math.abs(back.longitude - longitude) + Math.abs(back.latitude - latitude)).toBeLessThan(2e-7)
    }))
  })

  test('WGS 84 and CGCS2000 stay to the last digit, and so does what lies outside China', () => {
    const exact = { longitude: 116.123456789012, latitude: 39.9 }
    for (const datum of ['wgs84', 'cgcs2000'] as const) expect(toWgs84(exact, datum)).toEqual(exact)
    expect(toWgs84({ longitude: -0.1276, latitude: 51.5072 }, 'gcj02')).toEqual({ longitude: -0.1276, latitude: 51.5072 })
  })
})

describe('a list with places', () => {
  const read = (text: string) => readAs(sheetFrom(text))
  const placeOf = (text: string) => valuesOf(read(text)).map(({ longitude, latitude }) => [longitude, latitude])

  test.each(['经度|纬度', 'lon|lat', 'lng|lat', 'Longitude|Latitude'])('headings %s', (headings) => {
    const result = read(`企业名称|所在市|${headings}
      甲公司|深圳市|114.0579|22.5431`)
    expect(valuesOf(result)[0]).toMatchObject({ longitude: 114.0579, latitude: 22.5431 })
    expect(codesOf(result)).toEqual(['1 datum-assumed'])
    expect(result.problems[0]!.message.en).toContain('taken as WGS 84')
  })

  test('what states its datum is turned into WGS 84, row by row, and nothing is assumed in silence', () => {
    const result = read(`企业名称|所在市|经度|纬度|坐标系
      甲公司|北京市|116.41024449916938|39.91640428150164|高德
      乙公司|北京市|116.404|39.915|WGS-84
      丙公司|北京市|116.404|39.915|
      丁公司|北京市|116.404|39.915|北京54`)
    expect(valuesOf(result).map(({ longitude, latitude, datum }) => [longitude, latitude, datum])).toEqual([
      [expect.closeTo(116.404, 6), expect.closeTo(39.915, 6), undefined], [116.404, 39.915, undefined], [116.404, 39.915, undefined], [undefined, undefined, undefined],
    ])
    expect(codesOf(result)).toEqual(['4 datum-assumed', '5 unknown-term', '5 unknown-datum'])
    expect(result.rows[3]!.blanks).toMatchObject({ longitude: '北京54', latitude: '北京54' })
  })

  test('a heading that names the map is taken at its word, and shown for confirmation', () => {
    const sheet = sheetFrom(`企业名称|所在市|百度经度|百度纬度
      甲公司|北京市|116.404|39.915`)
    expect(guessed(sheet)).toMatchObject({ kind: 'organisations', constants: { datum: 'bd09' } })
    const [place] = valuesOf(readAs(sheet))
    expect(Math.abs((place!.longitude as number) - 116.404)).toBeGreaterThan(0.005)
  })

  test('half a place, a filler and a place abroad are told of; the organisation is loaded', () => {
    const result = read(`企业名称|所在市|经度|纬度|坐标系
      甲公司|深圳市|114.05||WGS84
      乙公司|深圳市|0|0|WGS84
      丙公司|深圳市|22.5431|85.05|WGS84
      丁公司|深圳市|2.3522|48.8566|WGS84`)
    expect(codesOf(result)).toEqual(['2 half-place', '3 zero-place', '4 implausible', '5 implausible'])
    expect(placeOf(`企业名称|国家|经度|纬度|坐标系
      戊公司|法国|2.3522|48.8566|WGS84`)).toEqual([[2.3522, 48.8566]])
    expect(result.rows.map(({ flag }) => flag)).toEqual([undefined, undefined, 'implausible', 'implausible'])
    expect(result.problems[2]!.message.en).toContain('changed places')
  })

  test('what is no place is refused with the reason', () => {
    const result = read(`企业名称|所在市|经度|纬度|坐标系
      甲公司|深圳市|22.54|114.05|WGS84
      乙公司|深圳市|501234.5|22.5|WGS84
      丙公司|深圳市|东边|22.5|WGS84`)
    expect(codesOf(result)).toEqual(['2 beyond-degrees', '3 beyond-degrees', '4 not-degrees'])
    expect(result.problems[0]!.message.en).toContain('changed places')
    expect(result.problems[1]!.message.en).toContain('metres')
  })
})
