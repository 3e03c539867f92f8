import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, type Viewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { listConflicts } from '../../src/ledger/conflicts.ts'
import { explainClaimed } from '../../src/ledger/evidence.ts'
import { listClaims } from '../../src/ledger/lists.ts'
import { resolveConflict, undoResolution } from '../../src/ledger/resolve.ts'
import { restoreSource, withdrawSource } from '../../src/ledger/sources.ts'
import { answerQuestion, listQuestions } from '../../src/registry/questions.ts'
import { undoMerge } from '../../src/registry/merge.ts'
import { makeCluster } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'
import { bring, counts, see } from './pipeline.ts'

const db = await useDb()

type Row = { id: number; name: string; city: string | null; stock: string | null; revenue: number | null; marks: Record<string, { conflict?: boolean } | undefined> }
const organisations = (viewer: Viewer) => see<Row>(db, viewer, sql`
  select organisation_id as id, name, city_code as city, stock_code as stock, revenue, marks from organisation where retired_at is null and merged_into is null order by organisation_id`)

describe('codes and names', () => {
  let viewer: Viewer
  beforeAll(async () => { viewer = await makeCluster(db, 'names') })

  test('one code under two names is one organisation with both names side by side', async () => {
    await bring(db, viewer, { 'list.csv': [['股票代码', '企业名称', '所在市'], ['300818', '佛山市恒力装备股份有限公司', '佛山市'], ['300818', '佛山耐特科技股份有限公司', '佛山市']] })
    const rows = await organisations(viewer)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ name: '佛山市恒力装备股份有限公司', marks: { name: { conflict: true } } })
  })

  test('a person chooses, and takes it back', async () => {
    const { id } = (await organisations(viewer))[0]!
    const before = await asViewer(db, viewer, (tx) => explainClaimed(tx, viewer, `organisation:${id}:name`))
    expect(before.claims.map(({ value }) => value)).toEqual(['佛山市恒力装备股份有限公司', '佛山耐特科技股份有限公司'])
    await asViewer(db, viewer, (tx) => resolveConflict(tx, viewer, before.claims[1]!.id, '已更名'))
    expect((await organisations(viewer))[0]!.name).toBe('佛山耐特科技股份有限公司')
    const after = await asViewer(db, viewer, (tx) => explainClaimed(tx, viewer, `organisation:${id}:name`))
    expect(after.resolution).toMatchObject({ by: 'person', reason: '已更名' })
    const member: Viewer = { ...viewer, account: 0, organisation: null, role: 'member', centreOf: [] }
    const told = await asViewer(db, member, (tx) => explainClaimed(tx, member, `organisation:${id}:name`))
    expect(told).toMatchObject({ value: '佛山耐特科技股份有限公司', resolution: { by: 'person', reason: '已更名' } })
    await asViewer(db, viewer, (tx) => undoResolution(tx, viewer, after.resolution!.resolution!))
    expect((await organisations(viewer))[0]!.name).toBe('佛山市恒力装备股份有限公司')
  })

  test('what conflicts is listed side by side, by field, and only what is taken is called so', async () => {
    const conflicts = await asViewer(db, viewer, (tx) => listConflicts(tx, viewer, { offset: 0, limit: 10 }))
    expect(conflicts).toMatchObject({ total: 1, fields: [{ subjectKind: 'organisation', predicate: 'name', count: 1 }] })
    expect(conflicts.items[0]).toMatchObject({ predicate: 'name', by: 'rule', claims: [{ value: '佛山市恒力装备股份有限公司', chosen: true }, { value: '佛山耐特科技股份有限公司', chosen: false }] })
    expect(await asViewer(db, viewer, (tx) => listConflicts(tx, viewer, { offset: 0, limit: 10, field: 'organisation:city' }))).toMatchObject({ total: 0, items: [] })
    const claims = await asViewer(db, viewer, (tx) => listClaims(tx, viewer, { offset: 0, limit: 50, subject: conflicts.items[0]!.subjectId }))
    expect(claims.items.filter(({ predicate }) => predicate === 'name').map(({ value, chosen }) => [value, chosen])).toEqual([['佛山市恒力装备股份有限公司', true], ['佛山耐特科技股份有限公司', false]])
  })

  test('a row that gives a known code alone speaks of its organisation; an unknown code alone is refused in its row', async () => {
    const result = await bring(db, viewer, { 'codes.csv': [['股票代码', '企业名称', '营业收入（万元）'], ['300818', '', '120'], ['300999', '', '5']] }, { choice: 'good-rows', recipe: { kind: 'organisations', headings: { stockCode: ['股票代码'], name: ['企业名称'], revenue: ['营业收入（万元）'] } } })
    expect(result.files).toMatchObject([{ accepted: 1, rejected: 1 }])
    expect(result.problems).toMatchObject([{ row: 3 }])
    expect(await organisations(viewer)).toMatchObject([{ revenue: 1_200_000 }])
  })

  test('a name first and its code later are one organisation', async () => {
    await bring(db, viewer, { 'names.csv': [['企业名称', '所在市'], ['广州禾信仪器股份有限公司', '广州市']] })
    await bring(db, viewer, { 'coded.csv': [['股票代码', '企业名称', '所在市'], ['688622', '广州禾信仪器股份有限公司', '广州市']] })
    const found = (await organisations(viewer)).filter(({ name }) => name === '广州禾信仪器股份有限公司')
    expect(found).toMatchObject([{ stock: '688622' }])
    expect(await counts(db, viewer)).toMatchObject({ organisations: 2, questions: 0 })
  })

  test('the same row twice in one file is one organisation', async () => {
    await bring(db, viewer, { 'twice.csv': [['企业名称', '所在市'], ['珠海欧比特电子有限公司', '珠海市'], ['珠海欧比特电子有限公司', '珠海市']] })
    expect((await organisations(viewer)).filter(({ name }) => name.includes('欧比特'))).toHaveLength(1)
  })
})

