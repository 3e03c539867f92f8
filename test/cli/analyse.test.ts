import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ResultView } from '../../src/shared/contract/analyses.ts'
import { useTerminal } from './support.ts'

const { run, json, file, folder } = useTerminal()

describe('analyse', () => {
  test('the list names every analysis and every form on files, without any cluster', async () => {
    const found = await json<{ analyses: { id: string }[]; files: { id: string; inputs: { columns: string[] }[] }[] }>(['analyse', '--list'])
    expect(found.analyses.map(({ id }) => id)).toContain('supplier-concentration')
    expect(found.files.find(({ id }) => id === 'supplier-concentration')?.inputs).toMatchObject([{ columns: ['node', 'provider', 'share'] }])
  })

  test('files alone are enough: a table in, a table out', async () => {
    const shares = file('shares.csv', 'node,provider,share\nX,a,0.5\nX,b,0.3\nX,c,0.2\n')
    const out = path.join(folder, 'hhi.csv')
    await json(['analyse', 'supplier-concentration', '--files', shares, '--out', out])
    expect(readFileSync(out, 'utf8')).toBe('node,suppliers,hhi,lower,upper\r\nX,3,0.38,0.38,0.38\r\n')
  })

  test('a wrong cell is named by file, row and column, and nothing is written', async () => {
    const shares = file('wrong.csv', 'node,provider,share\nX,a,much\nX,b,2\n')
    const { code, stderr } = await run(['analyse', 'supplier-concentration', '--files', shares])
    expect(code).toBe(1)
    expect(stderr).toMatch(/wrong\.csv row 2 column share “much”: “share” is not a number|wrong\.csv 第 2 行 share 列/)
  })

  describe('on a cluster', () => {
    beforeAll(async () => {
      await json(['cluster', 'create', 'test', '--name', '精密仪器集群'])
      await json(['import', '--cluster', 'test', file('环节.csv', '环节编码,环节名称\nN1,质谱仪\n'), file('供给.csv', '供给方编码,供给方,环节编码,供给份额\nA1,甲泵业（虚构）,N1,70%\nA2,乙泵业（虚构）,N1,30%\n')])
    })

    test('it answers the result with its snapshot, and writes it as CSV', async () => {
      const view = await json<ResultView>(['analyse', 'supplier-concentration', '--cluster', 'test', '--parameter', 'least=2'])
      expect(view).toMatchObject({ analysis: 'supplier-concentration', version: 1, parameters: { least: 2 } })
      expect(view.tables[0]!.rows.map(({ cells }) => cells[0])).toEqual(['质谱仪'])
      const out = path.join(folder, 'cluster.csv')
      await json(['analyse', 'supplier-concentration', '--cluster', 'test', '--parameter', 'least=2', '--out', out])
      expect(readFileSync(out, 'utf8').split('\r\n')[1]).toMatch(/^质谱仪,2,1,0\.58/)
    })

    test('a parameter that is not one is wrong', async () => {
      expect((await run(['analyse', 'supplier-concentration', '--cluster', 'test', '--parameter', 'least=none'])).code).toBe(1)
      expect((await run(['analyse', 'supplier-concentration', '--cluster', 'test', '--parameter', 'least'])).code).toBe(2)
    })
  })
})
