import { matrixOf, type Matrix } from '../matrix.ts'

/**
 * A table of flows: `flows` is industries × industries, the row sells to the column; `output` is what each makes in the same unit;
 * `inventoryChange`, where given, is the part of output that went into stock.
 */
export type Table = { flows: Matrix; output: Float64Array; inventoryChange?: Float64Array }

/** Technical coefficients: A = Z x⁻¹, inputs bought for one unit of the column's output. A column without output has none. W. Leontief, 1936. */
export function technicalCoefficients(table: Table): Matrix {
  checkTable(table)
  const { flows, output } = table
  return matrixOf(flows.rows, flows.columns, flows.values.map((flow, at) => overOutput(flow, output[at % flows.columns]!)))
}

/**
 * Allocation coefficients: B = x⁻¹ Z, the part of the row's output that goes to each column. A row without output has none.
 * With `inventoryChange`, output is taken less what went into stock (P. Antràs, D. Chor, T. Fally and R. Hillberry, "Measuring the
 * Upstreamness of Production and Trade Flows", American Economic Review 102(3), 2012). A. Ghosh, "Input-Output Approach in an Allocation System", Economica 25, 1958.
 */
export function allocationCoefficients(table: Table): Matrix {
  checkTable(table)
  const { flows, output, inventoryChange } = table
  return matrixOf(flows.rows, flows.columns, flows.values.map((flow, at) => {
    const row = Math.floor(at / flows.columns)
    const sold = output[row]! - (inventoryChange?.[row] ?? 0)
    if (sold < 0) throw new RangeError(`industry ${row} put ${inventoryChange![row]} into stock and made only ${output[row]}: nothing is left to allocate`)
    return overOutput(flow, sold)
  }))
}

/** An industry that makes nothing has no coefficients, and its inverse output counts as zero. */
function overOutput(flow: number, output: number): number {
  return output === 0 ? 0 : flow / output
}

function checkTable({ flows, output, inventoryChange }: Table): void {
  const { rows, columns, values } = flows
  if (rows !== columns || output.length !== rows || (inventoryChange && inventoryChange.length !== rows)) throw new RangeError(`flows of ${rows} × ${columns} and outputs of ${output.length} industries do not fit`)
  const wrong = values.findIndex((value) => !(value >= 0 && value < Infinity))
  if (wrong >= 0) throw new RangeError(`the flow from industry ${Math.floor(wrong / columns)} to ${wrong % columns} is ${values[wrong]}: it must be known and not negative`)
  const idle = output.findIndex((value) => !(value >= 0 && value < Infinity))
  if (idle >= 0) throw new RangeError(`the output of industry ${idle} is ${output[idle]}: it must be known and not negative`)
  const blank = inventoryChange?.findIndex((value) => !Number.isFinite(value)) ?? -1
  if (blank >= 0) throw new RangeError(`the change of stock of industry ${blank} is ${inventoryChange![blank]}: it must be known`)
}
