import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { numberOf, parseGolden } from '../golden/check.ts'
import { esriFixtures } from '../support/esri.ts'
import { useTerminal } from './support.ts'

const { run, json, file, folder } = useTerminal()
const fixture = (network: string, name: string): string => path.join(esriFixtures, network, name)
const inputs = (network: string): string[] => ['firms.csv', 'links.csv', 'essential.csv'].map((name) => fixture(network, name))

describe('analyse esri --files', () => {
  test.each([['n100_a', 'expected_esri.csv', []], ['n100_rev', 'expected_esri_nosigma.csv', ['--parameter', 'replaceability=false']]])('writes the columns of the reference, and its values: %s', async (network, expected, options) => {
    const out = path.join(folder, `${network}.csv`)
    await json(['analyse', 'esri', '--files', ...inputs(network), '--out', out, ...options])
    const [mine, theirs] = [parseGolden(readFileSync(out, 'utf8')), parseGolden(readFileSync(fixture(network, expected), 'utf8'))]
    expect(mine.map(({ id, iterations }) => [id, iterations])).toEqual(theirs.map(({ id, iterations }) => [id, iterations]))
    for (const column of ['esri', 'esri_d', 'esri_u']) mine.forEach((row, n) => expect(Math.abs(numberOf(row[column]) - numberOf(theirs[n]![column]))).toBeLessThan(1e-9))
  })

  test.each([
    ['a negative volume', 'links', 'supplier,customer,volume\nA,B,-5\n', 'volume'],
    ['a volume that is not a number', 'links', 'supplier,customer,volume\nA,B,NaN\n', 'volume'],
    ['an unknown firm', 'links', 'supplier,customer,volume\nA,Z,5\n', 'customer'],
    ['a type that does not exist', 'essential', 'industry_supplier,industry_customer,type\n1,1,3\n', 'type'],
    ['a firm that stands twice', 'firms', 'id,industry\nA,1\nA,1\nB,1\n', 'id'],
    ['sales without revenue', 'firms', 'id,industry,revenue\nA,1,0\nB,1,0\n', 'revenue'],
  ])('%s is named by file, row and column', async (_, wrong, content, column) => {
    const good = { firms: 'id,industry\nA,1\nB,1\n', links: 'supplier,customer,volume\nA,B,5\n', essential: 'industry_supplier,industry_customer,type\n1,1,2\n' }
    const files = Object.entries({ ...good, [wrong]: content }).map(([name, text]) => file(`${name}.csv`, text))
    const { code, stderr } = await run(['analyse', 'esri', '--files', ...files])
    expect(code).toBe(1)
    expect(stderr).toContain(`${wrong}.csv`)
    expect(stderr).toContain(column)
  })
})
