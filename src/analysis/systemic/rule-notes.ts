import type { CascadeRule } from '../../kernels/systemic/cascade.ts'
import type { Text } from '../../shared/vocabulary.ts'

/** The stopping rule, which is part of the definition and is shown with every result. */
export function ruleNotes({ eps, replaceability }: CascadeRule): Text[] {
  return [
    { zh: `停止阈值 eps = ${eps}：没有企业在一步中再损失超过此值时，计入这一步并停止。收敛值用 eps = 1e-10 计算。`, en: `Stopped at eps = ${eps}: the first step in which no firm loses more than this is applied and is the last. For the settled value compute with eps = 1e-10.` },
    replaceability
      ? { zh: '同一市场的企业可以部分替代停产者。', en: 'Firms of one market stand in for each other in part.' }
      : { zh: '不考虑替代（σ = 1）。', en: 'Nobody stands in for anybody (σ = 1).' },
  ]
}

export const ruleCautions: Text[] = [
  { zh: '短期最坏情形，没有库存、价格和新建的供货关系；不是预测，也不得用于对单家企业评分。', en: 'A short-term worst case without stocks, prices or new suppliers; not a forecast, and not for scoring single firms.' },
]
