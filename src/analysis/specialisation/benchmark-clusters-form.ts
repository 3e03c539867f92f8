import { z } from 'zod'
import { matrixOf } from '../../kernels/matrix.ts'
import type { ResultTable } from '../../shared/results.ts'
import { named } from '../define.ts'
import { cells, defineFileForm, type FormTable, type Refuse } from '../file-form.ts'
import { comparable, divide, limits, linkages, placeOf, rulesOf, scoreTable, type Division, type Similarity } from './related-industries.ts'

type PairRow = { industry_i: string; industry_j: string; [similarity: string]: unknown }
const text = { zh: '行业', en: 'Industry' }

/** `polycenter analyse benchmark-clusters --files similarity.csv`: a row each pair of industries, a column each similarity. */
export const benchmarkClustersForm = defineFileForm({
  id: 'benchmark-clusters',
  title: { zh: '基准产业群', en: 'Benchmark clusters' },
  summary: { zh: '由行业两两之间的一种或几种相似度分出产业群，并验证分得好不好。', en: 'Clusters of related industries from one or several similarities of pairs, with how well the division holds.' },
  method: 'docs/methods/benchmark-clusters.md',
  inputs: { similarity: { title: { zh: '行业对表（industry_i, industry_j，其余每列一种相似度）', en: 'table of pairs (industry_i, industry_j, each further column a similarity)' }, row: z.object({ industry_i: cells.text, industry_j: cells.text }).catchall(cells.number) } },
  parameters: z.strictObject({
    linkage: named(z.enum(['ward', 'average']).meta({ terms: linkages }).default('ward'), { zh: '联结', en: 'Linkage' }),
    clusters: named(z.coerce.number().int().min(0).max(1000).default(0), { zh: '群数', en: 'Clusters' }, { zh: '0：取验证分最高的', en: '0: the number with the best validation score' }),
  }),
  check({ similarity }, refuse) {
    checkPairs(similarity as FormTable<PairRow>, refuse)
    if (columnsOf(similarity).length === 0) refuse(similarity, 0, '', { zh: '没有相似度的列。请在 industry_i、industry_j 之后加上至少一列。', en: 'There is no similarity. Add at least one column beside industry_i and industry_j.' })
  },
  compute({ similarity }, given) {
    const industries = industriesOf(similarity.rows)
    const { usable, flat } = comparable(columnsOf(similarity).map((column) => matrixFrom(similarity as FormTable<PairRow>, industries, column)))
    const unused = flat.map(({ title }) => ({ zh: `“${title.zh}”对所有行业都一样，未采用。`, en: `“${title.en}” is the same for all pairs and is not used.` }))
    if (industries.length < 3 || usable.length === 0) return { tables: [], notes: [], cautions: [...unused, { zh: '可比较的行业不足三个，或没有可用的相似度。', en: 'Fewer than three industries, or no similarity that tells them apart.' }] }
    const division = divide(usable, given)
    return { tables: [industryTable(industries, division), scoreTable(usable, division)], notes: rulesOf(usable, given, division.members.length), cautions: [...unused, ...limits] }
  },
})

const columnsOf = ({ headings }: FormTable<unknown>): string[] => headings.filter((heading) => heading !== 'industry_i' && heading !== 'industry_j')
const industriesOf = (rows: readonly { industry_i: string; industry_j: string }[]): string[] => [...new Set(rows.flatMap((row) => [row.industry_i, row.industry_j]))]

/** Every pair once, whichever way round, and none with itself. */
function checkPairs(table: FormTable<PairRow>, refuse: Refuse): void {
  const seen = new Set<string>()
  table.rows.forEach(({ industry_i: i, industry_j: j }, n) => {
    const key = JSON.stringify([i, j].sort())
    if (i === j) refuse(table, n, 'industry_j', { zh: '行业不与自己比较。请删去这一行。', en: 'An industry is not compared with itself. Take this row out.' })
    else if (seen.has(key)) refuse(table, n, 'industry_j', { zh: '这一对已出现过。请合成一行。', en: 'This pair stands above already. Make it one row.' })
    seen.add(key)
  })
  const industries = industriesOf(table.rows)
  for (const [at, i] of industries.entries()) {
    for (const j of industries.slice(0, at)) if (!seen.has(JSON.stringify([i, j].sort()))) refuse(table, table.rows.findIndex((row) => row.industry_i === i || row.industry_j === i), 'industry_i', { zh: `缺少 ${j} 与 ${i} 这一对。请补上，或删去其中一个行业。`, en: `The pair of ${j} and ${i} is missing. Add it, or leave one of the two out.` })
  }
}

function matrixFrom({ rows }: FormTable<PairRow>, industries: readonly string[], column: string): Similarity {
  const place = new Map(industries.map((name, n) => [name, n]))
  const matrix = matrixOf(industries.length, industries.length)
  for (const row of rows) {
    const [i, j] = [place.get(row.industry_i)!, place.get(row.industry_j)!]
    matrix.values[i * industries.length + j] = row[column] as number
    matrix.values[j * industries.length + i] = row[column] as number
  }
  return { key: column, title: { zh: column, en: column }, matrix }
}

function industryTable(industries: readonly string[], division: Division): ResultTable {
  return {
    id: 'industries', title: text,
    columns: [
      { key: 'industry', title: text, kind: 'text' }, { key: 'cluster', title: { zh: '群', en: 'Cluster' }, kind: 'integer' },
      { key: 'within', title: { zh: '群内相似度', en: 'Similarity within' }, kind: 'number', main: true }, { key: 'outside', title: { zh: '与群外的相似度', en: 'Similarity to outside' }, kind: 'number' },
    ],
    rows: industries.map((name, n) => ({ key: name, cells: [name, division.clusterOf[n]! + 1, placeOf(division, n).within, placeOf(division, n).outside] })),
  }
}
