import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { useTerminal, type Status } from './support.ts'

const { run, start, json, file, folder } = useTerminal()
const cluster = ['--cluster', 'test']
const status = (): Promise<Status> => json<Status>(['status', ...cluster])

describe('import', () => {
  beforeAll(async () => {
    await json(['cluster', 'create', 'test', '--name', '测试集群', '--region', '440000', '--operator', '测试促进中心（虚构）'])
  })

  test('a cluster that is made is listed with the organisation that runs it', async () => {
    expect(await json(['cluster', 'list'])).toMatchObject([{ cluster: 'test', name: '测试集群', role: 'administrator' }])
    const again = await run(['cluster', 'create', 'test', '--name', 'x', '--json'])
    expect([again.code, JSON.parse(again.stdout).error.code]).toEqual([1, 'already-exists'])
    expect((await status()).organisations).toBe(0)
  })

  test('an unknown cluster is refused', async () => {
    const { code, stdout } = await run(['status', '--cluster', 'nowhere', '--json'])
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'not-found'])
  })

  test('lists whose headings nobody has seen before are guessed, and standard error says how', async () => {
    const organisations = file('企业名单.csv', '企业名称,所在市,营业收入（万元）\n东莞精测仪器有限公司（虚构）,东莞市,1200\n深圳微谱科技有限公司（虚构）,深圳市,3400\n')
    const nodes = file('产品.csv', '产品名称,类别,阶段\n质谱仪,产品,中游\n分子泵,零部件,上游\n')
    const ran = await run(['import', organisations, nodes, ...cluster, '--json'])
    expect(ran.stderr).toContain('营业收入（万元）→revenue')
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject({ files: [{ kind: 'organisations', rows: 2, accepted: 2, rejected: 0 }, { kind: 'nodes', accepted: 2 }], retired: 0, questions: 0, problems: [] })
    expect(await status()).toMatchObject({ organisations: 2, nodes: 2, sources: 2 })
  })

  test('the same files again ask nothing, change nothing, and say so', async () => {
    const { code, stdout } = await run(['import', path.join(folder, '企业名单.csv'), path.join(folder, '产品.csv'), ...cluster])
    expect(code).toBe(0)
    expect(stdout).toContain('nothing changed')
    expect(await json(['import', path.join(folder, '企业名单.csv'), ...cluster])).toMatchObject({ files: [{ unchanged: 2 }], created: 0, changed: 0, retired: 0, claims: 0, questions: 0 })
  })

  test('one wrong row and nothing is loaded; the sheet to mend is written', async () => {
    const wrong = file('wrong.csv', '企业名称,统一社会信用代码\n广州光谱仪器有限公司（虚构）,\n佛山超声设备有限公司（虚构）,91440605MA0000000X\n')
    const before = await status()
    const out = path.join(folder, 'mend.xlsx')
    const { code, stdout, stderr } = await run(['import', wrong, ...cluster, '--problems', out, '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'import-has-problems', details: { problems: [{ row: 3, code: 'credit-code-invalid', severity: 'error' }], problemsTotal: 1 } } })
    expect(stderr).toContain('91440605MA0000000X')
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK')
    expect(await status()).toEqual(before)
  })

  test('--good-rows loads the others', async () => {
    expect(await json(['import', path.join(folder, 'wrong.csv'), ...cluster, '--good-rows'])).toMatchObject({ files: [{ rows: 2, accepted: 1, rejected: 1 }], problemsTotal: 1 })
    expect(await status()).toMatchObject({ organisations: 3 })
  })

  test('--dry-run does everything and keeps nothing', async () => {
    const before = await status()
    const more = file('more.csv', '企业名称,所在市\n珠海激光有限公司（虚构）,珠海市\n')
    expect(await json(['import', more, ...cluster, '--dry-run'])).toMatchObject({ dryRun: true, import: null, files: [{ accepted: 1 }] })
    expect(await status()).toEqual(before)
  })

  test('--supersede retires what a new full version no longer lists, renames by code, doubles nothing', async () => {
    await json(['import', file('nodes-1.csv', '环节编码,环节名称,类别\nA1,示波器,产品\nA2,探头,零部件\n'), ...cluster])
    const before = await status()
    const next = file('nodes-2.csv', '环节编码,环节名称,类别\nA1,数字示波器,产品\nA3,采样芯片,零部件\n')
    const result = await json<{ retired: number }>(['import', next, ...cluster, '--supersede'])
    expect(result.retired).toBeGreaterThan(0)
    expect((await status()).nodes).toBe(before.nodes)
  })

  test('a recipe from a file, and one that is broken', async () => {
    const recipe = { name: '自定', kind: 'nodes', headings: { name: ['乙'], group: ['甲'] } }
    const sheet = file('unknown.csv', '甲,乙\n光学,透镜\n')
    const unclear = await run(['import', sheet, ...cluster, '--json'])
    expect([unclear.code, JSON.parse(unclear.stdout).error.code]).toEqual([1, 'no-recipe'])
    expect(await json(['import', sheet, ...cluster, '--recipe', file('recipe.json', JSON.stringify(recipe))])).toMatchObject({ files: [{ kind: 'nodes', recipe: '自定', accepted: 1 }] })
    const broken = await run(['import', sheet, ...cluster, '--recipe', file('broken.json', '{"name": 1}'), '--json'])
    expect([broken.code, JSON.parse(broken.stdout).error.code]).toEqual([1, 'recipe-invalid'])
    const missing = await run(['import', sheet, ...cluster, '--recipe', 'nobody', '--json'])
    expect([missing.code, JSON.parse(missing.stdout).error.code]).toEqual([1, 'not-found'])
  })

  test('a file that is not there, a folder, and a file that is no sheet', async () => {
    for (const [name, code] of [[path.join(folder, 'none.csv'), 'not-found'], [folder, 'invalid-request'], [file('empty.csv', ''), 'file-empty']]) {
      const ran = await run(['import', name!, ...cluster, '--json'])
      expect([ran.code, JSON.parse(ran.stdout).error.code]).toEqual([1, code])
    }
  })

  test('Ctrl+C in the middle of an import takes everything back', async () => {
    const before = await status()
    const rows = Array.from({ length: 60_000 }, (_, n) => `器件${n},零部件`)
    const running = start(['import', file('many.csv', `产品名称,类别\n${rows.join('\n')}\n`), ...cluster, '--json'])
    await running.said(/Loading/)
    running.process.kill('SIGINT')
    const { code, stdout } = await running.ended
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'cancelled'])
    expect(await status()).toEqual(before)
  })

  test('what people type is left where it is', () => {
    expect(existsSync(path.join(folder, '企业名单.csv'))).toBe(true)
  })
})
