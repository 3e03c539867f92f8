import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { sharedData } from '../reading/fixtures.ts'
import { readWorkbook } from '../reading/read.ts'
import { findTables } from './table.ts'
import { guess } from './guess.ts'
import { readRows } from './rows.ts'
import { shippedRecipes } from '../recipes/index.ts'
const c9=(p:any)=>p.code==='implausible'?99:2
const files = ['stages','inputs','sequence','providers','provision'].map(f=>`eto_chip_supply_chain/v2025-01/${f}.csv`).concat(['company.json','company_industry.json','industry.json','industry_industry.json','product.json','product_product.jsonl','company_product.jsonl','stock_basic.csv','stock_basic_gbk_2021.csv','stock_concept_gbk_2021.csv'].map(f=>`ckg_a_share/${f}`),['cn_city_panel/1999-2018 Cities data.xlsx'],['correct','error','error2','error3','error4','error5'].map(f=>`cn_city_panel/yearbook_xls/${f}.xls`))
test('try', async () => {
  for (const f of files) {
    const wb = await readWorkbook(readFileSync(sharedData(f)!), { name: f.split('/').at(-1)! })
    for (const sheet of wb.sheets) {
      const t0=performance.now()
      const tables = findTables(sheet)
      const t1=performance.now()
      for (const t of tables) {
        const g = guess(t, sheet, { name: f.split('/').at(-1)! }, shippedRecipes)
        const t2=performance.now()
        console.log('==', f, t.headerRows, t.unitLine, t.firstRow, t.lastRow, t.notes, t.totals.length, t.headings.slice(0,8).map(h=>h.text+'|'+(h.unit??'')).join(' ; '))
        if (!g) { console.log('  no guess'); continue }
        console.log('  ', g.kind, g.known, g.confidence.toFixed(2), g.recipe.name, JSON.stringify(g.recipe.headings), JSON.stringify(g.constants), g.recipe.wide, g.alternatives.map(a=>a.kind+a.confidence.toFixed(2)).join(), 'unmapped', g.unmapped.map(h=>h.text).join())
        const t3=performance.now()
        const r = readRows(sheet, t, g.recipe)
        const t4=performance.now()
        console.log('  ', JSON.stringify(r.summary), 'ms table', (t1-t0).toFixed(0), 'guess', (t2-t1).toFixed(0), 'rows', (t4-t3).toFixed(0))
        console.log('  ', JSON.stringify(r.rows[0]), JSON.stringify(r.rows.at(-1)))
        const by = new Map<string, any[]>()
        for (const p of r.problems) by.set(p.code, [...(by.get(p.code)??[]).slice(0, c9(p)), p])
        for (const [c, ps] of by) for (const p of ps) console.log('     ', c, p.row, p.column, p.value, p.message.zh)
      }
      if (!tables.length) console.log('==', f, 'NO TABLE')
    }
  }
}, 100000)
