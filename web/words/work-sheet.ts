import { defineWords } from '../parts/language.tsx'

/** The words of work items that come back as a changed sheet. */
export const workSheetWords = defineWords({
  importSheet: { zh: '导入改动', en: 'Import changes' },
  choose: { zh: '选择改过的事项表', en: 'Choose a changed sheet of work items' },
  title: { zh: (name: string) => `导入“${name}”`, en: (name: string) => `Import “${name}”` },
  reading: { zh: '正在读取……', en: 'Reading…' },
  make: { zh: (n: string) => `作出这 ${n} 项改动`, en: (n: string) => `Make these ${n} changes` },
  same: { zh: (n: string) => `${n} 行都与现在一致，没有改动。`, en: (n: string) => `All ${n} rows say what stands: nothing was changed.` },
  would: { zh: (changed: string, created: string) => `将改动 ${changed} 项，新增 ${created} 项。`, en: (changed: string, created: string) => `${changed} items will be changed, ${created} opened.` },
  did: { zh: (changed: string, created: string) => `已改动 ${changed} 项，新增 ${created} 项。`, en: (changed: string, created: string) => `${changed} items were changed, ${created} opened.` },
  rest: { zh: (same: string, conflicts: string, refused: string) => `${same} 行没有改动，${conflicts} 行在此期间被他人改动，${refused} 行不能改动。`, en: (same: string, conflicts: string, refused: string) => `${same} rows are unchanged, ${conflicts} were changed by others meanwhile, ${refused} may not be changed.` },
  toChange: { zh: '将要改动的', en: 'To be changed' },
  changes: { zh: '已改动的', en: 'Changed' },
  problems: { zh: '未能改动的', en: 'Not changed' },
  conflict: { zh: '他人改动过', en: 'changed by others' },
  refused: { zh: '不能改动', en: 'refused' },
  row: { zh: (n: number) => `第 ${n} 行`, en: (n: number) => `row ${n}` },
  comma: { zh: '、', en: ', ' },
  more: { zh: (n: string) => `另有 ${n} 行。`, en: (n: string) => `${n} more.` },
  saveProblems: { zh: '下载这些行（附原因列）', en: 'Save these rows with their reasons' },
})
