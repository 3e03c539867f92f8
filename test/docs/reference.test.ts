import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { stateRules } from '../../src/chain/rules/states.ts'
import { analyses, fileForms } from '../../src/analysis/index.ts'
import { commands } from '../../src/cli/commands/index.ts'
import { wordsOf } from '../../src/intake/interpret/synonyms.ts'
import { shippedRecipes } from '../../src/intake/recipes/index.ts'
import { resolutionRule } from '../../src/ledger/rule.ts'
import { thresholds } from '../../src/shared/contract/clusters.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { errorCatalogue } from '../../src/shared/errors.ts'
import { sheetFields } from '../../src/shared/sheets.ts'
import * as vocabulary from '../../src/shared/vocabulary.ts'

const root = path.resolve(import.meta.dirname, '../..')
const folder = path.join(root, 'docs/reference')

async function freshPages(): Promise<Record<string, string>> {
  // Plain JavaScript without types of its own, as everything in scripts/.
  const { referencePages } = await import(path.join(root, 'scripts/reference/pages.mjs')) as { referencePages: (parts: object) => Record<string, string> }
  return referencePages({ analyses, fileForms, contract, errorCatalogue, commands, sheetFields, wordsOf, shippedRecipes, stateRules, thresholds: thresholds.parse({}), resolutionRule, vocabulary, toJsonSchema: z.toJSONSchema })
}

test('the committed reference is the one the program gives today (else run: node scripts/make-reference.mjs)', async () => {
  const pages = await freshPages()
  // The table of accuracy is written by the comparisons themselves: test/golden.
  expect((await readdir(folder)).sort()).toEqual(['accuracy.md', ...Object.keys(pages)].sort())
  for (const [file, text] of Object.entries(pages)) expect(await readFile(path.join(folder, file), 'utf8'), file).toBe(text)
})

test('every endpoint, command, error, field and rule stands in the reference', async () => {
  const { 'api.md': api = '', 'cli.md': cli = '', 'errors.md': errors = '', 'sheets.md': sheets = '', 'rules.md': rules = '' } = await freshPages()
  for (const [name, { path: address }] of Object.entries(contract)) expect(api.includes(`## ${name}\n`) && api.includes(address), name).toBe(true)
  expect(commands.map(({ name }) => name).filter((name, n, all) => all.indexOf(name) !== n), 'commands listed twice').toEqual([])
  for (const { name, options } of commands) for (const { flags } of [{ flags: `## ${name}` }, ...options]) expect(cli, `${name} ${flags}`).toContain(flags.replaceAll('|', '\\|'))
  for (const code of Object.keys(errorCatalogue)) expect(errors).toContain(`\`${code}\``)
  for (const fields of Object.values(sheetFields)) for (const field of Object.keys(fields)) expect(sheets).toContain(`\`${field}\``)
  for (const { id } of stateRules) expect(rules).toContain(`\`${id}\``)
})
