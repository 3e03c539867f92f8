import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnSums, matrixOf, rowSums, type Matrix } from '../matrix.ts'
import { chainLength, downstreamness, upstreamness } from './chain-length.ts'
import { allocationCoefficients, technicalCoefficients, type Table } from './coefficients.ts'
import { invert } from './invert.ts'
import { totalRequirements } from './leontief.ts'
import { dispersion, extractionLoss, multipliers } from './multipliers.ts'

const matrix = (...rows: number[][]): Matrix => matrixOf(rows.length, rows[0]?.length ?? 0, Float64Array.from(rows.flat()))
const close = (values: ArrayLike<number>, expected: ArrayLike<number>, digits = 9): void => {
  expect(values).toHaveLength(expected.length)
  for (let n = 0; n < expected.length; n++) expect(values[n]).toBeCloseTo(expected[n]!, digits)
}

/** Miller and Blair's two industries: flows 150, 500, 200, 100 and outputs 1000 and 2000. */
const two: Table = { flows: matrix([150, 500], [200, 100]), output: Float64Array.of(1000, 2000) }
const twoDemand = Float64Array.of(350, 1700)

/** Balanced tables in which every industry sells something to final demand. */
const tables = fc.integer({ min: 1, max: 6 }).chain((size) => fc.tuple(
  fc.array(fc.integer({ min: 0, max: 50 }), { minLength: size * size, maxLength: size * size }),
  fc.array(fc.integer({ min: 1, max: 90 }), { minLength: size, maxLength: size }),
).map(([flows, demand]) => {
  const sold = matrixOf(size, size, Float64Array.from(flows))
  return { table: { flows: sold, output: rowSums(sold).map((sum, n) => sum + demand[n]!) }, demand: Float64Array.from(demand) }
}))

describe('coefficients and inverses', () => {
  it('of two industries are the textbook ones', () => {
    close(technicalCoefficients(two).values, [0.15, 0.25, 0.2, 0.05])
    close(totalRequirements(technicalCoefficients(two)).values, [1.2541, 0.33, 0.264, 1.1221], 3)
    close(allocationCoefficients(two).values, [0.15, 0.5, 0.1, 0.05])
  })

  it('give output back from final demand', () => {
    fc.assert(fc.property(tables, ({ table, demand }) => {
      const { rows, values } = totalRequirements(technicalCoefficients(table))
      for (let r = 0; r < rows; r++) expect(demand.reduce((sum, amount, c) => sum + amount * values[r * rows + c]!, 0)).toBeCloseTo(table.output[r]!, 6)
    }))
  })

  it('do not change with the unit', () => {
    fc.assert(fc.property(tables, ({ table }) => {
      const scaled = { flows: { ...table.flows, values: table.flows.values.map((flow) => flow * 8) }, output: table.output.map((made) => made * 8) }
      close(technicalCoefficients(scaled).values, technicalCoefficients(table).values)
    }))
  })

  it('leave an industry without output alone', () => {
    const idle: Table = { flows: matrix([10, 0], [0, 0]), output: Float64Array.of(40, 0) }
    close(totalRequirements(technicalCoefficients(idle)).values, [4 / 3, 0, 0, 1])
    close(upstreamness(allocationCoefficients(idle)), [4 / 3, 1])
  })

  it('are refused for missing, negative and unfitting tables, and for one that needs more than it makes', () => {
    const with_ = (change: Partial<Table>): Table => ({ ...two, ...change })
    expect(() => technicalCoefficients(with_({ flows: matrix([1, NaN], [1, 1]) }))).toThrow('from industry 0 to 1 is NaN')
    expect(() => technicalCoefficients(with_({ flows: matrix([1, 1], [-3, 1]) }))).toThrow('from industry 1 to 0 is -3')
    expect(() => technicalCoefficients(with_({ output: Float64Array.of(1, NaN) }))).toThrow('output of industry 1 is NaN')
    expect(() => technicalCoefficients(with_({ output: Float64Array.of(1) }))).toThrow('do not fit')
    expect(() => allocationCoefficients(with_({ inventoryChange: Float64Array.of(1001, 0) }))).toThrow('nothing is left to allocate')
    expect(() => allocationCoefficients(with_({ inventoryChange: Float64Array.of(NaN, 0) }))).toThrow('change of stock of industry 0')
    expect(() => totalRequirements(matrix([1.5, 0], [0, 0.5]))).toThrow('does not hold together')
    expect(() => totalRequirements(matrix([1, 0], [0, 0.5]))).toThrow('singular')
    expect(() => invert(matrix([1, 2]))).toThrow('must be square')
    expect(() => invert(matrix([NaN]))).toThrow('every value must be known')
  })
})

