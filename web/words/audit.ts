import { defineWords } from '../parts/language.tsx'

export const auditWords = defineWords({
  title: { zh: '审计日志', en: 'Audit log' },
  lead: { zh: '谁看了、做了、导出了什么。只增不改，每条带有前一条的哈希；集群管理员看全部，其他人看到关于自己的记录。', en: 'Who saw, did and exported what. Entries are only added, each with the hash of the one before; administrators see all of them, everybody else those of their own.' },
  act: { zh: '动作', en: 'Act' },
  outcome: { zh: '结果', en: 'Outcome' },
  what: { zh: '对象', en: 'What' },
  subject: { zh: '编号与条件', en: 'Number and conditions' },
  person: { zh: '人员', en: 'Person' },
  organisation: { zh: '主体', en: 'Organisation' },
  role: { zh: '角色', en: 'Role' },
  at: { zh: '时间', en: 'When' },
  calls: { zh: '次数', en: 'Times' },
  program: { zh: '程序', en: 'The program' },
  emptyTitle: { zh: '还没有记录', en: 'Nothing recorded yet' },
  emptyWhat: { zh: '查看、操作与导出会在片刻之后列在这里。', en: 'What is seen, done and exported stands here a moment later.' },
})
