import { z } from 'zod'
import { rca } from '../../kernels/complexity/rca.ts'
import { litzenberger } from '../../kernels/concentration/litzenberger.ts'
import { matrixOf, type Matrix } from '../../kernels/matrix.ts'
import { cellOf, type Result, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { cells, defineFileForm, type FormTable, type Refuse } from '../file-form.ts'
import { plantTables, type PlantRow } from './plant-tables.ts'
import { industryTable, regionTable } from './profile-tables.ts'

type CellRow = { region: string; industry: string; amount: number }
type PlaceRow = { region: string; industry: string; firms: number; pop: number; area_sqkm: number; emp_all: number }

const place = { region: cells.text, industry: cells.text }

/** `polycenter analyse concentration --files …`: regions × industries, with firms, area and population where known, or plant by plant. */
export const concentrationForm = defineFileForm({
  id: 'concentration',
  title: { zh: '专业化与集中', en: 'Specialisation and concentration' },
  summary: { zh: '由地区 × 行业表计算区位商与各指数；有企业数、面积和人口则给集群指数；有逐厂就业则给埃里森—格莱泽指数与共聚。', en: 'Location quotients and indices from regions × industries; the cluster index where firms, area and population are given; Ellison–Glaeser and coagglomeration from plants.' },
  method: 'docs/methods/regional-concentration.md',
  inputs: {
    amounts: { title: { zh: '地区 × 行业表（region, industry, emp）', en: 'table of regions and industries (region, industry, emp)' }, row: z.object({ ...place, emp: cells.amount }), optional: true },
    places: { title: { zh: '带企业数、人口与面积的表', en: 'table with firms, population and area' }, row: z.object({ ...place, emp_all: cells.amount, firms: cells.amount, pop: cells.amount, area_sqkm: cells.amount }), optional: true },
    plants: { title: { zh: '逐厂就业表', en: 'table of plants' }, row: z.object({ ...place, firm: cells.text, emp_firm: cells.amount, emp_region: cells.amount.optional() }), optional: true },
  },
  parameters: z.strictObject({}),
  check({ amounts, places, plants }, refuse) {
    if (!amounts && !places && !plants) refuse(undefined, 1, '', { zh: '没有可计算的表。请给出地区 × 行业表，或逐厂就业表。', en: 'There is no table to compute from. Give one of regions and industries, or one of plants.' })
    for (const table of [amounts, places]) if (table) checkOnce(table, refuse)
    if (places) checkSame(places, ['pop', 'area_sqkm'], refuse)
    if (plants) checkSame(plants, ['emp_region'], refuse)
  },
  compute({ amounts, places, plants }) {
    const rows = amounts ? amounts.rows.map(({ emp, ...row }) => ({ ...row, amount: emp })) : places?.rows.map(({ emp_all, ...row }) => ({ ...row, amount: emp_all }))
    const tables = [...(rows ? amountTables(rows) : []), ...(places ? [clusterTable(places.rows)] : []), ...(plants ? plantTables(plants.rows as PlantRow[]) : [])]
    return { tables, notes: notesOf(places !== undefined, plants !== undefined), cautions: [] } satisfies Result
  },
})

/** A cell that stands twice could be a sum or a mistake. */
function checkOnce(table: FormTable<{ region: string; industry: string }>, refuse: Refuse): void {
  const seen = new Set<string>()
  table.rows.forEach(({ region, industry }, n) => {
    const key = `${region}\n${industry}`
    if (seen.has(key)) refuse(table, n, 'industry', { zh: '这个地区的这个行业已出现过。请合成一行。', en: 'This industry of this region stands above already. Make it one row.' })
    seen.add(key)
  })
}

/** What is said of a region is the same in each of its rows. */
function checkSame(table: FormTable<{ region: string }>, columns: readonly string[], refuse: Refuse): void {
  for (const column of columns) {
    const first = new Map<string, unknown>()
    table.rows.forEach((row, n) => {
      const value = (row as Record<string, unknown>)[column]
      if (first.has(row.region) && first.get(row.region) !== value) refuse(table, n, column, { zh: '同一地区的这个值前后不同。请改成一致。', en: 'This value of the region differs from that above. Make them agree.' })
      else first.set(row.region, value)
    })
  }
}

type Crossed = { regions: string[]; industries: string[]; values: Matrix }

/** A long table as a matrix, in the order in which names appear; a pair without a row is zero: the table is taken for the whole. */
function cross(rows: readonly CellRow[]): Crossed {
  const regions = new Map([...new Set(rows.map(({ region }) => region))].map((name, n) => [name, n]))
  const industries = new Map([...new Set(rows.map(({ industry }) => industry))].map((name, n) => [name, n]))
  const values = matrixOf(regions.size, industries.size)
  for (const { region, industry, amount } of rows) values.values[regions.get(region)! * industries.size + industries.get(industry)!] = amount
  return { regions: [...regions.keys()], industries: [...industries.keys()], values }
}

const industry: ResultColumn = { key: 'industry', title: { zh: '行业', en: 'Industry' }, kind: 'text' }
const region: ResultColumn = { key: 'region', title: { zh: '地区', en: 'Region' }, kind: 'text' }
const self = (name: string) => ({ key: name, name })

function amountTables(rows: readonly CellRow[]): ResultTable[] {
  const { regions, industries, values } = cross(rows)
  const quotients = rca(values)
  return [
    regionTable(values, regions.map(self)), industryTable(values, industries.map(self), { column: industry }),
    cellTable({ id: 'lq', title: { zh: '区位商', en: 'Location quotients' } }, { regions, industries, values: quotients }),
  ]
}

function clusterTable(rows: readonly PlaceRow[]): ResultTable {
  const { regions, industries, values: employment } = cross(rows.map((row) => ({ ...row, amount: row.emp_all })))
  const first = new Map(rows.map((row) => [row.region, row]))
  const of = (column: 'pop' | 'area_sqkm') => Float64Array.from(regions, (name) => first.get(name)![column])
  const index = litzenberger({ employment, firms: cross(rows.map((row) => ({ ...row, amount: row.firms }))).values, area: of('area_sqkm'), population: of('pop') })
  return cellTable({ id: 'cluster-index', title: { zh: '集群指数', en: 'Cluster index' }, key: 'cluster_index' }, { regions, industries, values: index })
}

function cellTable({ id, title, key = id }: { id: string; title: Text; key?: string }, { regions, industries, values }: Crossed): ResultTable {
  return {
    id, title, columns: [region, industry, { key, title, kind: 'number', main: true }],
    rows: Array.from(values.values, (value, at) => {
      const [r, i] = [regions[Math.floor(at / values.columns)]!, industries[at % values.columns]!]
      return { key: `${r}:${i}`, cells: [r, i, cellOf(value)] }
    }),
  }
}

function notesOf(hasPlaces: boolean, hasPlants: boolean): Text[] {
  return [
    ...(hasPlaces ? [] : [{ zh: '没有企业数、人口与面积，未计算集群指数：补列 emp_all、firms、pop、area_sqkm。', en: 'Without firms, population and area there is no cluster index: add the columns emp_all, firms, pop, area_sqkm.' }]),
    ...(hasPlants ? [] : [{ zh: '没有逐厂就业，未计算埃里森—格莱泽指数与共聚：补表 region、industry、firm、emp_firm。', en: 'Without plants there is no Ellison–Glaeser index nor coagglomeration: add a table region, industry, firm, emp_firm.' }]),
  ]
}
