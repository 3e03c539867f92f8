import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { onPlane } from './plane.ts'
import { list } from './sites-fixture.ts'

const degree = (6371.0088 * Math.PI) / 180
const places = fc.array(fc.tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: -10, max: 10, noNaN: true })), { minLength: 2, maxLength: 12 })
const onSphere = ([a, b]: [number, number], [c, d]: [number, number]): number => {
  const [north, south] = [(b * Math.PI) / 180, (d * Math.PI) / 180]
  const half = Math.sin((north - south) / 2) ** 2 + Math.cos(north) * Math.cos(south) * Math.sin(((a - c) * Math.PI) / 360) ** 2
  return 2 * 6371.0088 * Math.asin(Math.sqrt(half))
}

describe('places on a plane', () => {
  it('worked by hand: a degree along the equator and along a meridian is 111.195 km', () => {
    const { x, y, stretch } = onPlane(list(-0.5, 0.5, 0, 0), list(0, 0, -0.5, 0.5))
    expect(x[1]! - x[0]!).toBeCloseTo(degree, 9)
    expect(y[3]! - y[2]!).toBeCloseTo(degree, 9)
    expect(stretch).toBeCloseTo(1 + (0.5 * (Math.PI / 180)) ** 2 / 6, 9)
  })

  it('Shenzhen and Guangzhou are 104 km apart, on the plane as on the sphere', () => {
    const { x, y } = onPlane(list(114.0579, 113.2644), list(22.5431, 23.1291))
    expect(Math.hypot(x[1]! - x[0]!, y[1]! - y[0]!)).toBeCloseTo(onSphere([114.0579, 22.5431], [113.2644, 23.1291]), 6)
    expect(Math.hypot(x[1]! - x[0]!, y[1]! - y[0]!)).toBeCloseTo(104.2, 1)
  })

  it('no length is shorter than on the sphere, and none longer than the stretch says, wherever the places lie', () => {
    fc.assert(fc.property(places, fc.double({ min: -170, max: 170, noNaN: true }), fc.double({ min: -75, max: 75, noNaN: true }), (around, east, north) => {
      const given = around.map(([a, b]): [number, number] => [east + a, north + b])
      const { x, y, stretch } = onPlane(Float64Array.from(given, ([a]) => a), Float64Array.from(given, ([, b]) => b))
      expect(stretch).toBeLessThan(1.05)
      for (let i = 0; i < given.length; i++) {
        for (let j = 0; j < i; j++) {
          const [plane, sphere] = [Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!), onSphere(given[i]!, given[j]!)]
          expect(plane).toBeGreaterThanOrEqual(sphere - 1e-6)
          expect(plane).toBeLessThanOrEqual(sphere * stretch + 1e-6)
        }
      }
    }))
  })

  it('a turn of the globe about its axis changes no distance', () => {
    fc.assert(fc.property(places, fc.integer({ min: -180, max: 180 }), (around, turn) => {
      const plane = (by: number) => onPlane(Float64Array.from(around, ([a]) => a + by), Float64Array.from(around, ([, b]) => b))
      const [here, there] = [plane(0), plane(turn)]
      for (let i = 1; i < around.length; i++) expect(Math.hypot(there.x[i]! - there.x[0]!, there.y[i]! - there.y[0]!)).toBeCloseTo(Math.hypot(here.x[i]! - here.x[0]!, here.y[i]! - here.y[0]!), 6)
    }))
  })

  it('one place lies in the middle, none have no length, and opposite ones have no bound', () => {
    const lone = onPlane(list(114), list(22))
    expect([lone.x[0], lone.y[0], lone.stretch].map((value) => Number(value!.toFixed(9)) + 0)).toEqual([0, 0, 1])
    expect(onPlane(list(), list()).stretch).toBe(1)
    expect(onPlane(list(0, 180), list(0, 0)).stretch).toBe(Infinity)
    expect(() => onPlane(list(NaN), list(0))).toThrow('place 0 is NaN, 0')
    expect(() => onPlane(list(1), list(91))).toThrow('place 0 is 1, 91')
    expect(() => onPlane(list(1, 2), list(3))).toThrow('2 longitudes and 1 latitudes')
  })
})
