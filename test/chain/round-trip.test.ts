import { beforeAll, expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { exportChain } from '../../src/chain/exports.ts'
import { sql } from '../../src/db/sql.ts'
import { shippedRecipes } from '../../src/intake/recipes/index.ts'
import { previewTables } from '../../src/intake/preview.ts'
import { findTables } from '../../src/intake/interpret/table.ts'
import { readRows } from '../../src/intake/interpret/rows.ts'
import { load } from '../../src/intake/load/load.ts'
import type { SheetToLoad } from '../../src/intake/load/types.ts'
import { readWorkbook } from '../../src/intake/reading/read.ts'
import { usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'
import { makeChain, type Made } from './fixture.ts'

const db = await useDb()
let made: Made
beforeAll(async () => { made = await makeChain(db, 'round-trip') })

test('the exported workbook imports again without a change of any fact', async () => {
  const before = await facts()
  const file = await exportChain(db, made.viewer, 'xlsx', { lang: 'zh' })
  const sheets = await read(file.content as Buffer)
  expect(sheets.map(({ kind }) => kind)).toEqual(['nodes', 'inputs', 'supplies'])
  const result = await load(db, made.viewer, { ...usual, sheets })
  expect(result).toMatchObject({ created: 0, changed: 0, retired: 0, questions: 0, problemsTotal: 0 })
  expect(await facts()).toEqual(before)
})

async function read(content: Buffer): Promise<SheetToLoad[]> {
  const name = 'chain.xlsx'
  const workbook = await readWorkbook(content, { name })
  return workbook.sheets.map((sheet) => {
    const { recipe } = previewTables(sheet, { name }, shippedRecipes)[0]!
    const { rows, problems, total } = readRows(sheet, findTables(sheet)[0]!, recipe!)
    return { file: { name, sha256: name.padEnd(64, '0'), bytes: content.length }, sheet: sheet.name, kind: recipe!.kind, recipe: recipe!, rows, problems, total }
  })
}

function facts() {
  return asViewer(db, made.system, async (tx) => ({
    nodes: await tx.query(sql`select code, name, kind, stage, stage_id, group_name, stock_days, substitution_days from node where retired_at is null order by node_id`),
    links: await tx.query(sql`select node_id, relation, other_id from node_link where retired_at is null order by 1, 2, 3`),
    supplies: await tx.query(sql`select organisation_id, node_id, share, origin, owner, qualified, capacity from supplies where retired_at is null order by 1, 2`),
    origins: await tx.query(sql`select node_id, country, share from origin where retired_at is null order by 1, 2`),
  }))
}
