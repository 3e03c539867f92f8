import { readFile } from 'node:fs/promises'
import { test } from 'vitest'
import { readWorkbook } from '../../src/intake/reading/read.ts'
import { findTables } from '../../src/intake/interpret/table.ts'
test('see', async () => {
  const wb = await readWorkbook(await readFile('demo/04-供给关系.xlsx'), { name: 'x.xlsx' })
  const s = wb.sheets[0]!
  console.log(s.rows.slice(0, 6), s.merges, s.rows.slice(-3))
  console.log(JSON.stringify(findTables(s).map((t) => ({ ...t, headings: t.headings.length }))))
})
