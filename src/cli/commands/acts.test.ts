import { expect, test } from 'vitest'
import { meetingAct } from '../../shared/contract/meetings.ts'
import { motionAct } from '../../shared/contract/governance.ts'
import { postAct } from '../../shared/contract/posts.ts'
import { UsageError, type Io } from '../command.ts'
import type { Operations } from '../operations.ts'
import { commands } from './index.ts'

const stateFor = (name: string): string => (name.startsWith('meetings') ? 'planned' : 'deliberating')

/** What the commands ask of the contract, in order; every item stands at version 7. */
async function asked(name: string, typed: Record<string, unknown>): Promise<{ endpoint: string; given: { params: object; body?: { event: string; version: number; input: object } } }[]> {
  const calls: Awaited<ReturnType<typeof asked>> = []
  const page = { version: 7, title: '', day: '', state: stateFor(name), agenda: [], attendance: [], minutes: [], seats: [], opinions: [], consultUntil: null, heldAt: null, events: [] }
  const operations = { call: async (endpoint: string, given: never) => { calls.push({ endpoint, given }); return page } } as unknown as Operations
  const io = { language: 'en', open: async () => operations } as unknown as Io
  await commands.find((one) => one.name === name)!.run(io, { cluster: 'alpha', ...typed })
  return calls
}
const sent = async (name: string, typed: Record<string, unknown>) => (await asked(name, typed)).at(-1)!.given.body!

test('an act reads the version that stands, and is sent on it', async () => {
  expect(await asked('posts stand-in', { post: '12', organisation: '3', person: '李', from: '2026-12-01', until: '2026-12-20', reason: '出差' })).toEqual([
    { endpoint: 'getPost', given: { params: { cluster: 'alpha', post: 12 } } },
    { endpoint: 'actOnPost', given: { params: { cluster: 'alpha', post: 12 }, body: { event: 'substitute', version: 7, input: { organisation: 3, person: '李', seat: 1, from: '2026-12-01', until: '2026-12-20', reason: '出差' } } } },
  ])
})

test('what is wrong with a line is said before anything is asked', async () => {
  await expect(async () => asked('meetings attend', { meeting: '12', organisation: 'x', presence: 'late' })).rejects.toThrow(UsageError)
})

test('every act gives what the contract takes', async () => {
  const meeting = { meeting: '5' }
  for (const [name, typed] of [
    ['invite', {}], ['propose', { title: '议题' }], ['open', {}], ['attend', { organisation: '3', presence: 'present' }], ['write', { text: '记一段', item: '2' }], ['remove', { paragraph: '1' }],
    ['decided', { paragraph: '1', motion: '8' }], ['rise', {}], ['approve', {}], ['correct', { reason: '有误' }], ['cancel', { reason: '改期' }],
  ] as const) expect(meetingAct.safeParse(await sent(`meetings ${name}`, { ...meeting, ...typed })).success, name).toBe(true)
  for (const [name, typed] of [
    ['appoint', { organisation: '3', from: '2026-12-01', basis: '任命文件' }], ['end-term', { term: '1', on: '2026-12-01', reason: '届满' }], ['end-stand-in', { on: '2026-12-01' }], ['abolish', { reason: '并入' }],
  ] as const) expect(postAct.safeParse(await sent(`posts ${name}`, { post: '6', ...typed })).success, name).toBe(true)
  for (const [name, typed] of [
    ['deliberate', { consultUntil: '2026-12-01', method: 'consent', meeting: '5' }], ['change-form', { consultUntil: '2026-12-01', reason: '改期', mechanism: '4', day: '2026-12-02' }], ['note-opinion', { organisation: '3', stance: 'for', text: '赞成' }],
    ['answer', { opinion: '1', adopted: true, reason: '照办' }], ['ballot', { closesOn: '2026-12-09' }], ['close', {}], ['withdraw', { reason: '不再需要' }],
  ] as const) expect(motionAct.safeParse(await sent(`decisions ${name}`, { motion: '8', ...typed })).success, name).toBe(true)
  expect((await sent('decisions deliberate', { motion: '8', consultUntil: '2026-12-01', method: 'consent', mechanism: '4', day: '2026-12-02' })).input).toMatchObject({ heldAt: { mechanism: 4, day: '2026-12-02' } })
})
