import { rca } from '../complexity/rca.ts'
import { columnSums, rowSums, transpose, type Matrix } from '../matrix.ts'
import { rowOf, sharesOf } from './amounts.ts'
import { concentrationSums } from './ellison-glaeser.ts'
import { entropy, theil } from './entropy.ts'
import { gini, giniCorrected, locationalGini } from './gini.ts'
import { hachman } from './hachman.ts'
import { herfindahl } from './herfindahl.ts'
import { hoover, krugman } from './krugman.ts'
import { topShare } from './top-share.ts'

/** What is said of one region over its industries. */
export type RegionProfile = {
  total: number; positive: number; diversity: number; hhi: number; hhiNormalised: number; hhiEquivalent: number
  krugman: number; specialisation: number; hachman: number; entropy: number; entropyBits: number; gini: number
}

/** What is said of one industry over the regions. */
export type IndustryProfile = {
  total: number; positive: number; ubiquity: number; hhi: number; gini: number; giniCorrected: number; giniLocational: number
  giniQuotients: number; krugman: number; hoover: number; theil: number; top1: number; top4: number; raw: number
}

/**
 * Every index of specialisation, one profile a region (row). `diversity` counts the industries with a location quotient (rca) of at least 1.
 * Every amount must be known: it is a part of the whole that each region is compared with.
 */
export function regionProfiles(amounts: Matrix): RegionProfile[] {
  const quotients = rca(amounts)
  const reference = sharesOf(columnSums(amounts))
  return Array.from(rowSums(amounts), (total, r) => {
    const values = rowOf(amounts, r)
    const shares = sharesOf(values)
    const { index, normalised, equivalent } = herfindahl(values)
    return {
      total, positive: count(values, (value) => value > 0), diversity: count(rowOf(quotients, r), (value) => value >= 1),
      hhi: index, hhiNormalised: normalised, hhiEquivalent: equivalent, krugman: krugman(shares, reference), specialisation: hoover(shares, reference),
      hachman: hachman(shares, reference), entropy: entropy(shares), entropyBits: entropy(shares, 2), gini: gini(rowOf(quotients, r)),
    }
  })
}

/** Every index of concentration, one profile an industry (column). `ubiquity` counts the regions with a location quotient of at least 1. */
export function industryProfiles(amounts: Matrix): IndustryProfile[] {
  const turned = transpose(amounts)
  const quotients = transpose(rca(amounts))
  const reference = sharesOf(rowSums(amounts))
  return Array.from(columnSums(amounts), (total, i) => {
    const values = rowOf(turned, i)
    const shares = sharesOf(values)
    return {
      total, positive: count(values, (value) => value > 0), ubiquity: count(rowOf(quotients, i), (value) => value >= 1), hhi: herfindahl(values).index,
      gini: gini(values), giniCorrected: giniCorrected(values), giniLocational: locationalGini(shares, reference), giniQuotients: gini(rowOf(quotients, i)),
      krugman: krugman(shares, reference), hoover: hoover(shares, reference), theil: theil(shares, reference),
      top1: topShare(values, 1), top4: topShare(values, 4), raw: concentrationSums(shares, reference).raw,
    }
  })
}

/** How many values hold. */
function count(values: Float64Array, holds: (value: number) => boolean): number {
  let found = 0
  for (const value of values) if (holds(value)) found++
  return found
}
