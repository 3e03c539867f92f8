import type { Matrix } from '../matrix.ts'
import { checkHierarchy, shareWeights, type Hierarchy, type Mean } from './hierarchy.ts'
import type { Scorer } from './scorer.ts'

/** A scorer that also tells the values of every node at the last weights. */
export type TreeScorer = Scorer & { valuesOf(node: number): Float64Array }

/** A quasi-arithmetic mean adds up transformed values and transforms the sum back. */
const transforms: Record<Mean, { there: (value: number) => number; back: (value: number) => number }> = {
  arithmetic: { there: (value) => value, back: (value) => value },
  geometric: { there: Math.log, back: Math.exp },
  harmonic: { there: (value) => 1 / value, back: (value) => 1 / value },
}

/**
 * Means of means over a hierarchy. `table` is indicators × units, normalised. A missing value leaves its weight to its siblings, as long
 * as those known carry at least `minimumKnown` of the weight of the group; below that the aggregate is missing too. Geometric and harmonic
 * means are defined for positive values only. Works in transformed values throughout, so that only a change of mean costs a logarithm.
 * OECD and European Commission JRC, "Handbook on Constructing Composite Indicators", 2008, step 7; on means f⁻¹(Σ w f(x)): G. H. Hardy,
 * J. E. Littlewood and G. Pólya, "Inequalities", 1934, chapter 3.
 */
export function openTree(table: Matrix, hierarchy: Hierarchy, { minimumKnown = 0 } = {}): TreeScorer {
  checkHierarchy(hierarchy)
  const { indicators, parents, means } = hierarchy
  const { rows, columns: units } = table
  if (rows !== indicators) throw new RangeError(`the table has ${rows} indicators, the hierarchy ${indicators}`)
  const nodes = parents.length
  const meanOf = (node: number): Mean => means[node - indicators]!
  const columns = Array.from({ length: nodes }, () => new Float64Array(units))
  const known = new Float64Array(units)
  const shares = new Float64Array(nodes)
  const result = new Float64Array(units)
  let gaps = false
  for (let i = 0; i < indicators; i++) for (let u = 0; u < units; u++) put(i, u, table.values[i * units + u]!)

  function put(indicator: number, unit: number, value: number): void {
    const mean = meanOf(parents[indicator]!)
    if (mean !== 'arithmetic' && value <= 0) throw new RangeError(`the ${mean} mean is not defined for ${value} (indicator ${indicator}, unit ${unit}): normalise to positive values, say 1 … 100`)
    columns[indicator]![unit] = transforms[mean].there(value)
    if (value !== value) gaps = true
  }

  /** Values of a node, transformed as its parent adds them up. */
  function turnFor(parent: Mean, own: Mean, values: Float64Array): void {
    if (parent === own) return
    for (let u = 0; u < units; u++) {
      const value = transforms[own].back(values[u]!)
      if (parent !== 'arithmetic' && value <= 0) throw new RangeError(`the ${parent} mean is not defined for ${value} (an aggregate of unit ${u}): normalise to positive values, say 1 … 100`)
      values[u] = transforms[parent].there(value)
    }
  }

  function score(weights: Float64Array): Float64Array {
    shareWeights(hierarchy, weights, shares)
    for (let p = indicators; p < nodes; p++) {
      const sum = columns[p]!.fill(0)
      if (gaps) known.fill(0)
      for (let c = 0; c < p; c++) {
        if (parents[c] !== p || shares[c] === 0) continue
        if (gaps) addKnown(sum, known, columns[c]!, shares[c]!)
        else addScaled(sum, columns[c]!, shares[c]!)
      }
      if (gaps) for (let u = 0; u < units; u++) sum[u] = known[u]! > 0 && known[u]! >= minimumKnown - 1e-12 ? sum[u]! / known[u]! : NaN
      if (p < nodes - 1) turnFor(meanOf(parents[p]!), meanOf(p), sum)
    }
    const back = transforms[meanOf(nodes - 1)].back
    for (let u = 0; u < units; u++) result[u] = back(columns[nodes - 1]![u]!)
    return result
  }

  const valuesOf = (node: number): Float64Array => columns[node]!.map(transforms[meanOf(node === nodes - 1 ? node : parents[node]!)].back)
  return { units, put, score, valuesOf }
}

function addScaled(sum: Float64Array, values: Float64Array, by: number): void {
  for (let u = 0; u < sum.length; u++) sum[u]! += by * values[u]!
}

function addKnown(sum: Float64Array, known: Float64Array, values: Float64Array, by: number): void {
  for (let u = 0; u < sum.length; u++) {
    const value = values[u]!
    if (value !== value) continue
    sum[u]! += by * value
    known[u]! += by
  }
}
