import type { Text } from '../../shared/vocabulary.ts'

/** What each choice about an index is called. */
type Terms<K extends string> = Readonly<Record<K, Text>>

export const imputations: Terms<'mean' | 'median' | 'none'> = {
  mean: { zh: '取已知值的平均数', en: 'mean of the known values' },
  median: { zh: '取已知值的中位数', en: 'median of the known values' },
  none: { zh: '不补，权重归同组其余指标', en: 'none: the weight goes to the others of the group' },
}

export const treatments: Terms<'winsorise' | 'none'> = {
  winsorise: { zh: '过偏时缩尾', en: 'drawn in where very skewed' },
  none: { zh: '不处理', en: 'left as they are' },
}

export const normalisations: Terms<'min-max' | 'z-score' | 'rank' | 'borda' | 'percentile' | 'distance-to-best'> = {
  'min-max': { zh: '最小—最大', en: 'min–max' },
  'z-score': { zh: '标准分', en: 'z-score' },
  rank: { zh: '名次', en: 'rank' },
  borda: { zh: '波达计数', en: 'Borda count' },
  percentile: { zh: '百分位', en: 'percentile' },
  'distance-to-best': { zh: '与最优之比', en: 'distance to the best' },
}

export const weightings: Terms<'given' | 'equal' | 'entropy' | 'critic' | 'components' | 'deviation' | 'gini'> = {
  given: { zh: '指标树中给定的', en: 'as the tree gives them' },
  equal: { zh: '相等', en: 'equal' },
  entropy: { zh: '熵权', en: 'entropy' },
  critic: { zh: 'CRITIC', en: 'CRITIC' },
  components: { zh: '主成分', en: 'principal components' },
  deviation: { zh: '标准差', en: 'standard deviation' },
  gini: { zh: '基尼系数', en: 'Gini coefficient' },
}

export const means: Terms<'arithmetic' | 'geometric' | 'harmonic' | 'topsis' | 'copeland'> = {
  arithmetic: { zh: '算术平均：强项可补弱项', en: 'arithmetic: strengths make up' },
  geometric: { zh: '几何平均：只补一部分', en: 'geometric: make up in part' },
  harmonic: { zh: '调和平均：少量弥补', en: 'harmonic: make up a little' },
  topsis: { zh: 'TOPSIS：距最优与最差', en: 'TOPSIS: from best and worst' },
  copeland: { zh: '两两比较：不能弥补', en: 'pair by pair: never make up' },
}

export const doubts: Terms<'around' | 'any' | 'none'> = {
  around: { zh: '在所定值上下一定幅度内', en: 'within a share of what is set' },
  any: { zh: '组内任意权重', en: 'any weights within each group' },
  none: { zh: '不怀疑', en: 'none' },
}
