// Writes docs/reference from the compiled program: `node scripts/make-reference.mjs`. test/docs/reference.test.ts fails when it is stale.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from './build.mjs'
import { root } from './build/stale.mjs'
import { referencePages } from './reference/pages.mjs'

await build()
const load = (/** @type {string} */ file) => import(new URL(`../dist/${file}`, import.meta.url).href)
const [{ analyses, fileForms }, { contract }, { thresholds }, { errorCatalogue }, { commands }, { sheetFields }, { wordsOf }, { shippedRecipes }, { stateRules }, { resolutionRule }, vocabulary, { z }] = await Promise.all([
  ...['analysis/index.js', 'shared/contract/index.js', 'shared/contract/clusters.js', 'shared/errors.js', 'cli/commands/index.js', 'shared/sheets.js', 'intake/interpret/synonyms.js', 'intake/recipes/index.js', 'chain/rules/states.js', 'ledger/rule.js', 'shared/vocabulary.js'].map(load),
  import('zod'),
])
const pages = referencePages({ analyses, fileForms, contract, errorCatalogue, commands, sheetFields, wordsOf, shippedRecipes, stateRules, thresholds: thresholds.parse({}), resolutionRule, vocabulary, toJsonSchema: z.toJSONSchema })
const folder = path.join(root, 'docs', 'reference')
mkdirSync(folder, { recursive: true })
for (const [file, text] of Object.entries(pages)) writeFileSync(path.join(folder, file), text)
console.log(`${Object.keys(pages).length} pages in docs/reference.`)
