import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { useTerminal } from './support.ts'

const { folder, run, json, file } = useTerminal()
const cluster = ['--cluster', 'test']

test('the charter, the decisions, the work and the chain of events from a terminal', async () => {
  await json(['cluster', 'create', 'test', '--name', '精密仪器集群'])
  const charter = await json<{ version: number; motion: number | null; assignments: object[]; differences: object[] }>(['charter', ...cluster])
  expect([charter.version, charter.motion, charter.assignments.length, charter.differences]).toEqual([1, null, 25, []])
  expect(await json(['decisions', ...cluster])).toEqual([])
  expect(await json(['work', ...cluster, '--light', 'overdue'])).toEqual([])
  expect(await json(['appeals', ...cluster, '--state', 'filed'])).toEqual([])
  expect(await json(['mechanisms', ...cluster])).toEqual([])
  expect(await json(['posts', 'list', ...cluster])).toEqual([])
  expect((await run(['posts', 'show', '77', ...cluster])).code).toBe(1)
  expect(await json(['meetings', 'list', ...cluster])).toEqual([])
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
  expect(await json(['policies', 'coverage', ...cluster])).toMatchObject({ whole: { T4: [recorded!.policy] }, nodes: { total: 0 } })
  const wrong = await run(['policies', 'add', file('wrong.json', JSON.stringify({ ...policy, rules: [{ fact: 'tier', operator: 'atLeast', values: ['littleGiant'] }] })), ...cluster, '--json'])
  expect([wrong.code, JSON.parse(wrong.stdout).error.code]).toEqual([1, 'invalid-request'])
})

test('work leaves as a sheet and comes back: unchanged as it went, with a row without a number as a new item', async () => {
  const sheet = path.join(folder, 'work.xlsx')
  await json(['work', 'export', ...cluster, '--out', sheet])
  const { rows } = (await readXlsx(readFileSync(sheet))).sheets[0]!
  const at = (heading: string): number => rows[0]!.indexOf(heading)
  const row: (string | null)[] = rows[0]!.map(() => null)
  for (const [heading, value] of [['Governance task', 'T2'], ['Work item', '验证'], ['Lead', '没有这家公司']] as const) row[at(heading)] = value
  writeFileSync(sheet, await writeXlsx({ sheets: [{ name: 'Work items', rows: [...rows, row] as string[][] }] }))
  const problems = path.join(folder, 'problems.xlsx')
  const result = await json<{ refused: number; dryRun: boolean }>(['work', 'import', sheet, ...cluster, '--dry-run', '--problems', problems])
  expect([result.refused, result.dryRun]).toEqual([1, true])
  const told = (await readXlsx(readFileSync(problems))).sheets[0]!.rows
  expect([told.length, String(told[1]!.at(-1))]).toEqual([2, expect.stringContaining('No organisation is called')])
  expect(await json(['work', ...cluster])).toEqual([])
})
