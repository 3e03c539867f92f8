import type { Text } from './vocabulary.ts'

/** The words of mechanisms: what brings the actor types together again and again. */

export const mechanismKinds = {
  coordination: { zh: '部门与地市协调', en: 'Department–city coordination' },
  reporting: { zh: '报告', en: 'Reporting' },
  jointMeeting: { zh: '政企联席会', en: 'Joint meeting of government and enterprises' },
  consultation: { zh: '行业协会联席会商', en: 'Association consultation' },
  own: { zh: '自定', en: 'Our own' },
} satisfies Record<string, Text>

export const mechanismStates = { running: { zh: '运行中', en: 'Running' }, ended: { zh: '已终止', en: 'Ended' } } satisfies Record<string, Text>

export const mechanismEvents = {
  found: { zh: '建立机制', en: 'Set up' },
  edit: { zh: '修改', en: 'Change' },
  hold: { zh: '记为已召开', en: 'Record as held' },
  skip: { zh: '说明未召开', en: 'Say why it is not held' },
  deliver: { zh: '交付成果', en: 'Deliver an output' },
  end: { zh: '终止', en: 'End' },
} satisfies Record<string, Text>

/** How an occurrence stands. */
export const occurrenceStates = {
  coming: { zh: '○ 将举行', en: '○ Coming' },
  overdue: { zh: '● 未按期召开', en: '● Not held' },
  skipped: { zh: '– 未召开，已说明', en: '– Not held, with its reason' },
  held: { zh: '◐ 已召开，成果未交付', en: '◐ Held, no output yet' },
  delivered: { zh: '✓ 成果已交付', en: '✓ Output delivered' },
} satisfies Record<string, Text>
export type OccurrenceState = keyof typeof occurrenceStates
