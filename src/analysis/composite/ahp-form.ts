import { z } from 'zod'
import { ahpConsistency, ahpWeights, geometricLimit } from '../../kernels/composite/ahp.ts'
import { matrixOf, type Matrix } from '../../kernels/matrix.ts'
import { cellOf, type ResultColumn, type ResultRow } from '../../shared/results.ts'
import { cells, defineFileForm, type FormTable } from '../file-form.ts'

type Judgement = { matrix: string; row: string; col: string; value: number }

const columns: ResultColumn[] = [
  { key: 'matrix', title: { zh: '判断矩阵', en: 'Matrix' }, kind: 'text' }, { key: 'criterion', title: { zh: '准则', en: 'Criterion' }, kind: 'text' },
  { key: 'w_eigen', title: { zh: '权重（特征向量）', en: 'Weight (eigenvector)' }, kind: 'number' }, { key: 'w_rowgeomean', title: { zh: '权重（行几何平均）', en: 'Weight (row geometric mean)' }, kind: 'number' },
  { key: 'w_colnorm_arith', title: { zh: '权重（列归一平均）', en: 'Weight (mean of columns)' }, kind: 'number' }, { key: 'lambda_max', title: { zh: '最大特征值', en: 'Largest eigenvalue' }, kind: 'number' },
  { key: 'CI', title: { zh: '一致性指数', en: 'Consistency index' }, kind: 'number' }, { key: 'CR_saaty1980', title: { zh: '一致性比率（Saaty）', en: 'Consistency ratio (Saaty)' }, kind: 'number' },
  { key: 'CR_alonso_lamata', title: { zh: '一致性比率（Alonso–Lamata）', en: 'Consistency ratio (Alonso–Lamata)' }, kind: 'number' }, { key: 'CR_ahpsurvey', title: { zh: '一致性比率（模拟）', en: 'Consistency ratio (simulated)' }, kind: 'number' },
  { key: 'GCI', title: { zh: '几何一致性指数', en: 'Geometric consistency index' }, kind: 'number' },
]

/** `polycenter analyse ahp --files judgements.csv`: columns matrix, row, col, value. */
export const ahpForm = defineFileForm({
  id: 'ahp',
  title: { zh: '层次分析法权重', en: 'AHP weights' },
  summary: { zh: '由两两比较的判断得出权重，并说明判断是否一致。', en: 'Weights from judgements in pairs, and whether the judgements agree with each other.' },
  method: 'docs/methods/composite-index.md',
  inputs: { judgements: { title: { zh: '判断表', en: 'table of judgements' }, row: z.object({ matrix: cells.text, row: cells.text, col: cells.text, value: cells.number }) } },
  parameters: z.strictObject({}),
  check({ judgements }, refuse) {
    for (const rows of byMatrix(judgements).values()) {
      const pairs = new Map<string, number>()
      for (const n of rows) {
        const { row, col, value } = judgements.rows[n]!
        if (pairs.has(pairOf(row, col))) refuse(judgements, n, 'col', { zh: '这一对已比较过。', en: 'This pair stands twice.' })
        pairs.set(pairOf(row, col), value)
        if (!(value > 0)) refuse(judgements, n, 'value', { zh: '判断应为正数。', en: 'A judgement is a positive number.' })
      }
      for (const n of rows) {
        const { row, col, value } = judgements.rows[n]!
        const across = pairs.get(pairOf(col, row))
        if (across === undefined) refuse(judgements, n, 'col', { zh: `缺少 ${col} 对 ${row} 的判断。`, en: `The judgement of ${col} against ${row} is missing.` })
        else if (value > 0 && Math.abs(value * across - 1) > 0.02) refuse(judgements, n, 'value', { zh: `与 ${col} 对 ${row} 的判断 ${across} 不互为倒数。`, en: `It is not the reciprocal of ${across}, the judgement of ${col} against ${row}.` })
      }
      const criteria = criteriaOf(judgements, rows)
      if (rows.length !== criteria.length ** 2) refuse(judgements, rows[0]!, 'matrix', { zh: `${criteria.length} 个准则应有 ${criteria.length ** 2} 个判断，这里有 ${rows.length} 个。`, en: `${criteria.length} criteria need ${criteria.length ** 2} judgements, and there are ${rows.length}.` })
    }
  },
  compute({ judgements }) {
    const rows = [...byMatrix(judgements)].flatMap(([name, numbers]) => rowsOf(name, criteriaOf(judgements, numbers), numbers.map((n) => judgements.rows[n]!)))
    const doubtful = [...new Set(rows.filter(({ cells: row }) => Number(row[7]) > 0.1).map(({ cells: row }) => String(row[0])))]
    return {
      tables: [{ id: 'weights', title: { zh: '权重与一致性', en: 'Weights and consistency' }, columns, rows }],
      notes: [{ zh: `一致性比率不超过 0.1 可接受；几何一致性指数的相应界限：3 个准则 ${geometricLimit(3)}，4 个 ${geometricLimit(4)}，更多 ${geometricLimit(5)}。`, en: `A consistency ratio up to 0.1 is acceptable; the corresponding limits of the geometric index: ${geometricLimit(3)} for 3 criteria, ${geometricLimit(4)} for 4, ${geometricLimit(5)} for more.` }],
      cautions: doubtful.length === 0 ? [] : [{ zh: `判断不一致（比率大于 0.1）：${doubtful.join('、')}。请与作出判断的人复核。`, en: `Judgements contradict each other (ratio above 0.1): ${doubtful.join(', ')}. Go through them with those who judged.` }],
    }
  },
})

const pairOf = (row: string, col: string): string => JSON.stringify([row, col])

function byMatrix({ rows }: FormTable<Judgement>): Map<string, number[]> {
  const found = new Map<string, number[]>()
  rows.forEach(({ matrix }, n) => {
    const list = found.get(matrix)
    if (list) list.push(n)
    else found.set(matrix, [n])
  })
  return found
}

const criteriaOf = ({ rows }: FormTable<Judgement>, numbers: readonly number[]): string[] => [...new Set(numbers.map((n) => rows[n]!.row))]

function rowsOf(name: string, criteria: string[], judgements: readonly Judgement[]): ResultRow[] {
  const matrix: Matrix = matrixOf(criteria.length, criteria.length)
  for (const { row, col, value } of judgements) matrix.values[criteria.indexOf(row) * criteria.length + criteria.indexOf(col)] = value
  const { lambdaMax, index, ratio, geometric } = ahpConsistency(matrix)
  const [eigen, rowMean, columnMean] = (['eigenvector', 'row-geometric-mean', 'column-mean'] as const).map((method) => ahpWeights(matrix, method))
  return criteria.map((criterion, n) => ({
    key: `${name}:${criterion}`,
    cells: [name, criterion, eigen![n]!, rowMean![n]!, columnMean![n]!, lambdaMax, index, cellOf(ratio.saaty), cellOf(ratio['alonso-lamata']), cellOf(ratio.simulated), geometric],
  }))
}
