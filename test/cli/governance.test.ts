import { expect, test } from 'vitest'
import { useTerminal } from './support.ts'

const { run, json, file } = useTerminal()
const cluster = ['--cluster', 'test']

test('the charter, the decisions, the work and the chain of events from a terminal', async () => {
  await json(['cluster', 'create', 'test', '--name', '精密仪器集群'])
  const charter = await json<{ version: number; motion: number | null; assignments: object[]; differences: object[] }>(['charter', ...cluster])
  expect([charter.version, charter.motion, charter.assignments.length, charter.differences]).toEqual([1, null, 25, []])
  expect(await json(['decisions', ...cluster])).toEqual([])
  expect(await json(['work', ...cluster, '--light', 'overdue'])).toEqual([])
  expect(await json(['appeals', ...cluster, '--state', 'filed'])).toEqual([])
  expect(await json(['mechanisms', ...cluster])).toEqual([])
  expect(await json(['audit', 'verify', ...cluster])).toMatchObject({ events: 0, items: 0, intact: true, brokenAt: null, differing: [], head: null, audit: { brokenAt: null } })
  const unknown = await run(['decisions', ...cluster, '--motion', '77', '--json'])
  expect([unknown.code, JSON.parse(unknown.stdout).error.code]).toEqual([1, 'not-found'])
  expect((await run(['work', ...cluster, '--state', 'finished'])).code).toBe(2)
})

test('policies come from a file, say who qualifies and are brought to those who do', async () => {
  await json(['import', file('organisations.csv', '主体名称,主体类型,营业收入（元）\n甲服务有限公司（虚构）,服务机构,2000000\n乙服务有限公司（虚构）,服务机构,\n'), ...cluster])
  const policy = { task: 'T4', title: '数字化改造补助（虚构）', instrument: 'subsidy', issuer: '示范市（虚构）', level: 'city', actorTypes: ['service'], rules: [{ fact: 'revenue', operator: 'atLeast', values: [1e6] }] }
  const [recorded] = await json<{ policy: number }[]>(['policies', 'add', file('policies.json', JSON.stringify([policy])), ...cluster])
  const number = String(recorded!.policy)
  expect(await json(['policies', 'list', ...cluster, '--task', 'T4'])).toMatchObject([{ policy: recorded!.policy, phase: 'inForce' }])
  expect((await run(['policies', 'qualify', number, ...cluster, '--verdict', 'unknown'])).stdout).toMatch(/\?  乙服务有限公司（虚构）.*\? Revenue \(CNY\): Revenue/)
  expect(((await json<{ told: number[] }>(['policies', 'tell', number, '--all', ...cluster])).told)).toHaveLength(1)
  expect(await json(['policies', 'show', number, ...cluster])).toMatchObject({ toldTotal: 1, events: [{ event: 'record' }, { event: 'tell' }] })
  const wrong = await run(['policies', 'add', file('wrong.json', JSON.stringify({ ...policy, rules: [{ fact: 'tier', operator: 'atLeast', values: ['littleGiant'] }] })), ...cluster, '--json'])
  expect([wrong.code, JSON.parse(wrong.stdout).error.code]).toEqual([1, 'invalid-request'])
})
