import type { SystemicNetwork } from '../../kernels/systemic/network.ts'
import { systemicRisk } from '../../kernels/systemic/shocks.ts'
import { AppError } from '../../shared/errors.ts'
import { SETTLED_EPS } from './parameters.ts'

/** Damages at the asked eps; a cascade that does not come to steps so small is the asker's to mend. */
export function orRefuse<T>(eps: number, compute: () => T): T {
  try {
    return compute()
  } catch (error) {
    if (!isUnsettled(error)) throw error
    throw new AppError('invalid-request', { zh: `在 eps = ${eps} 时迭代不收敛。请取更大的 eps。`, en: `The iteration does not settle at eps = ${eps}. Take a larger eps.` })
  }
}

/** Settled values of a range of firms; NaN where a cascade does not settle. */
export function settledRisk(net: SystemicNetwork, replaceability: boolean, range: { from: number; to: number }): Float64Array {
  const rule = { eps: SETTLED_EPS, replaceability }
  const valuesOf = (part: typeof range): Float64Array | undefined => orUndefined(() => systemicRisk(net, rule, part))?.esri
  const all = valuesOf(range)
  if (all) return all
  return Float64Array.from({ length: range.to - range.from }, (_, n) => valuesOf({ from: range.from + n, to: range.from + n + 1 })?.[0] ?? NaN)
}

export function orUndefined<T>(compute: () => T): T | undefined {
  try {
    return compute()
  } catch (error) {
    if (isUnsettled(error)) return undefined
    throw error
  }
}

function isUnsettled(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('has not settled')
}
