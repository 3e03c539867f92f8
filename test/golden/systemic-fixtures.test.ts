import { describe, expect, it } from 'vitest'
import { compareScenarios, compareSingleShocks, esriFixtures, readEsriCase } from '../support/esri.ts'
import { deviationOf } from './check.ts'

/** The small synthetic networks stand in the repository, so that everybody's test run proves the numbers. */
describe.each(['tiny_a', 'tiny_b', 'special_a', 'n100_a', 'n100_rev'])('systemic risk of the network %s', (name) => {
  const one = readEsriCase(esriFixtures, name)

  it.each([['expected_esri.csv', 0], ['expected_esri_nosigma.csv', 0], ['expected_esri_converged.csv', 1]] as const)('is that of %s', (file, apart) => {
    const { computed, expected, stepsOff } = compareSingleShocks(one, file)
    expect(deviationOf(computed, expected).deviation).toBeLessThan(1e-9)
    expect(stepsOff).toBeLessThanOrEqual(apart)
  })

  it.each([['1e-02', 0], ['1e-10', 1]] as const)('ends every scenario at the expected levels, eps %s', (eps, apart) => {
    const { computed, expected, stepsOff } = compareScenarios(one, eps)
    expect(deviationOf(computed, expected).deviation).toBeLessThan(1e-9)
    expect(stepsOff).toBeLessThanOrEqual(apart)
  })
})
