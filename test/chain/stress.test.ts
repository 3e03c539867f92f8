import { beforeAll, describe, expect, test } from 'vitest'
import { listFatalSets, listRemovable, runStress } from '../../src/chain/stress.ts'
import { makeChain, memberOf, type Made } from './fixture.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
let made: Made
beforeAll(async () => { made = await makeChain(db, 'stress') })

const remove = (dimension: 'origin' | 'owner' | 'region' | 'organisation' | 'node', element: string, days?: number) =>
  runStress(db, made.viewer, { remove: [{ dimension, element }], ...(days === undefined ? {} : { days }) })
const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).sort()

describe('stress tests', () => {
  test('removing Japan stops what lives on it, and then what needs that', async () => {
    const result = await remove('origin', '日本')
    expect(result.removed).toEqual([{ dimension: 'origin', element: 'JPN', title: '日本', supplies: 3 }])
    const pump = result.stopped.find(({ name }) => name === '分子泵')!
    expect(pump.cause).toMatchObject({ zh: expect.stringContaining('移除日本后') as string, en: expect.stringContaining('Without Japan ') as string })
    expect(names(result.stopped)).toContain('质谱仪')
    expect(result.stopped.find(({ name }) => name === '质谱仪')!.cause.zh).toContain('分子泵 → 质谱仪')
    expect(result.stopped.find(({ name }) => name === '质谱仪')!.day).toBe(30)
    expect(result.lost).toMatchObject({ nodes: 8 })
    expect(names(result.reduced)).toContain('真空阀')
  })

  test('what nobody knows is named as unknown, never as running', async () => {
    const result = await remove('region', '广东省')
    expect(names(result.unknown)).toContain('检漏仪')
    const leak = result.unknown.find(({ name }) => name === '检漏仪')!
    expect(leak.cause.zh).toContain('与移除无关')
    const owner = await remove('owner', '远洋集团')
    expect(names(owner.unknown)).toEqual(expect.arrayContaining(['精密结构件', '四极杆']))
    expect(owner.unknown.find(({ name }) => name === '精密结构件')!.cause.zh).toContain('未知')
  })

  test('a firm is found by name, code or number; a node by code', async () => {
    for (const element of ['甲方精工有限公司（虚构）', 'O1', String(made.firms.O1)]) {
      const result = await remove('organisation', element)
      expect(result.removed[0]).toMatchObject({ element: String(made.firms.O1), title: '甲方精工有限公司（虚构）' })
      expect(names(result.stopped)).toContain('四极杆')
    }
    expect(names((await remove('node', 'weak')).stopped)).toContain('四极杆')
  })

  test('what is not there is refused by name', async () => {
    await expect(remove('organisation', '没有这家公司')).rejects.toMatchObject({ code: 'not-found', text: { zh: expect.stringContaining('没有这家公司') as string } })
    await expect(remove('origin', 'Atlantis')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('the same test gives the same answer', async () => {
    expect(await remove('origin', 'JPN', 90)).toEqual(await remove('origin', 'JPN', 90))
  })

  test('a member computes from what members may use', async () => {
    const result = await runStress(db, memberOf(made, 'O7'), { remove: [{ dimension: 'origin', element: 'JPN' }] })
    expect(result.removed[0]!.supplies).toBe(2)
    expect(names(result.unknown)).toContain('精密结构件')
  })

  test('offers what can be taken away, the largest first', async () => {
    const offered = await listRemovable(db, made.viewer)
    expect(offered.find(({ dimension }) => dimension === 'origin')).toMatchObject({ element: 'CHN', title: '中国' })
    expect(offered.filter(({ dimension }) => dimension === 'region').map(({ title }) => title)).toContain('深圳市')
  })

  test('names the smallest sets whose loss stops a node', async () => {
    const { sets } = await listFatalSets(db, made.viewer, made.ids.weak!)
    expect(sets.filter(({ certain }) => certain).map(({ elements }) => elements.map(({ title }) => title))).toContainEqual(['甲方精工有限公司（虚构）'])
  })
})
