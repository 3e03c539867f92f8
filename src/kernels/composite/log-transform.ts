import { spreadOf } from './moments.ts'

/**
 * How an indicator that winsorising can't help is drawn together; x₋ and x₊ are its smallest and largest value.
 * `shifted`: ln(x − x₋ + 1 % of the range), which doesn't depend on the unit of measurement up to a constant.
 * `shifted-by-one`: ln(x − x₋ + 1), as the Commission's COIN Tool has it; depends on the unit.
 * `scaled`: ln((x₊ − 1)(x − x₋)/(x₊ − x₋) + 1), as the Global Innovation Index 2020; only for x₊ > 1.
 * `natural`: ln x, only for positive values.
 * `{ boxCox: λ }`: ((x − x₋ + 1)^λ − 1)/λ.
 */
export type LogKind = 'shifted' | 'shifted-by-one' | 'scaled' | 'natural' | { boxCox: number }

/**
 * Draws the high end together; order stays as it is. NaN stays NaN; of equal values all are left as they are.
 * G. E. P. Box and D. R. Cox, "An analysis of transformations", Journal of the Royal Statistical Society B 26(2), 1964; S. Dutta, B. Lanvin
 * and S. Wunsch-Vincent, "Global Innovation Index 2020", appendix IV; W. Becker et al., "The COIN Tool", European Commission 2019.
 */
export function logTransform(values: Float64Array, kind: LogKind): Float64Array {
  const { min, max } = spreadOf(values)
  if (!(max > min)) return values.slice()
  if (typeof kind === 'object') return boxCox(values, min, kind.boxCox)
  if (kind === 'natural' && !(min > 0)) throw new RangeError(`the logarithm of ${min} is not defined: choose a shifted logarithm`)
  if (kind === 'scaled' && !(max > 1)) throw new RangeError(`the scaled logarithm would turn the order round, because the largest value is ${max} and not above 1: choose a shifted one`)
  const range = max - min
  if (kind === 'natural') return values.map(Math.log)
  if (kind === 'scaled') return values.map((value) => Math.log(((max - 1) * (value - min)) / range + 1))
  const shift = kind === 'shifted' ? 0.01 * range : 1
  return values.map((value) => Math.log(value - min + shift))
}

function boxCox(values: Float64Array, min: number, lambda: number): Float64Array {
  if (!Number.isFinite(lambda)) throw new RangeError(`${lambda} is no exponent for a Box–Cox transformation`)
  return lambda === 0 ? values.map((value) => Math.log(value - min + 1)) : values.map((value) => ((value - min + 1) ** lambda - 1) / lambda)
}
