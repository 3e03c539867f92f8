import { defineWords } from '../parts/language.tsx'

export const charterWords = defineWords({
  title: { zh: '共治章程', en: 'Role charter' },
  lead: { zh: '五项共治任务中，谁是中心（牵头并负责），谁在支撑网络（须被征询并协助）。', en: 'In each of five tasks: who is a centre (leads and answers) and who is in the support network (is consulted and helps).' },
  version: { zh: (n: number) => `第 ${n} 版`, en: (n: number) => `Version ${n}` },
  decided: { zh: (n: number, day: string, motion: number) => `第 ${n} 版，${day} 由动议 ${motion} 的决策通过`, en: (n: number, day: string, motion: number) => `Version ${n}, adopted on ${day} by the decision on motion ${motion}` },
  asShipped: { zh: '与出厂版本相同。只能由有关各方中心的决策修改。', en: 'The same as the shipped version. Only a decision of the centres concerned changes it.' },
  differences: { zh: '与出厂版本的差别', en: 'Differences from the shipped version' },
  shipped: { zh: '出厂版本', en: 'Shipped' },
  stands: { zh: '现行', en: 'In force' },
  actorType: { zh: '主体类型', en: 'Actor type' },
  named: { zh: (n: number) => `指名 ${n} 家`, en: (n: number) => `${n} named` },
  chamber: { zh: (name: string) => `并为“${name}”`, en: (name: string) => `joined as “${name}”` },
  vacant: { zh: '空缺', en: 'vacant' },
  heldBy: { zh: (names: string) => `（现为${names}）`, en: (names: string) => ` (now ${names})` },
  task: { zh: '任务', en: 'Task' },
  centre: { zh: '中心', en: 'Centre' },
  support: { zh: '支撑', en: 'Support' },
  none: { zh: '未定', en: 'not set' },
})
