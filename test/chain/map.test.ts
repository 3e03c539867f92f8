import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { readXlsx } from 'hucre'
import { beforeAll, describe, expect, test } from 'vitest'
import { exportChain, type ChainFormat } from '../../src/chain/exports.ts'
import { getMap } from '../../src/chain/map.ts'
import { listNodes } from '../../src/chain/nodes.ts'
import { refreshStates } from '../../src/chain/states.ts'
import { load } from '../../src/intake/load/load.ts'
import { sheetOf, usual } from '../support/cluster.ts'
import { makeChain, type Made } from './fixture.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
let made: Made
beforeAll(async () => { made = await makeChain(db, 'map') })

const list = (filter: Parameters<typeof listNodes>[2]) => listNodes(db, made.viewer, filter, { offset: 0, limit: 50 })

describe('the list of nodes', () => {
  test('is searched by name, by the first letters of its pinyin and by code', async () => {
    expect((await list({ text: '质谱' })).items.map(({ name }) => name)).toEqual(['质谱仪'])
    expect((await list({ text: 'zpy' })).items.map(({ name }) => name)).toEqual(['质谱仪'])
    expect((await list({ text: 'choke' })).items.map(({ name }) => name)).toEqual(['分子泵'])
  })

  test('is filtered by stage, state, kind, group and the city of suppliers', async () => {
    expect((await list({ stage: 'midstream' })).total).toBe(1)
    expect((await list({ state: 'unknown' })).total).toBe(2)
    expect((await list({ kind: 'equipment' })).items[0]!.name).toBe('检漏仪')
    expect((await list({ group: '科学测试分析' })).total).toBe(1)
    expect((await list({ city: '441900' })).items.map(({ code }) => code).sort()).toEqual(['bottleneck', 'ordinary', 'strength'])
  })

  test('is sorted by any column, and an unknown one is refused by name', async () => {
    expect((await list({ sort: 'state,name' })).items[0]!.state).toBe('broken')
    expect((await list({ sort: '-suppliers,code' })).items[0]!.suppliers).toBe(5)
    await expect(list({ sort: 'colour' })).rejects.toMatchObject({ code: 'invalid-request' })
  })

  test('goes on behind a node in the order of names, to the same list as one window', async () => {
    const whole = await list({})
    const walked: string[] = []
    for (let after: number | undefined; walked.length < whole.total; ) {
      const { total, items } = await listNodes(db, made.viewer, { after }, { offset: 0, limit: 3 })
      expect(total).toBe(whole.total)
      walked.push(...items.map(({ name }) => name))
      after = items.at(-1)!.id
    }
    expect(walked).toEqual(whole.items.map(({ name }) => name))
    await expect(list({ after: made.ids.choke, sort: 'code' })).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(list({ after: 999_999_999 })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('tells a new total as soon as there is another node, of all and of one state', async () => {
    const other = await makeChain(db, 'totals')
    const total = async (filter: Parameters<typeof listNodes>[2]) => (await listNodes(db, other.viewer, filter, { offset: 0, limit: 1 })).total
    expect([await total({}), await total({ state: 'unknown' }), await total({ state: 'unknown', sort: 'state' })]).toEqual([8, 2, 2])
    await load(db, other.viewer, { ...usual, sheets: [sheetOf('nodes', [{ code: 'new', name: '新环节' }])] })
    expect([await total({}), await total({ state: 'unknown' }), await total({ state: 'unknown', sort: 'state' })]).toEqual([9, 3, 3])
    expect((await list({})).total).toBe(8)
  })

  test('names the largest origin and counts inputs and dependants', async () => {
    const [choke] = (await list({ text: '分子泵' })).items
    expect(choke).toMatchObject({ topOrigin: 'JPN', topOriginShare: 0.7, inputs: 0, dependants: 1, stageName: null })
    expect(choke!.why!.zh).toContain('受控来源地')
  })
})

describe('the map', () => {
  test('shows every node once, in columns of stages, with its ties', async () => {
    const map = await getMap(db, made.viewer, {})
    expect(map).toMatchObject({ total: 8, truncated: false })
    expect(map.columns.map(({ key }) => key)).toEqual(['upstream', 'midstream'])
    expect(map.edges.length / 3).toBe(7)
    expect(map.groups.map(({ title }) => title)).toEqual(['科学测试分析'])
    expect(await getMap(db, made.viewer, {})).toBe(map)
  })

  test('shows a part by filter and the neighbourhood of a node', async () => {
    expect((await getMap(db, made.viewer, { stage: 'upstream' })).ids).toHaveLength(7)
    const near = await getMap(db, made.viewer, { node: made.ids.choke!, hops: 1 })
    expect(near.names.sort()).toEqual(['分子泵', '质谱仪'])
    expect(near).toMatchObject({ total: 8, truncated: false })
    expect(near.edges).toHaveLength(3)
    expect((await getMap(db, made.viewer, { node: made.ids.product!, hops: 2 })).ids).toHaveLength(8)
  })

  test('opens the neighbourhood of a node without waiting for states, which follow', async () => {
    const fresh = await makeChain(db, 'map-opens')
    const open = () => getMap(db, fresh.viewer, { node: fresh.ids.choke!, hops: 1 })
    const first = await open()
    expect(first).toMatchObject({ stale: true, states: ['unknown', 'unknown'] })
    await refreshStates(db, 'map-opens', 'team')
    const then = await open()
    expect(then.stale).toBe(false)
    expect(then.states).toContain('choke')
    expect({ ...then, states: first.states, stale: true }).toEqual(first)
  })

  test('leaves as JSON, GraphML, GEXF and SVG with every node in it', async () => {
    for (const format of ['json', 'graphml', 'gexf', 'svg'] satisfies ChainFormat[]) {
      const file = await exportChain(db, made.viewer, format, { lang: 'zh' })
      const content = await text(file.content as Readable)
      for (const name of ['分子泵', '质谱仪', '检漏仪']) expect(content).toContain(name)
    }
  })

  test('leaves as a workbook whose sheets have the headings of an import', async () => {
    const file = await exportChain(db, made.viewer, 'xlsx', { lang: 'zh' })
    const { sheets } = await readXlsx(file.content as Buffer)
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([['环节', 9], ['投入与归类', 8], ['供给', 27]])
    expect(sheets[0]!.rows[0]!.slice(0, 4)).toEqual(['环节编码', '环节名称', '类别', '阶段'])
    expect(Buffer.isBuffer(file.content) && file.content.length).toBeGreaterThan(1000)
  })
})
