import type { Text } from './vocabulary.ts'

/** The words of posts and bodies: who is in charge of a chain, who decides, carries out and advises. */

export const postKinds = {
  generalChief: { zh: '总链长', en: 'General chain chief' },
  chainChief: { zh: '链长', en: 'Chain chief' },
  regionChief: { zh: '市县链长', en: 'Sub-region chain chief' },
  officer: { zh: '首席集群官', en: 'Chief cluster officer' },
  board: { zh: '理事会', en: 'Board' },
  executive: { zh: '执行机构', en: 'Executive' },
  advice: { zh: '技术咨询机构', en: 'Technical advice' },
  advisory: { zh: '战略咨询委员会', en: 'Strategic advisory committee' },
  team: { zh: '专班', en: 'Working team' },
  own: { zh: '自定', en: 'Our own' },
} satisfies Record<string, Text>
export type PostKind = keyof typeof postKinds

/** Posts have one seat; the others are bodies and have as many as their statute gives them. */
export const singlePosts: readonly PostKind[] = ['generalChief', 'chainChief', 'regionChief', 'officer']

/** The posts of a chain, from below: who answers for it in a part of the region, for the chain, for all chains. */
export const chiefs: readonly PostKind[] = ['regionChief', 'chainChief', 'generalChief']

/** A promotion organisation needs three functions at once. */
export const trinity = {
  board: { zh: '决策', en: 'Decision' },
  executive: { zh: '执行', en: 'Execution' },
  advice: { zh: '技术咨询', en: 'Technical advice' },
} satisfies Partial<Record<PostKind, Text>>

export const postStates = { standing: { zh: '在设', en: 'Standing' }, abolished: { zh: '已撤销', en: 'Abolished' } } satisfies Record<string, Text>

export const postEvents = {
  establish: { zh: '设立', en: 'Set up' },
  edit: { zh: '修改', en: 'Change' },
  appoint: { zh: '任命', en: 'Appoint' },
  endTerm: { zh: '结束任期', en: 'End a term' },
  substitute: { zh: '指定代理', en: 'Name who stands in' },
  endSubstitution: { zh: '结束代理', en: 'End a substitution' },
  abolish: { zh: '撤销', en: 'Abolish' },
} satisfies Record<string, Text>
export type PostEvent = keyof typeof postEvents

/** How a seat stands on a day: symbol and word. */
export const seatStates = {
  held: { zh: '○ 在任', en: '○ Held' },
  standIn: { zh: '⇄ 代理中', en: '⇄ Stood in for' },
  endsSoon: { zh: '◐ 即将届满', en: '◐ Ends soon' },
  lapsed: { zh: '● 已届满，未续任', en: '● Lapsed, nobody since' },
  vacant: { zh: '● 空缺', en: '● Vacant' },
} satisfies Record<string, Text>
export type SeatState = keyof typeof seatStates

/** How many days before its end a term without a successor is shown as ending. */
export const endsSoonDays = 60
