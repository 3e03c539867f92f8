import { z } from 'zod'
import type { CascadeRule } from '../../kernels/systemic/cascade.ts'
import { named } from '../define.ts'

/** What may be chosen about the cascade in a cluster, the same for single firms and for scenarios. */
export const cascadeParameters = {
  inputs: named(z.enum(['essential', 'pooled']).meta({ terms: { essential: { zh: '都不可缺（上界）', en: 'all essential (upper bound)' }, pooled: { zh: '都可缺一部分（下界）', en: 'none essential (lower bound)' } } }).default('essential'),
    { zh: '投入', en: 'Inputs' }, { zh: '还没有必需投入表：两种取法给出界限', en: 'without a table of essential inputs, the two give bounds' }),
  replaceability: named(z.stringbool().or(z.boolean()).default(true), { zh: '同行业可替代', en: 'Firms of one industry stand in' }),
  unknown: named(z.enum(['median', 'leave']).meta({ terms: { median: { zh: '取已知金额的中位数', en: 'take the median of those stated' }, leave: { zh: '不计这些交易', en: 'leave these links out' } } }).default('median'),
    { zh: '金额未知的交易', en: 'Links of unknown volume' }),
  revenue: named(z.enum(['network', 'stated']).meta({ terms: { network: { zh: '网内销售额', en: 'sales within the network' }, stated: { zh: '填报的营业收入（不低于网内销售额）', en: 'stated revenue, at least the sales within' } } }).default('network'),
    { zh: '失去客户的影响相对于', en: 'A lost customer counts against' }),
  eps: named(z.coerce.number().min(1e-12).max(0.5).default(1e-2), { zh: '停止阈值 eps', en: 'Stop at eps' }),
} as const

export type CascadeChoices = { inputs: 'essential' | 'pooled'; unknown: 'median' | 'leave'; revenue: 'network' | 'stated' } & CascadeRule

/** The value that the iteration goes to, where it is not stopped early. */
export const SETTLED_EPS = 1e-10
