import { readdirSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { keepOriginal } from '../../src/intake/files/originals.ts'
import { importFiles } from '../../src/intake/import.ts'
import { previewTables } from '../../src/intake/preview.ts'
import { readWorkbook } from '../../src/intake/reading/read.ts'
import { readFile } from 'node:fs/promises'
import { shippedRecipes } from '../../src/intake/recipes/index.ts'
import { makeCluster } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const raw = await useDb()
const db = { ...raw, query: raw.query, exec: raw.exec, close: raw.close, engine: raw.engine, transaction: (work: any, options: any) => raw.transaction((tx) => work({ ...tx,
  query: async (q: any) => { const t = performance.now(); const r = await tx.query(q); const d = performance.now() - t; if (d > 100) console.log('   SQL', d | 0, q.text.replace(/\s+/g, ' ').slice(0, 90)); return r },
  copyIn: async (a: string, b: any) => { const t = performance.now(); const r = await tx.copyIn(a, b); const d = performance.now() - t; if (d > 100) console.log('   COPY', d | 0, a.slice(0, 40)); return r },
  exec: (q: string) => tx.exec(q), copyOut: (q: any, f: any) => tx.copyOut(q, f) }), options) } as any
const base = path.resolve('../shared/data')
const sets: Record<string, string[]> = {
  eto: readdirSync(path.join(base, 'eto_chip_supply_chain/v2025-01')).filter((f) => f.endsWith('.csv')).map((f) => path.join(base, 'eto_chip_supply_chain/v2025-01', f)),
  ckg: ['product.json', 'product_product.jsonl', 'company.json', 'company_product.jsonl', 'stock_basic.csv'].map((f) => path.join(base, 'ckg_a_share', f)),
}
for (const [name, files] of Object.entries(sets)) test(name, async () => {
  const viewer = await makeCluster(db, name)
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'try-'))
  const run = async () => {
    const request = { files: [] as any[], choice: 'good-rows' as const, supersede: false, dryRun: false }
    for (const file of files) {
      const original = await keepOriginal(dataDir, file, path.basename(file))
      let t = performance.now()
      const workbook = await readWorkbook(await readFile(file), { name: original.name })
      const tr = performance.now() - t; t = performance.now()
      const previews = workbook.sheets.flatMap((s) => previewTables(s, { name: original.name }, shippedRecipes))
      console.log(original.name, 'read', tr | 0, 'preview', performance.now() - t | 0, previews.map((p) => [p.kind, p.recipe?.name, p.known, p.rows, p.good, p.toMend, p.warnings]))
      request.files.push({ file: original.sha256, name: original.name, fixes: [], sheets: previews.map((p) => ({ sheet: p.sheet, table: p.table, recipe: p.recipe! })) })
    }
    const t = performance.now()
    let last = t
    const result = await importFiles(db, dataDir, viewer, request, { onProgress: (d, n, m) => { const now = performance.now(); console.log('  +', (now - last) | 0, m.en); last = now } })
    console.log('import', performance.now() - t | 0, 'ms', { ...result, problems: result.problems.length, files: result.files.map((f) => [f.file, f.rows, f.accepted, f.rejected, f.unchanged].join(' ')) })
    const codes: Record<string, number> = {}
    for (const p of result.problems) codes[p.code + p.severity] = (codes[p.code + p.severity] ?? 0) + 1
    console.log(codes)
  }
  await run()
  console.log(await asViewer(db, viewer, (tx) => tx.query(sql`select (select count(*) from organisation) as o, (select count(*) from node where is_stage is not true) as n, (select count(*) from node where is_stage) as s,
    (select count(*) from node_link where relation='requires') as r, (select count(*) from node_link where relation='isA') as i, (select count(*) from supplies) as su, (select count(*) from origin) as og, (select count(*) from claim) as c,
    (select count(*) from supplies join node using (cluster_id,node_id) where is_stage) as sst, (select count(*) from origin join node using (cluster_id,node_id) where is_stage) as ost, (select count(*) from organisation where marks::text like '%conflict%') as conflicts`)))
  await run()
}, 300_000)
