import { expect, it } from 'vitest'
import type { Work } from '../../src/jobs/jobs.ts'
import { call, codeOf, enter, makeCluster, makeMember, makePerson, useApp } from './support/app.ts'

const test = await useApp()
const { app, context: { jobs } } = test
const { account: mine } = await makePerson(test)
const operator = await makeCluster(test, 'alpha', { administrator: mine })
const other = await makeMember(test, 'alpha', { email: 'analyst@example.org', name: '分析员', organisationId: operator, role: 'analyst' })
const untilStopped: Work = (_report, signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))

it('a person finds their own jobs again, as long as they are under way', async () => {
  const [cookie, cookieOfOther] = [await enter(test, mine), await enter(test, other)]
  const { job } = jobs.start({ cluster: 'alpha', account: mine }, 'import', untilStopped)
  jobs.start({ cluster: 'alpha' }, 'of the program', untilStopped)
  const list = async (of: string) => (await call(app, 'listJobs', { params: { cluster: 'alpha' } }, of)).body
  expect(await list(cookie)).toEqual([jobs.get({ cluster: 'alpha' }, job)])
  expect(await list(cookieOfOther)).toEqual([])

  await call(app, 'cancelJob', { params: { cluster: 'alpha', job } }, cookie)
  for await (const { status } of jobs.watch({ cluster: 'alpha' }, job)) if (status === 'cancelled') break
  expect(await list(cookie)).toEqual([])
})

it('who is not in the cluster learns of none', async () => {
  const { account } = await makePerson(test)
  expect(codeOf(await call(app, 'listJobs', { params: { cluster: 'alpha' } }, await enter(test, account)))).toBeDefined()
})
