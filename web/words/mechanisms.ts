import { defineWords } from '../parts/language.tsx'

export const mechanismWords = defineWords({
  title: { zh: '机制', en: 'Mechanisms' },
  lead: { zh: '各方按周期会面：日程由周期和工作日历得出，记录是否召开、成果是否交付。', en: 'What brings the actors together on a cadence: its dates, whether it was held, whether its output was delivered.' },
  calendar: { zh: '下载日程', en: 'Save the calendar' },
  emptyTitle: { zh: '还没有机制', en: 'No mechanisms yet' },
  emptyWhat: { zh: '由任务的主持方或集群团队建立。', en: 'Whoever administers a task, or the team, sets one up.' },
  convenor: { zh: '召集方', en: 'Convenor' },
  next: { zh: '下一次', en: 'Next' },
  day: { zh: '日期', en: 'Date' },
  state: { zh: '状态', en: 'State' },
  outputs: { zh: '成果', en: 'Outputs' },
})
