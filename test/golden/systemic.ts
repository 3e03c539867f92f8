import path from 'node:path'
import { compareScenarios, compareSingleShocks, readEsriCase, type EsriComparison } from '../support/esri.ts'
import { deviationOf, goldenFolder, type GoldenCheck } from './check.ts'

const names = ['tiny_a', 'tiny_b', 'special_a', 'n100_a', 'n100_rev', 'n1000_a', 'n5000_a']
const against = 'GLcascade 0.9.3.1'

/** Iteration counts that differ are a deviation without bound: the value at a given eps is defined by its number of steps. */
function measured({ computed, expected, stepsOff }: EsriComparison, allowed: number): { deviation: number; values: number } {
  return stepsOff > allowed ? { deviation: Infinity, values: expected.length } : deviationOf(computed, expected)
}

/** Systemic risk against the reference: values within 1e-9, the same number of steps at eps = 1e-2, at most one apart at 1e-10. */
export const systemic: GoldenCheck[] = names.flatMap((name) => {
  const open = (): ReturnType<typeof readEsriCase> => readEsriCase(path.join(goldenFolder, 'esri'), name)
  const check = (quantity: string, measure: GoldenCheck['measure']): GoldenCheck => ({ quantity, against, data: `synthetic ${name}`, tolerance: 1e-9, measure })
  /** What would take minutes on the larger networks is compared for one firm of so many. */
  const every = { n1000_a: 5, n5000_a: 25 }[name] ?? 1
  return [
    check('ESRI, eps = 1e-2', () => measured(compareSingleShocks(open(), 'expected_esri.csv'), 0)),
    check('ESRI without replaceability', () => measured(compareSingleShocks(open(), 'expected_esri_nosigma.csv', every), 0)),
    check('ESRI, converged', () => measured(compareSingleShocks(open(), 'expected_esri_converged.csv', every), 1)),
    check('ESRI scenarios and levels, eps = 1e-2', () => measured(compareScenarios(open(), '1e-02'), 0)),
    check('ESRI scenarios and levels, converged', () => measured(compareScenarios(open(), '1e-10'), 1)),
  ]
})
