import type { GovernanceTask, Text } from './vocabulary.ts'

/** The words of appeals, and the clocks they are answered by. */

export const appealStates = {
  filed: { zh: '待分办', en: 'Filed' },
  triaged: { zh: '待答复', en: 'Waits for an answer' },
  answered: { zh: '已答复', en: 'Answered' },
  rated: { zh: '已评价', en: 'Rated' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} satisfies Record<string, Text>
export type AppealState = keyof typeof appealStates

export const appealEvents = {
  file: { zh: '提出诉求', en: 'File' },
  triage: { zh: '分办', en: 'Triage' },
  answer: { zh: '答复', en: 'Answer' },
  extend: { zh: '延期', en: 'Extend' },
  reopen: { zh: '请再次答复', en: 'Ask again' },
  rate: { zh: '评价', en: 'Rate' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
} satisfies Record<string, Text>
export type AppealEvent = keyof typeof appealEvents

/** What an appeal is about. Its subject says to which governance task it goes first; whoever triages it may correct that. */
export const appealSubjects = {
  coordination: { zh: '政策与协调', en: 'Policy and coordination', task: 'T1' },
  supply: { zh: '供应与断供', en: 'Supply and its stops', task: 'T2' },
  technology: { zh: '技术需求', en: 'Technology needed', task: 'T3' },
  finance: { zh: '融资', en: 'Finance', task: 'T4' },
  talent: { zh: '人才', en: 'Talent', task: 'T4' },
  market: { zh: '市场与出海', en: 'Markets at home and abroad', task: 'T4' },
  data: { zh: '数据与数字化', en: 'Data and digital build-up', task: 'T5' },
} satisfies Record<string, Text & { task: GovernanceTask }>
export type AppealSubject = keyof typeof appealSubjects

/** Within how many working days each step is due, counted from the day after the one that starts the clock. */
export const appealClocks = {
  /** From filing to the owner. */
  triage: 2,
  /** From filing to the answer. */
  answer: 10,
  /** From being asked again to the second answer. */
  again: 5,
} as const

export const scores = [1, 2, 3, 4, 5] as const
