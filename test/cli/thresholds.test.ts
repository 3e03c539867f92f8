import { expect, test } from 'vitest'
import { useTerminal } from './support.ts'

const { run, json } = useTerminal()
const all = ['thresholds', '--cluster', 'test']

test('thresholds are read and set from a terminal; what is not named stays, what is wrong changes nothing', async () => {
  await json(['cluster', 'create', 'test', '--name', '精密仪器集群'])
  const before = await json<Record<string, unknown>>(all)
  expect(before).toMatchObject({ weakHhi: 0.25, scope: 'home', controlledOrigins: [] })
  const after = { ...before, weakHhi: 0.3, scope: 'world', controlledOrigins: ['USA', 'JPN'] }
  expect(await json([...all, '--set', 'weakHhi=0.3', '--set', 'scope=world', '--set', 'controlledOrigins=USA,JPN'])).toEqual(after)
  for (const wrong of ['weakHhi=3', 'weakHhi=', 'weakHhi=viel', 'weak=1', 'weakHhi', 'controlledOrigins=us']) expect((await run([...all, '--set', wrong])).code).toBe(2)
  expect(await json(all)).toEqual(after)
})
