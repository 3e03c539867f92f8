import { matrixOf, type Matrix } from '../matrix.ts'
import { invert } from './invert.ts'

/**
 * (I − C)⁻¹ for coefficients C: the Leontief inverse of technical, the Ghosh inverse of allocation coefficients. Entry (i, j) of the first is what i must
 * make, all rounds together, for one unit of final demand for j.
 * Throws where an industry needs, all rounds together, as much of its own product as it makes (the inverse has a negative entry or does not exist).
 * W. Leontief, "Quantitative Input and Output Relations", Review of Economics and Statistics 18, 1936; the condition: D. Hawkins and H. A. Simon,
 * "Some Conditions of Macroeconomic Stability", Econometrica 17, 1949; R. E. Miller and P. D. Blair, "Input–Output Analysis", 2nd ed. 2009.
 */
export function totalRequirements(coefficients: Matrix): Matrix {
  const { rows, columns, values } = coefficients
  const inverse = invert(matrixOf(rows, columns, values.map((value, at) => (Math.floor(at / columns) === at % columns ? 1 : 0) - value)))
  const negative = inverse.values.findIndex((value) => value < -1e-12)
  if (negative >= 0) throw new RangeError(`the table does not hold together: industry ${Math.floor(negative / columns)} or its suppliers need more than they make`)
  return inverse
}