describe('upstreamness and downstreamness', () => {
  it('of a straight chain of three are 3, 2, 1 and 1, 2, 3', () => {
    const chain: Table = { flows: matrix([0, 10, 0], [0, 0, 10], [0, 0, 0]), output: Float64Array.of(10, 10, 10) }
    close(upstreamness(allocationCoefficients(chain)), [3, 2, 1])
    close(downstreamness(technicalCoefficients(chain)), [1, 2, 3])
  })

  it('are the sums of the inverses; downstreamness, weighted by final demand, adds up to output', () => {
    fc.assert(fc.property(tables, ({ table, demand }) => {
      const up = upstreamness(allocationCoefficients(table))
      const down = downstreamness(technicalCoefficients(table))
      close(up, rowSums(totalRequirements(allocationCoefficients(table))), 6)
      close(down, columnSums(totalRequirements(technicalCoefficients(table))), 6)
      const total = table.output.reduce((sum, made) => sum + made, 0)
      expect(down.reduce((sum, steps, n) => sum + steps * demand[n]!, 0) / total).toBeCloseTo(1, 6)
    }))
  })

  it('grow where output is corrected for what went into stock', () => {
    const stocked = { ...two, inventoryChange: Float64Array.of(100, 0) }
    expect(upstreamness(allocationCoefficients(stocked))[0]!).toBeGreaterThan(upstreamness(allocationCoefficients(two))[0]!)
  })

  it('are refused where nothing reaches final use, and for what is not known', () => {
    expect(() => chainLength(matrix([1]))).toThrow('do not settle')
    expect(() => chainLength(matrix([2, 1], [1, 2]))).toThrow('do not settle')
    expect(() => chainLength(matrix([NaN]))).toThrow('row 0, column 0 is NaN')
    expect(() => chainLength(matrix([0.1, 0.1]))).toThrow('must be square')
    expect(chainLength(matrixOf(0, 0))).toHaveLength(0)
  })
})

describe('multipliers, dispersion and extraction', () => {
  const inverse = totalRequirements(technicalCoefficients(two))

  it('of employment: 0.3 and 0.1 a unit give 0.4026 and 0.2112 by final demand', () => {
    const { direct, simple, typeOne } = multipliers(inverse, Float64Array.of(300, 200), two.output)
    close(direct, [0.3, 0.1])
    close(simple, [0.3 * inverse.values[0]! + 0.1 * inverse.values[2]!, 0.3 * inverse.values[1]! + 0.1 * inverse.values[3]!])
    close(typeOne, [simple[0]! / 0.3, simple[1]! / 0.1])
    expect(multipliers(inverse, Float64Array.of(0, 200), two.output).typeOne[0]).toBeNaN()
    expect(multipliers(inverse, Float64Array.of(NaN, 200), two.output).simple[1]).toBeNaN()
    expect(() => multipliers(inverse, Float64Array.of(1), two.output)).toThrow('do not fit 2 industries')
  })

  it('of dispersion are 1 on average', () => {
    const { power, sensitivity } = dispersion(inverse)
    expect((power[0]! + power[1]!) / 2).toBeCloseTo(1, 12)
    expect((sensitivity[0]! + sensitivity[1]!) / 2).toBeCloseTo(1, 12)
    expect(dispersion(matrix([2])).variationBackward[0]).toBeNaN()
  })

  it('of extraction are what solving without the industry gives', () => {
    fc.assert(fc.property(tables, ({ table, demand }) => {
      const technical = technicalCoefficients(table)
      const size = demand.length
      const losses = extractionLoss(totalRequirements(technical), demand)
      for (let k = 0; k < size; k++) {
        const without = totalRequirements({ ...technical, values: technical.values.map((value, at) => (Math.floor(at / size) === k || at % size === k ? 0 : value)) })
        const left = columnSums(without).reduce((sum, column, n) => sum + column * demand[n]!, 0)
        expect(losses[k]).toBeCloseTo(table.output.reduce((sum, made) => sum + made, 0) - left, 5)
      }
    }))
    expect(() => extractionLoss(inverse, Float64Array.of(1))).toThrow('do not fit')
    close(extractionLoss(matrix([1]), Float64Array.of(5)), [0])
    expect(extractionLoss(inverse, twoDemand)[0]!).toBeGreaterThan(0)
  })
})
