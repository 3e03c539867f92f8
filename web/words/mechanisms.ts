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
  due: { zh: '近十三个月应召开', en: 'Last thirteen months: due' },
  held: { zh: '已召开', en: 'held' },
  delivered: { zh: '成果已交付', en: 'output delivered' },
  noneDue: { zh: '近十三个月没有应召开的日程。', en: 'Nothing was due in the last thirteen months.' },
  unannounced: { zh: '△ 待定', en: '△ provisional' },
  unannouncedWhat: { zh: '△ 该年放假安排尚未公布，日期暂按周一至周五推算，公布后可能变动。', en: '△ The holidays of that year are not announced yet: the day is reckoned on Monday to Friday and may move.' },
})
