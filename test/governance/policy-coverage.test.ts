import { beforeAll, expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { withStates } from '../../src/chain/states.ts'
import { getPolicyCoverage } from '../../src/governance/policy-coverage.ts'
import { comparePolicy } from '../../src/governance/policy-indicators.ts'
import { createPolicy } from '../../src/governance/policies.ts'
import { load } from '../../src/intake/load/load.ts'
import { policyEndpoints } from '../../src/shared/contract/policies.ts'
import { sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from './people.ts'

const db = await useDb()
let people: People
const made: Record<string, number> = {}
const [today, now] = ['2026-11-29', new Date('2026-11-29T02:00:00Z')]

async function record(name: string, more: object): Promise<void> {
  const body = policyEndpoints.createPolicy.body.parse({ task: 'T2', title: name, instrument: 'subsidy', issuer: '示范市', level: 'city', ...more })
  made[name] = (await createPolicy(db, people.made.viewer, body, now)).policy
}
const coverage = (query: object = {}, viewer = people.made.viewer) => withStates(db, viewer, (tx) => getPolicyCoverage(tx, viewer, policyEndpoints.getPolicyCoverage.query.parse(query), today), now)
const compare = (name: string, viewer = people.made.viewer) => asViewer(db, viewer, (tx) => comparePolicy(tx, viewer, made[name]!, today))

beforeAll(async () => {
  people = await makePeople(db, 'covered')
  const months = (year: number, value: number, upTo = 12) => Array.from({ length: upTo }, (_, n) => ({ indicator: '首购合同额', subjectKind: 'region', subject: '深圳市', period: `${year}-${String(n + 1).padStart(2, '0')}`, value: value + n, unit: '万元' }))
  await load(db, people.made.viewer, { ...usual, right: 'cluster', sheets: [sheetOf('observations', [...months(2025, 100), ...months(2026, 130, 10)])] })
  await record('首购', { nodes: ['choke', 'weak'], validFrom: '2026-01-01', validTo: '2027-01-31', indicators: ['首购合同额'], actorTypes: ['enterprise'] })
  await record('攻关', { nodes: ['choke'], tasks: ['T3'], validFrom: '2026-05-01', actorTypes: ['enterprise', 'research'] })
  await record('数字化', { task: 'T5', instrument: 'tax' })
  await record('旧政策', { nodes: ['broken'], validTo: '2025-12-31' })
})

test('coverage says which policies reach which node and task, and which nodes at risk none names', async () => {
  const { tasks, nodes, whole } = await coverage()
  expect(nodes.items.map(({ node, state, gap, cells }) => [node.name, state, gap, cells])).toEqual([
    ['五轴转台', 'broken', true, {}], ['分子泵', 'choke', false, { T2: [made['首购'], made['攻关']], T3: [made['攻关']] }], ['低噪声放大器', 'bottleneck', true, {}], ['四极杆', 'weak', false, { T2: [made['首购']] }]])
  expect([nodes.gaps, whole, (await coverage({ gaps: 'true', limit: '1' })).nodes.items.map(({ node }) => node.name)]).toEqual([2, { T5: [made['数字化']] }, ['五轴转台']])
  expect(tasks.filter(({ centre, policies }) => centre && policies.length === 0).map(({ task, actorType }) => `${task} ${actorType}`)).toEqual(['T1 government', 'T1 enterprise', 'T1 research', 'T2 government', 'T4 enterprise', 'T4 research', 'T4 association', 'T4 service'])
})

test('what gives the same twice and what ends within ninety days stands out', async () => {
  const { overlaps, ending } = await coverage()
  expect(overlaps).toEqual([{ policies: [made['首购'], made['攻关']], tasks: ['T2'], actorTypes: ['enterprise'], nodes: [{ id: people.made.ids.choke, name: '分子泵' }] }])
  expect(ending).toEqual([{ policy: made['首购'], validTo: '2027-01-31', days: 63, leaves: [{ id: people.made.ids.weak, name: '四极杆' }] }])
})

test('a member is shown gaps by the states that members see: who knows less sees fewer', async () => {
  const { nodes } = await coverage({}, people.as('association'))
  expect(nodes.items.map(({ node, gap }) => [node.name, gap])).toEqual([['分子泵', false], ['四极杆', false]])
})

test('an indicator before and after, month by month with its address, what else began, and what not to read into it', async () => {
  const { series, others, cautions } = await compare('首购')
  expect(series).toHaveLength(1)
  const [one] = series
  expect(one).toMatchObject({ indicator: { name: '首购合同额' }, unit: '万元', subject: { kind: 'region', name: '深圳市' }, before: { mean: 105.5, count: 12 }, after: { mean: 134.5, count: 10 }, change: 29, sameMonths: { count: 10, change: 30 } })
  expect(one!.points).toHaveLength(22)
  expect(one!.points[0]).toMatchObject({ period: '2025-01', value: 100, use: 'before', ref: `observation:region:${one!.subject.id}:${one!.indicator.id}:2025-01` })
  expect(others).toEqual([{ policy: made['攻关'], title: '攻关', validFrom: '2026-05-01' }])
  expect([cautions[0]!.zh, cautions[1]!.zh]).toEqual([expect.stringContaining('只是描述'), expect.stringContaining('另有 1 项政策')])
  expect((await compare('数字化')).cautions.map(({ zh }) => zh)).toEqual([expect.any(String), '这项政策没有列出指标。', '没有起始日期，分不出前后。'])
})
