import { defineWords } from '../parts/language.tsx'

/** The words of the health of co-governance. */
export const healthWords = defineWords({
  title: { zh: '共治健康', en: 'Health of co-governance' },
  lead: { zh: '谁按期履职、谁发起、谁参与决策、谁守诺：全部由事件得出，每个数字打开到它的事件；区间为 95% 的威尔逊区间，数少时自然就宽。', en: 'Who is on time, who initiates, who takes part in deciding, who keeps promises: from events alone, each figure opening to its events. Ranges are Wilson intervals at 95 %, wide where counts are small.' },
  task: { zh: '共治任务', en: 'Governance task' },
  from: { zh: (events: string, day: string) => `由截至 ${day} 的 ${events} 个事件得出`, en: (events: string, day: string) => `from ${events} events up to ${day}` },
  figure: { zh: '数字', en: 'Figure' },
  all: { zh: '全部', en: 'All' },
  organisation: { zh: '主体', en: 'Organisation' },
  riding: { zh: '承诺与兑现：按主体', en: 'Promised and delivered, by organisation' },
  ridingWhat: { zh: '一个主体的数字只给它自己、任务的主持方和集群团队看；按主体类型的数字给所有成员看。', en: 'The figures of an organisation are for itself, for who convenes the task and for the team; those by actor type are for every member.' },
  noOrganisations: { zh: '这项任务中还没有您能看到的主体的数字。', en: 'There are no figures of organisations that you may see in this task yet.' },
  nothing: { zh: '没有可计的事件', en: 'nothing to count' },
  days: { zh: '天', en: 'days' },
  counted: { zh: (n: number) => `计 ${n} 件`, en: (n: number) => `${n} counted` },
  hidden: { zh: (n: string) => `另有 ${n} 件您无权查看`, en: (n: string) => `${n} more that you may not see` },
  more: { zh: (n: string) => `另有 ${n} 件。`, en: (n: string) => `${n} more.` },
  moreOrganisations: { zh: (n: string) => `显示其余 ${n} 家`, en: (n: string) => `Show ${n} more` },
  of: { zh: (figure: string, whose: string) => `${figure}，${whose}：`, en: (figure: string, whose: string) => `${figure}, ${whose}:` },
  open: { zh: '打开事件', en: 'open the events' },
  close: { zh: '关闭事件（Esc）', en: 'Close the events (Esc)' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
})
