import { expect, test } from 'vitest'
import { useTerminal } from './support.ts'

const { run, json } = useTerminal()
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
