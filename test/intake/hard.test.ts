import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, type Viewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { makeCluster } from '../support/cluster.ts'
import { useDb, withOwner } from '../support/db.ts'
import { bring, counts, see } from './pipeline.ts'

const db = await useDb()

const organisations = { '主体.csv': [['主体编码', '企业名称', '所在市'], ['A1', '东莞精测仪器有限公司（虚构）', '东莞市'], ['A2', '深圳微谱科技有限公司（虚构）', '深圳市']] }
const nodes = { '环节.csv': [['环节编码', '环节名称', '类别'], ['N1', '质谱仪', '产品'], ['N2', '分子泵', '零部件']] }
const inputs = { '投入.csv': [['需方环节编码', '投入环节编码'], ['N1', 'N2']] }
const supplies = { '供给.csv': [['供给方编码', '环节编码', '供给份额'], ['A1', 'N2', '60%'], ['A2', 'N2', '20%']] }

/** All rows of a cluster in all its tables: what a failed import must leave as it was. */
async function everything(viewer: Viewer): Promise<Record<string, number>> {
  return withOwner(db, (owner) => owner.transaction(async (tx) => {
    const found: Record<string, number> = {}
    const tables = await tx.query<{ name: string }>(sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'cluster_id' order by 1`)
    for (const { name } of tables) {
      found[name] = (await tx.query<{ rows: number }>({ ...sql``, text: `select count(*) as rows from "${name}" where cluster_id = $1`, values: [viewer.cluster] }))[0]!.rows
    }
    return found
  }))
}

describe('the order of files', () => {
  test('one command may name supplies before organisations and nodes', async () => {
    const viewer = await makeCluster(db, 'order')
    await bring(db, viewer, { ...supplies, ...inputs, ...nodes, ...organisations })
    expect(await counts(db, viewer)).toMatchObject({ organisations: 2, nodes: 2, requires: 1, supplies: 2, questions: 0 })
  })

  test('codes that nobody knows are refused row by row; the good rows are loaded', async () => {
    const viewer = await makeCluster(db, 'unknown')
    await bring(db, viewer, { ...nodes, ...organisations })
    const list = { '供给.csv': [['供给方编码', '环节编码', '供给份额'], ['A1', 'N2', '60%'], ['A9', 'N2', '20%'], ['A1', 'N9', '20%']] }
    const result = await bring(db, viewer, list, { choice: 'good-rows' })
    expect(result.files).toMatchObject([{ rows: 3, accepted: 1, rejected: 2 }])
    expect(result.problems.map(({ row, column, code }) => [row, column, code])).toEqual([[3, undefined, 'unknown-organisation'], [4, 'B', 'unknown-node']])
    expect(await counts(db, viewer)).toMatchObject({ supplies: 1 })
  })

  test('“all or nothing” says all problems and leaves nothing', async () => {
    const viewer = await makeCluster(db, 'all')
    const before = await everything(viewer)
    const files = { ...organisations, '供给.csv': [['供给方编码', '环节编码', '供给份额'], ['A1', 'N9', '60%'], ['A9', 'N2', '不详'], ['A1', 'N8', '140%']] }
    const refused = await bring(db, viewer, files).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'import-has-problems' })
    expect((refused as { details: { problems: { row: number }[] } }).details.problems.map(({ row }) => row).sort()).toEqual([2, 3, 4])
    expect(await everything(viewer)).toEqual(before)
  })
})

describe('observations', () => {
  let viewer: Viewer
  const heading = ['指标', '对象', '时期', '数值', '单位']
  const observed = () => see<Record<string, unknown>>(db, viewer, sql`
    select indicator.name as indicator, observation.period, observation.value, observation.unit, observation.blank_reason as blank, observation.flag, observation.conflict
    from observation join indicator using (cluster_id, indicator_id) where observation.retired_at is null order by 1, 2, 3 desc nulls last`)
  beforeAll(async () => { viewer = await makeCluster(db, 'observed') })

  test('an unknown subject is refused, a stated blank is missing and not zero, the implausible is flagged and loaded', async () => {
    const result = await bring(db, viewer, { '指标.csv': [heading, ['污水处理率', '深圳市', '2025', '362', '%'], ['污水处理率', '广州市', '2025', '未填报', '%'], ['污水处理率', '无名之地', '2025', '90', '%'], ['营业收入', '深圳市', '2025', '100', '亿元']] },
      { choice: 'good-rows', recipe: { bounds: { 污水处理率: { min: 0, max: 100 } } } })
    expect(result.files).toMatchObject([{ accepted: 3, rejected: 1 }])
    expect(result.problems.filter(({ severity }) => severity === 'error')).toMatchObject([{ row: 4, code: 'unknown-subject' }])
    expect(await observed()).toMatchObject([
      { indicator: '污水处理率', value: 362, flag: 'implausible' }, { indicator: '污水处理率', value: null, blank: '未填报' }, { indicator: '营业收入', value: 1e10 },
    ])
  })

  test('a revised value stands beside the first; the newest is shown, as a conflict', async () => {
    await bring(db, viewer, { '指标-修订.csv': [heading, ['营业收入', '深圳市', '2025', '101', '亿元']] })
    expect((await observed()).find(({ indicator }) => indicator === '营业收入')).toMatchObject({ value: 1.01e10, conflict: true })
  })

  test('another unit is never mixed in silence: each value keeps its own, and they stand in conflict', async () => {
    await bring(db, viewer, { '用电.csv': [heading, ['用电量', '深圳市', '2025', '500', '千瓦时']] })
    await bring(db, viewer, { '用电-2.csv': [heading, ['用电量', '深圳市', '2025', '500', '吨标准煤'], ['用电量', '深圳市', '2026', '480', '吨标准煤']] })
    const units = (await observed()).filter(({ indicator }) => indicator === '用电量')
    expect(units).toMatchObject([{ period: '2025', value: 500, conflict: true }, { period: '2026', value: 480, unit: '吨标准煤', conflict: false }])
    const claims = await see<{ unit: string }>(db, viewer, sql`select unit from claim where predicate = 'observation' and period = '2025' and value_number = 500 order by claim_id`)
    expect(claims).toEqual([{ unit: '千瓦时' }, { unit: '吨标准煤' }])
  })
})

describe('whole or not at all', () => {
  test('two imports into one cluster at the same time are one after the other', async () => {
    const viewer = await makeCluster(db, 'together')
    const list = (name: string) => ({ [`${name}.csv`]: [['企业名称', '所在市'], ['东莞精测仪器有限公司', '东莞市'], [`${name}仪器有限公司`, '深圳市']] })
    const results = await Promise.all([bring(db, viewer, list('甲')), bring(db, viewer, list('乙'))])
    expect(await counts(db, viewer)).toMatchObject({ organisations: 3 })
    expect(results.map(({ created }) => created).sort()).toEqual([1, 2])
  })

  const many = (n: number) => ({ '大名单.csv': [['企业名称', '所在市'], ...Array.from({ length: n }, (_, i) => [`东莞第${i}精密仪器有限公司`, '东莞市'])], ...nodes })

  test.each(['正在读入', '正在登记'])('an import cancelled while it says “%s” ends at once and leaves nothing', async (stage) => {
    const viewer = await makeCluster(db, stage === '正在读入' ? 'cancelled-early' : 'cancelled-late')
    const before = await everything(viewer)
    const stop = new AbortController()
    let further = 0
    const refused = await bring(db, viewer, many(8000), {
      signal: stop.signal,
      onProgress: (_done, _total, { zh }) => {
        if (stop.signal.aborted) further++
        if (zh.startsWith(stage)) stop.abort()
      },
    }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'cancelled' })
    expect(further, 'steps taken after it was asked to end').toBe(0)
    expect(await everything(viewer)).toEqual(before)
  })

  test('a trial says what would come of it and leaves nothing, not even a name to be recognised by', async () => {
    const viewer = await makeCluster(db, 'trial')
    const before = await everything(viewer)
    const result = await bring(db, viewer, { ...supplies, ...inputs, ...nodes, ...organisations }, { dryRun: true })
    expect(result).toMatchObject({ dryRun: true, import: null, created: 7 })
    expect(await everything(viewer)).toEqual(before)
  })
})

describe('what people write into cells', () => {
  const long = '长'.repeat(4000)
  const name = `${'很'.repeat(290)}长公司`
  const odd = [`引号"和'单引号`, '表情😀🏭', `制表\t符`, '反斜杠\\N\\t', '零\u0000字节', '零宽\u200b字', `${name}`]

  test('is kept as it is written, and everything is found again', async () => {
    const viewer = await makeCluster(db, 'odd')
    const rows = odd.map((one, n) => [`N${n}`, `${one}`, long])
    const result = await bring(db, viewer, { '环节.csv': [['环节编码', '环节名称', '说明'], ...rows] })
    expect(result.files).toMatchObject([{ accepted: odd.length, rejected: 0 }])
    const found = await see<{ name: string; description: string }>(db, viewer, sql`select name, description from node order by code`)
    expect(found.map(({ description }) => description.length)).toEqual(odd.map(() => 4000))
    expect(found.map((one) => one.name.replace(/\s|\u200b/g, ''))).toEqual(odd.map((one) => one.replaceAll('\u0000', '').replace(/\s|\u200b/g, '')))
    expect(await bring(db, viewer, { '环节-又.csv': [['环节编码', '环节名称', '说明'], ...rows] })).toMatchObject({ created: 0, changed: 0, claims: 0 })
  })

  test('ten thousand columns are refused in words, or read; never worse', async () => {
    const viewer = await makeCluster(db, 'wide')
    const wide = [Array.from({ length: 10_000 }, (_, n) => `列${n}`), Array.from({ length: 10_000 }, (_, n) => String(n))]
    const outcome = await bring(db, viewer, { '宽.csv': wide }).catch((error: unknown) => error)
    expect(outcome instanceof Error ? (outcome as { code?: string }).code : 'read').toMatch(/^[a-z-]+$/)
  })
})

test('who gives owner-only data for another organisation may do so, and sees it no more than their right allows', async () => {
  const viewer = await makeCluster(db, 'given')
  await bring(db, viewer, { ...nodes, ...organisations })
  const [giver] = await see<{ id: number }>(db, viewer, sql`select organisation_id as id from organisation order by 1 limit 1`)
  const result = await bring(db, viewer, supplies, { giver: giver!.id })
  expect(result.files).toMatchObject([{ accepted: 2 }])
  expect(await asViewer(db, viewer, (tx) => tx.query(sql`select 1 from supplies`))).toEqual([])
  expect(await asViewer(db, { ...viewer, role: 'member', organisation: giver!.id }, (tx) => tx.query(sql`select 1 from supplies`))).toHaveLength(2)
})
