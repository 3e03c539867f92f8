import { readFile } from 'node:fs/promises'
import { test } from 'vitest'
import { readWorkbook } from '../../src/intake/reading/read.ts'
import { findTables } from '../../src/intake/interpret/table.ts'
import { guessOf } from '../../src/intake/interpret/known.ts'
import { readRows } from '../../src/intake/interpret/rows.ts'
import { recipeSchema } from '../../src/shared/sheets.ts'
test('see', async () => {
  const wb = await readWorkbook(await readFile('demo/04-供给关系.xlsx'), { name: 'x.xlsx' })
  const recipe = recipeSchema.parse(JSON.parse(await readFile('demo/recipes/供给关系.json', 'utf8')))
  const t = findTables(wb.sheets[0]!)[0]!
  console.log(t.headings.map((h) => h.text), guessOf(recipe, t).fields.map((f) => f.field))
  const r = readRows(wb.sheets[0]!, t, recipe)
  console.log(r.rows.filter((x) => x.values.capacity === false || x.values.certification === false || x.values.price === false).length, r.rows.filter((x) => x.values.capacity === true).length)
})
