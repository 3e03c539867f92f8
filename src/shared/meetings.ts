import type { Text } from './vocabulary.ts'

/** The words of meetings: one occurrence of a mechanism, from its agenda to its minutes. */

export const meetingStates = {
  planned: { zh: '筹备中', en: 'Being prepared' },
  sitting: { zh: '会议进行中', en: 'Sitting' },
  drafted: { zh: '纪要待定稿', en: 'Minutes to be approved' },
  approved: { zh: '纪要已定稿', en: 'Minutes approved' },
  correcting: { zh: '纪要更正中', en: 'Minutes being corrected' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} satisfies Record<string, Text>
export type MeetingState = keyof typeof meetingStates

export const meetingEvents = {
  call: { zh: '召集会议', en: 'Call the meeting' },
  invite: { zh: '按机制成员更新邀请', en: 'Invite the members of now' },
  arrange: { zh: '编排议程', en: 'Arrange the agenda' },
  propose: { zh: '提议题', en: 'Propose an item' },
  take: { zh: '列入会商的动议', en: 'Take a motion for deliberation' },
  open: { zh: '宣布开会', en: 'Open the meeting' },
  attend: { zh: '登记到会', en: 'Note the attendance' },
  write: { zh: '记一段', en: 'Write a paragraph' },
  remove: { zh: '删去一段', en: 'Remove a paragraph' },
  decided: { zh: '记为决策', en: 'Note as a decision' },
  rise: { zh: '散会', en: 'Close the meeting' },
  approve: { zh: '纪要定稿', en: 'Approve the minutes' },
  correct: { zh: '更正纪要', en: 'Correct the minutes' },
  cancel: { zh: '取消会议', en: 'Cancel' },
} satisfies Record<string, Text>
export type MeetingEvent = keyof typeof meetingEvents

/** How a member was at the table. Who is not noted yet is none of these. */
export const presences = {
  present: { zh: '✓ 到会', en: '✓ Present' },
  represented: { zh: '◐ 委托他人', en: '◐ Represented' },
  absent: { zh: '× 缺席', en: '× Absent' },
} satisfies Record<string, Text>
export type Presence = keyof typeof presences

/** The papers of a meeting: what is sent out before it, and what came of it. */
export const meetingPapers = {
  pack: { zh: '会议材料', en: 'Meeting pack' },
  minutes: { zh: '会议纪要', en: 'Minutes' },
} satisfies Record<string, Text>
export type MeetingPaper = keyof typeof meetingPapers
