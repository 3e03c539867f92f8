import { defineWords } from '../parts/language.tsx'

export const charterWords = defineWords({
  title: { zh: '共治章程', en: 'Role charter' },
  lead: { zh: '五项共治任务中，谁是中心（牵头并负责），谁在支撑网络（须被征询并协助）。', en: 'In each of five tasks: who is a centre (leads and answers) and who is in the support network (is consulted and helps).' },
  version: { zh: (n: number) => `第 ${n} 版`, en: (n: number) => `Version ${n}` },
  task: { zh: '任务', en: 'Task' },
  centre: { zh: '中心', en: 'Centre' },
  support: { zh: '支撑', en: 'Support' },
  none: { zh: '未定', en: 'not set' },
})
