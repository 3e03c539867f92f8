import { z } from 'zod'
import { buildSystemicNetwork } from '../../kernels/systemic/network.ts'
import { systemicRisk } from '../../kernels/systemic/shocks.ts'
import { inBoth } from '../../shared/issues.ts'
import { cellOf } from '../../shared/results.ts'
import { cells, defineFileForm } from '../file-form.ts'
import { named } from '../define.ts'
import { numberFirms } from './firm-tables.ts'
import { ruleCautions, ruleNotes } from './rule-notes.ts'

/** A pair of industries is type 0, 1 or 2. */
const type = z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), z.union([z.literal(0), z.literal(1), z.literal(2)], inBoth({ zh: '不是 0、1 或 2', en: 'is not 0, 1 or 2' })))

/** Systemic risk of a firm network in files, in the columns that the field's reference data have. */
export const esriForm = defineFileForm({
  id: 'esri',
  title: { zh: '系统性风险（ESRI）', en: 'Systemic risk (ESRI)' },
  summary: { zh: '每家企业单独停产，全网销售额受损多少。', en: 'What share of all sales is lost when each firm closes alone.' },
  method: 'docs/methods/systemic-risk.md',
  inputs: {
    firms: { title: { zh: '企业表', en: 'table of firms' }, row: z.object({ id: cells.text, industry: cells.text, market: cells.text.optional(), revenue: cells.amount.optional(), costs: cells.amount.optional() }) },
    links: { title: { zh: '交易表', en: 'table of links' }, row: z.object({ supplier: cells.text, customer: cells.text, volume: cells.amount }) },
    essential: { title: { zh: '必需投入表', en: 'table of essential inputs' }, row: z.object({ industry_supplier: cells.text, industry_customer: cells.text, type }) },
  },
  parameters: z.strictObject({
    eps: named(z.coerce.number().min(1e-12).max(0.5).default(1e-2), { zh: '停止阈值 eps', en: 'Stop at eps' }),
    replaceability: named(z.stringbool().or(z.boolean()).default(true), { zh: '可替代', en: 'Replaceable' }),
  }),
  check({ firms, links }, refuse) {
    const known = new Set<string>()
    firms.rows.forEach(({ id }, n) => {
      if (known.has(id)) refuse(firms, n, 'id', { zh: '这个编号已经出现过。每家企业只写一行。', en: 'This id stands above already. Give each firm one row.' })
      known.add(id)
    })
    const sold = new Map<string, number>()
    const bought = new Map<string, number>()
    links.rows.forEach((link, n) => {
      for (const column of ['supplier', 'customer'] as const) if (!known.has(link[column])) refuse(links, n, column, { zh: '企业表中没有这个编号。请补上企业，或改正编号。', en: 'No firm has this id. Add the firm, or mend the id.' })
      sold.set(link.supplier, (sold.get(link.supplier) ?? 0) + link.volume)
      bought.set(link.customer, (bought.get(link.customer) ?? 0) + link.volume)
    })
    firms.rows.forEach(({ id, revenue, costs }, n) => {
      if (revenue === 0 && (sold.get(id) ?? 0) > 0) refuse(firms, n, 'revenue', { zh: '有销售而收入为 0。请填写收入，或去掉这一列。', en: 'It sells, yet its revenue is 0. State the revenue, or leave out the column.' })
      if (costs === 0 && (bought.get(id) ?? 0) > 0) refuse(firms, n, 'costs', { zh: '有采购而成本为 0。请填写成本，或去掉这一列。', en: 'It buys, yet its costs are 0. State the costs, or leave out the column.' })
    })
  },
  compute({ firms, links, essential }, rule) {
    const net = buildSystemicNetwork(numberFirms({ firms: firms.rows, links: links.rows, essential: essential.rows }))
    const damages = systemicRisk(net, rule)
    return {
      tables: [{
        id: 'firms', title: { zh: '企业', en: 'Firms' },
        columns: [
          { key: 'id', title: { zh: '企业', en: 'Firm' }, kind: 'text' },
          { key: 'esri', title: { zh: 'ESRI', en: 'ESRI' }, kind: 'number', main: true },
          { key: 'esri_d', title: { zh: '下游', en: 'Downstream' }, kind: 'number' },
          { key: 'esri_u', title: { zh: '上游', en: 'Upstream' }, kind: 'number' },
          { key: 'iterations', title: { zh: '步数', en: 'Steps' }, kind: 'integer' },
        ],
        rows: firms.rows.map(({ id }, n) => ({ key: id, cells: [id, cellOf(damages.esri[n]!), cellOf(damages.esriDown[n]!), cellOf(damages.esriUp[n]!), damages.iterations[n]!] })),
      }],
      notes: ruleNotes(rule), cautions: ruleCautions,
    }
  },
})
