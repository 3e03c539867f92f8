import { z } from 'zod'
import { FEWEST_DRAWS } from '../../kernels/composite/ranks.ts'
import { named } from '../define.ts'
import { doubts, imputations, means, normalisations, treatments, weightings } from './terms.ts'

/** What may be chosen about an index, the same for a cluster and for files. */
export const indexParameters = {
  imputation: named(z.enum(['mean', 'median', 'none']).meta({ terms: imputations }).default('mean'), { zh: '补缺', en: 'Missing values' }, { zh: '无论如何选择，名次都在缺失值的全部可能上抽取', en: 'Whatever is chosen, ranks are drawn over everything a missing value may be' }),
  treatment: named(z.enum(['winsorise', 'none']).meta({ terms: treatments }).default('winsorise'), { zh: '离群值', en: 'Outliers' }),
  normalisation: named(z.enum(['min-max', 'z-score', 'rank', 'borda', 'percentile', 'distance-to-best']).meta({ terms: normalisations }).default('min-max'), { zh: '归一', en: 'Normalisation' }),
  low: named(z.coerce.number().min(-1e6).max(1e6).default(1), { zh: '最小—最大：最差为', en: 'Min–max: the worst is' }),
  high: named(z.coerce.number().min(-1e6).max(1e6).default(100), { zh: '最小—最大：最优为', en: 'Min–max: the best is' }),
  weights: named(z.enum(['given', 'equal', 'entropy', 'critic', 'components', 'deviation', 'gini']).meta({ terms: weightings }).default('given'), { zh: '指标权重', en: 'Weights of the indicators' }),
  aggregation: named(z.enum(['arithmetic', 'geometric', 'harmonic', 'topsis', 'copeland']).meta({ terms: means }).default('arithmetic'), { zh: '合成', en: 'Aggregation' }),
  doubt: named(z.enum(['around', 'any', 'none']).meta({ terms: doubts }).default('around'), { zh: '对权重的怀疑', en: 'Doubt about the weights' }),
  share: named(z.coerce.number().min(0).max(0.99).default(0.25), { zh: '上下幅度', en: 'Up and down by' }),
  draws: named(z.coerce.number().int().min(FEWEST_DRAWS).max(20_000).default(1000), { zh: '抽取次数', en: 'Draws' }),
  interval: named(z.coerce.number().min(0.5).max(0.99).default(0.9), { zh: '区间含抽取的份额', en: 'Share of draws in the interval' }),
  first: named(z.coerce.number().int().min(1).max(100_000).default(10), { zh: '前几名', en: 'Among the first' }),
  seed: named(z.coerce.number().int().min(0).max(999_999).default(1), { zh: '随机种子', en: 'Seed' }),
} as const

export const indexSchema = z.strictObject(indexParameters)
export type IndexParameters = z.output<typeof indexSchema>