describe('one name in two places', () => {
  let viewer: Viewer
  const open = () => asViewer(db, viewer, (tx) => listQuestions(tx, viewer, { status: 'open', offset: 0, limit: 10 }))
  beforeAll(async () => { viewer = await makeCluster(db, 'places') })
  const list = (month: string, rows: string[][]) => ({ [`${month}.csv`]: [['企业名称', '所在市', '营业收入（万元）'], ...rows] })

  test('two organisations, and one question', async () => {
    const result = await bring(db, viewer, list('一月', [['精工仪器有限公司', '深圳市', '100'], ['精工仪器有限公司', '杭州市', '200']]))
    expect(result).toMatchObject({ questions: 1 })
    expect((await organisations(viewer)).map(({ city }) => city)).toEqual(['440300', '330100'])
  })

  test('“different” is never asked again', async () => {
    const { items } = await open()
    await asViewer(db, viewer, (tx) => answerQuestion(tx, viewer, items[0]!.question, 'different'))
    expect(await bring(db, viewer, list('二月', [['精工仪器有限公司', '深圳市', '110'], ['精工仪器有限公司', '杭州市', '210']]))).toMatchObject({ questions: 0 })
    expect((await open()).total).toBe(0)
    expect((await organisations(viewer)).map(({ revenue }) => revenue)).toEqual([1_100_000, 2_100_000])
  })

  test('“same” makes them one, which takes further rows; taken back they are two with their own rows', async () => {
    const asked = await asViewer(db, viewer, (tx) => listQuestions(tx, viewer, { status: 'different', offset: 0, limit: 10 }))
    await asViewer(db, viewer, (tx) => answerQuestion(tx, viewer, asked.items[0]!.question, 'same'))
    expect(await organisations(viewer)).toHaveLength(1)
    expect(await bring(db, viewer, { '三月.csv': [['企业名称', '营业收入（万元）'], ['精工仪器有限公司', '330']] })).toMatchObject({ questions: 0, created: 0 })
    expect(await organisations(viewer)).toMatchObject([{ revenue: 3_300_000 }])
    const merges = await see<{ id: number }>(db, viewer, sql`select merge_id as id from merge where undone_at is null`)
    await asViewer(db, viewer, (tx) => undoMerge(tx, viewer, merges[0]!.id))
    const apart = await organisations(viewer)
    expect(apart.map(({ city }) => city)).toEqual(['440300', '330100'])
    expect(apart.map(({ revenue }) => revenue)).toEqual([3_300_000, 2_100_000])
  })

  test('a pair that was made one is listed under the two names it was asked about', async () => {
    const paired = await makeCluster(db, 'paired')
    await bring(db, paired, { '一.csv': [['企业名称', '所在市'], ['东江泵业股份有限公司', '东莞市']] })
    expect(await bring(db, paired, { '二.csv': [['企业名称', '所在市'], ['东江泵业服务有限公司', '东莞市']] })).toMatchObject({ questions: 1 })
    const asked = await asViewer(db, paired, (tx) => listQuestions(tx, paired, { status: 'open', offset: 0, limit: 10 }))
    await asViewer(db, paired, (tx) => answerQuestion(tx, paired, asked.items[0]!.question, 'same'))
    const { items } = await asViewer(db, paired, (tx) => listQuestions(tx, paired, { status: 'same', offset: 0, limit: 10 }))
    expect(items.map(({ left, right }) => [left.name, right.name])).toEqual([['东江泵业股份有限公司', '东江泵业服务有限公司']])
    expect(await asViewer(db, paired, (tx) => listConflicts(tx, paired, { offset: 0, limit: 10 }))).toMatchObject({ total: 1, items: [{ predicate: 'name', claims: [{ value: '东江泵业服务有限公司' }, { value: '东江泵业股份有限公司' }] }] })
  })

  test('a list of names loaded again next month asks nothing', async () => {
    const rows = [['企业名称', '所在市'], ['深圳市华测检测技术有限公司', '深圳市'], ['华测检测认证集团股份有限公司', '深圳市'], ['东莞长安精密模具厂', '东莞市']]
    const before = await bring(db, viewer, { '名单-四月.csv': rows })
    const again = await bring(db, viewer, { '名单-五月.csv': [...rows, ['东莞虎门精密模具厂', '东莞市']] })
    expect(again.created).toBe(1)
    expect(again.questions).toBeLessThanOrEqual(1)
    expect(await bring(db, viewer, { '名单-六月.csv': [...rows, ['东莞虎门精密模具厂', '东莞市'], ['', '']] })).toMatchObject({ created: 0, changed: 0, questions: 0 })
    expect(before.created).toBe(3)
  })
})

describe('withdrawing a source', () => {
  test('takes its facts with it, leaves those of others, and can be taken back', async () => {
    const viewer = await makeCluster(db, 'withdrawal')
    await bring(db, viewer, { 'one.csv': [['企业名称', '所在市'], ['甲仪器有限公司', '深圳市'], ['乙仪器有限公司', '深圳市']] })
    await bring(db, viewer, { 'other.csv': [['企业名称', '所在市', '营业收入（万元）'], ['乙仪器有限公司', '深圳市', '100'], ['丙仪器有限公司', '广州市', '50']] }, { giver: 7 })
    const [one] = await see<{ id: number }>(db, viewer, sql`select source_id as id from source where name = 'one.csv'`)
    await asViewer(db, viewer, (tx) => withdrawSource(tx, viewer, one!.id, '名单有误'))
    expect((await organisations(viewer)).map(({ name }) => name).sort()).toEqual(['丙仪器有限公司', '乙仪器有限公司'])
    await asViewer(db, viewer, (tx) => restoreSource(tx, viewer, one!.id))
    expect((await organisations(viewer)).map(({ name }) => name).sort()).toEqual(['丙仪器有限公司', '乙仪器有限公司', '甲仪器有限公司'])
  })
})
