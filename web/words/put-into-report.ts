import { counted } from '../../src/shared/format.ts'
import { defineWords } from '../parts/language.tsx'

/** The words of putting values of an analysis into a report. */
export const putIntoReportWords = defineWords({
  put: { zh: '放入报告', en: 'Put into a report' },
  putRows: { zh: (n: string) => `把 ${n} 行放入报告`, en: (n: string) => `Put ${counted(n, 'row', 'rows')} into a report` },
  title: { zh: '放入报告', en: 'Put into a report' },
  what: { zh: (values: string) => `${values} 个值会列在报告末尾“分析结果”的表中，各有短码，可在正文中引用；每个值打开到公式、快照和背后的事实，定稿后不再改变。`, en: (values: string) => `${values} values will stand in the tables “Results of analyses” at the end of the report, each with a short code that the text can quote; each opens to its formula, snapshot and facts, and no longer changes once the report is issued.` },
  report: { zh: '报告草稿', en: 'Draft report' },
  action: { zh: (report: string) => `放入${report}`, en: (report: string) => `Put into ${report}` },
  reportName: { zh: (month: string, audience: string) => `${month}月报（${audience}）`, en: (month: string, audience: string) => `the report of ${month} (${audience})` },
  computing: { zh: '按报告读者可用的数据、现在的事实计算', en: 'Computing from the facts as they stand, as the readers of the report may use them' },
  noDraft: { zh: '还没有报告草稿', en: 'There is no draft report yet' },
  noDraftWhat: { zh: '先起草一份月报，再把结果放进去。', en: 'Draft a report first, then put the result into it.' },
  toReports: { zh: '去起草', en: 'Draft one' },
  done: { zh: '已放入报告。', en: 'It stands in the report.' },
  open: { zh: '打开报告', en: 'Open the report' },
  placed: { zh: '放入的分析结果', en: 'Results of analyses in it' },
  stale: { zh: '此后事实有变化', en: 'The facts have changed since' },
  renew: { zh: '按现在的事实重算', en: 'Compute anew' },
  remove: { zh: '移除', en: 'Take out' },
  removeOf: { zh: (title: string) => `移除：${title}`, en: (title: string) => `Take out: ${title}` },
  renewOf: { zh: (title: string) => `按现在的事实重算：${title}`, en: (title: string) => `Compute anew: ${title}` },
})
