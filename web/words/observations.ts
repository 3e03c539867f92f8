import { defineWords } from '../parts/language.tsx'

export const observationWords = defineWords({
  title: { zh: '态势监测', en: 'Monitoring' },
  lead: { zh: '各地区、主体和环节的指标，逐期列出；存疑的值标记而不隐藏。', en: 'Indicators by region, organisation and node, period by period; doubtful values are marked, not hidden.' },
  indicator: { zh: '指标', en: 'Indicator' },
  all: { zh: '全部指标', en: 'All indicators' },
  indicatorLabel: { zh: (name: string, n: string) => `${name}（${n}）`, en: (name: string, n: string) => `${name} (${n})` },
  period: { zh: '时期', en: 'Period' },
  subject: { zh: '对象', en: 'Subject' },
  subjectKind: { zh: '对象类别', en: 'Kind of subject' },
  value: { zh: '数值', en: 'Value' },
  flag: { zh: '存疑', en: 'Doubtful' },
  onlyFlagged: { zh: '只看存疑', en: 'Doubtful only' },
  yes: { zh: '是', en: 'yes' },
  range: { zh: (first: string, last: string) => `${first} 至 ${last}`, en: (first: string, last: string) => `${first} to ${last}` },
  load: { zh: '导入指标', en: 'Load indicators' },
  emptyTitle: { zh: '还没有观测', en: 'No observations yet' },
  emptyWhat: { zh: '导入一张“指标 × 对象 × 时期”的表，这里逐期列出，每个值都能打开到来源的那一行。', en: 'Load a sheet of indicator × subject × period; each value stands here and opens to its row.' },
  template: { zh: '下载样表', en: 'Download a sample sheet' },
})
