import { defineWords } from '../parts/language.tsx'

/** The words of the shared parts. */
export const partWords = defineWords({
  // Value
  missing: { zh: '缺失', en: 'missing' },
  missingWhy: { zh: (reason: string) => `缺失：${reason}`, en: (reason: string) => `Missing: ${reason}` },
  noReason: { zh: '来源未说明原因', en: 'no source says why' },
  notStated: { zh: '没有来源给出', en: 'no source states it' },
  grade: { zh: (grade: string, title: string) => `${grade} 级：${title}`, en: (grade: string, title: string) => `Grade ${grade}: ${title}` },
  inferred: { zh: '推断所得', en: 'inferred' },
  conflict: { zh: '来源互相矛盾', en: 'sources conflict' },
  stale: { zh: '证据已过期', en: 'out of date' },
  implausible: { zh: '超出合理范围', en: 'outside plausible bounds' },
  withdrawn: { zh: '来源已撤回', en: 'source withdrawn' },
  openEvidence: { zh: '查看证据', en: 'open evidence' },
  // states of a page
  loading: { zh: '正在读取', en: 'Loading' },
  retry: { zh: '重试', en: 'Try again' },
  reload: { zh: '重新载入页面', en: 'Reload the page' },
  crashed: { zh: '此页面出错了', en: 'This page has failed' },
  crashedWhat: { zh: '页面遇到意外错误，已保存的数据没有受影响。请重新载入；若再次出现，请把下面的文字告知管理员。', en: 'The page met an unexpected error; saved data is untouched. Reload it; if it happens again, give the text below to your administrator.' },
  noRight: { zh: '此页需要更高的权限', en: 'This page needs a higher role' },
  noRightWhat: { zh: (role: string) => `此页供“${role}”及以上使用。请联系集群管理员。`, en: (role: string) => `This page is for the role “${role}” and above. Ask the administrator of the cluster.` },
  errorCode: { zh: (code: string) => `错误代码 ${code}`, en: (code: string) => `Error code ${code}` },
  // dialogs
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  reason: { zh: '理由', en: 'Reason' },
  reasonShort: { zh: '请至少写两个字，说明依据。', en: 'Write at least two characters saying on what grounds.' },
  keys: { zh: '键盘操作', en: 'Keyboard' },
  // forms of what is done on an item
  needed: { zh: '此项必填。', en: 'This is needed.' },
  searchOrganisation: { zh: '输入名称查找主体', en: 'Type a name to find an organisation' },
  noOrganisation: { zh: '没有找到主体', en: 'No organisation found' },
  notNow: { zh: '目前不能做的，及原因', en: 'What is not possible now, and why' },
  happened: { zh: '经过', en: 'What happened' },
  // jobs
  jobWaiting: { zh: '排队中', en: 'Waiting' },
  jobRunning: { zh: '进行中', en: 'Running' },
  jobDone: { zh: '已完成', en: 'Done' },
  jobFailed: { zh: '未完成', en: 'Failed' },
  jobCancelled: { zh: '已取消', en: 'Cancelled' },
  jobCancel: { zh: '取消任务', en: 'Cancel the job' },
  jobLeave: { zh: '可以离开或刷新此页，任务会继续。', en: 'You may leave this page or load it again; the job goes on.' },
  jobCount: { zh: (done: string, total: string) => `${done} / ${total}`, en: (done: string, total: string) => `${done} of ${total}` },
  jobSoFar: { zh: (done: string) => `已处理 ${done}`, en: (done: string) => `${done} so far` },
  // organisations
  suggestedOrganisations: { zh: '章程建议', en: 'Suggested by the charter' },
  foundOrganisations: { zh: '主体库', en: 'Registry' },
  organisationNumber: { zh: (id: number) => `主体 ${id}`, en: (id: number) => `organisation ${id}` },
})
