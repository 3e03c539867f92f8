import { AppError } from '../../shared/errors.ts'
import type { WorkEvent, WorkState } from '../../shared/governance.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { Work } from '../rules/work.ts'
import type { ValueKey, Values } from './values.ts'

export type Act = { event: WorkEvent; input: object }

const edited: readonly ValueKey[] = ['title', 'text', 'lead', 'coOwners', 'due', 'region', 'department']
const longest = 1000

/** By which events a state is reached from another in a sheet. To report takes evidence, which a sheet does not hold. */
const paths: Partial<Record<Work['state'], Partial<Record<WorkState, readonly WorkEvent[]>>>> = {
  open: { accepted: ['accept'], working: ['accept', 'start'], cancelled: ['cancel'] },
  accepted: { working: ['start'], cancelled: ['cancel'] },
  working: { cancelled: ['cancel'] },
  reported: { approved: ['approve'], closed: ['approve', 'close'], working: ['sendBack'], cancelled: ['cancel'] },
  approved: { closed: ['close'], working: ['sendBack'] },
}
const reasoned: readonly WorkEvent[] = ['sendBack', 'cancel']

/** The events that make an item what its row says, in the order in which a person would do them; refuses what no event does. */
export function actsOf(work: Work, values: Partial<Values>, changed: readonly ValueKey[], reason: string): Act[] {
  const has = (key: ValueKey): boolean => changed.includes(key)
  if (has('task')) throw refused('事项立项后不能改到另一项任务。', 'An item does not move to another governance task.')
  if (has('parent')) throw refused('事项立项后不能改到另一个上级之下。', 'An item does not move under another item.')
  const moves = has('due') && work.due !== null
  if (moves && values.due === null) throw refused('已定的期限不能清空，只能推后。', 'A date that stands cannot be taken away, only moved later.')
  const fields = edited.filter((key) => has(key) && !(moves && key === 'due')).map((key) => [key, values[key]])
  const acts: Act[] = [
    ...(has('suspended') && !values.suspended ? [{ event: 'resume', input: {} } as const] : []),
    ...(fields.length > 0 ? [{ event: 'edit', input: Object.fromEntries(fields) } as const] : []),
    ...(moves ? [{ event: 'extend', input: { due: values.due, reason: given(reason, '推后期限', 'To move a date') } } as const] : []),
    ...(has('state') ? stepsTo(work.state, values.state!, reason) : []),
    ...(has('suspended') && values.suspended ? [{ event: 'suspend', input: { reason: given(reason, '暂停', 'To suspend an item') } } as const] : []),
  ]
  if (reason !== '' && !acts.some(({ input }) => 'reason' in input)) throw refused('写了理由，但这一行没有需要理由的改动。', 'A reason stands here, but nothing that was changed in this row takes one.')
  return acts
}

function stepsTo(from: Work['state'], to: WorkState, reason: string): Act[] {
  if (to === 'reported') throw refused('报结须附证据，请在事项的页面上进行。', 'To report needs evidence: do it on the page of the item.')
  const path = paths[from]?.[to]
  if (!path) throw refused('不能从现在的状态直接改为所填的状态。', 'The state does not go from what it is to what the row says.')
  return path.map((event) => ({ event, input: reasoned.includes(event) ? { reason: given(reason, '退回或取消', 'To send back or cancel') } : {} }))
}

function given(reason: string, zh: string, en: string): string {
  if (reason === '') throw refused(`${zh}须在“理由”列说明。`, `${en} takes a reason in the column of reasons.`)
  if (reason.length > longest) throw refused(`理由最多 ${longest} 个字。`, `A reason may have ${longest} characters.`)
  return reason
}

/** What a row is refused for, in one sentence. */
export function refused(zh: Text['zh'], en: Text['en']): AppError {
  return new AppError('invalid-request', { zh, en })
}
