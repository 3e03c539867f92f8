import { readXlsx } from 'hucre/xlsx'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { useTerminal, type Status } from './support.ts'

const { run, json, file, folder } = useTerminal()
const cluster = ['--cluster', 'test']

type Node = { id: string; name: string; kind: string | null; stage: string | null; state: string; reasons: { zh: string; values: object; claimIds: number[] }[] }
type Figure = { figure: string; name: string; value: number | null }

describe('from sheets to a report whose figures open to their rows', () => {
  let first = 0

  beforeAll(async () => {
    await json(['cluster', 'create', 'test', '--name', '精密仪器集群'])
    const made = await json<{ import: number }>(['import', ...cluster,
      file('主体.csv', '编码,主体名称,主体类型,所在市\nA1,甲泵业（虚构）,企业,东莞市\nA2,乙泵业（虚构）,企业,深圳市\n'),
      file('环节.csv', '环节编码,环节名称,类别,库存天数\nN1,质谱仪,产品,30\nN2,分子泵,零部件,\nN3,探测器,零部件,\n'),
      file('投入.csv', '需方环节编码,投入环节编码,关系\nN1,N2,投入\nN1,N3,投入\n'),
      file('供给.csv', '供给方编码,供给方,环节编码,供给份额,原产国\nA1,甲泵业（虚构）,N2,70%,JPN\nA2,乙泵业（虚构）,N2,30%,CHN\n'),
      file('指标.csv', '指标,对象,时期,数值,单位\n营业收入,深圳市,2026-10,120,亿元\n营业收入,深圳市,2026-09,110,亿元\n'),
    ])
    first = made.import
  })

  test('nodes have a code for an id, a state, and reasons with the claims behind them', async () => {
    const nodes = await json<Node[]>(['nodes', ...cluster])
    expect(nodes.map(({ id, name }) => [id, name]).sort()).toEqual([['N1', '质谱仪'], ['N2', '分子泵'], ['N3', '探测器']])
    const pump = nodes.find((node) => node.id === 'N2')!
    expect(pump.reasons.length).toBeGreaterThan(0)
    expect(pump.reasons.some((reason) => reason.claimIds.length > 0)).toBe(true)
    expect(nodes.find((node) => node.id === 'N3')!.state).not.toBe('strength')
    expect((await json<Node[]>(['nodes', ...cluster, '--state', pump.state])).map(({ id }) => id)).toContain('N2')
    expect(await json<Node[]>(['nodes', ...cluster, '--state', 'strength'])).toEqual([])
  })

  test('a stress test names what stops, when, and what is unknown', async () => {
    const result = await json<{ removed: object[]; stopped: { id: string; name: string; day: number }[]; unknown: { id: string; name: string }[]; lost: object }>(['stress', ...cluster, '--remove', 'origin:JPN'])
    expect(result.removed).toMatchObject([{ dimension: 'origin', element: 'JPN' }])
    expect([...result.stopped, ...result.unknown].map(({ id }) => id)).toContain('N2')
    const byCode = await json<{ removed: object[] }>(['stress', ...cluster, '--remove', 'organisation:A1', '--remove', 'node:N3', '--days', '90'])
    expect(byCode.removed.length).toBe(2)
    const unknown = await run(['stress', ...cluster, '--remove', 'node:N99', '--json'])
    expect([unknown.code, JSON.parse(unknown.stdout).error.code]).toEqual([1, 'not-found'])
  })

  test.each(['json', 'graphml', 'gexf', 'svg', 'xlsx'])('the map leaves as %s', async (format) => {
    const out = path.join(folder, `map.${format}`)
    expect(await json(['chain', ...cluster, '--format', format, '--out', out])).toMatchObject({ file: out })
    const content = readFileSync(out)
    expect(format === 'xlsx' ? content.subarray(0, 2).toString() : content.toString()).toContain(format === 'xlsx' ? 'PK' : '质谱仪')
  })

  test('what changed since an import, and since a day', async () => {
    await json(['import', ...cluster, file('环节-新.csv', '环节编码,环节名称,类别\nN4,真空阀,零部件\n')])
    const since = await json<{ nodes: { added: { name: string }[] } }>(['diff', ...cluster, '--from', String(first)])
    expect(since.nodes.added.length).toBe(4)
    expect((await json<{ total: number }>(['changes', ...cluster, '--from', '2026-01-01', '--limit', '3'])).total).toBeGreaterThan(3)
    const wrong = await run(['diff', ...cluster, '--from', 'yesterday', '--json'])
    expect([wrong.code, JSON.parse(wrong.stdout).error.code]).toEqual([1, 'invalid-request'])
  })

  test('risks are proposed from states; a second look proposes none anew', async () => {
    const risks = await json<{ node: string; status: string; reasons: object[] }[]>(['risks', ...cluster])
    expect(risks.every((risk) => risk.status === 'proposed' && risk.reasons.length > 0)).toBe(true)
    expect((await json<object[]>(['risks', ...cluster])).length).toBe(risks.length)
    const out = path.join(folder, 'risks.xlsx')
    expect(await json(['risks', ...cluster, '--out', out])).toMatchObject({ file: out })
    const [heading, ...lines] = (await readXlsx(readFileSync(out))).sheets[0]!.rows
    expect(heading!.slice(0, 3)).toEqual(['Number', 'Risk', 'Node'])
    expect(lines.map((line) => line[2]).sort()).toEqual(risks.map(({ node }) => node).sort())
  })

  test('a report is drafted, issued once and for all, and each of its figures opens', async () => {
    const out = path.join(folder, 'reports')
    const draft = await json<{ report: number; status: string }>(['report', ...cluster, '--period', '2026-10', '--out', out, '--formats', 'html'])
    expect(draft.status).toBe('draft')
    const issued = await json<{ report: number; status: string; hash: string; figures: Figure[]; files: { file: string }[] }>(['report', ...cluster, '--period', '2026-10', '--out', out, '--issue'])
    expect([issued.report, issued.status]).toEqual([draft.report, 'issued'])
    expect(issued.files.map((one) => path.extname(one.file))).toEqual(['.docx', '.pdf', '.xlsx', '.html'])
    const again = await json<{ hash: string }>(['report', ...cluster, '--period', '2026-10', '--out', out, '--formats', 'html,xlsx'])
    expect(again.hash).toBe(issued.hash)
    const figure = issued.figures.find((one) => one.name === 'registry.organisations')!
    const trace = await json<{ figure: string; formula: string; value: number; claims: { id: number; value: string; grade: string; source: { file: string; row: number; column: string }; giver: string; right: string }[] }>(['trace', figure.figure])
    expect(trace).toMatchObject({ figure: figure.figure, value: 2, formula: expect.any(String) })
    expect(trace.claims.map(({ value, source }) => [value, source.file, source.row, source.column])).toEqual([['甲泵业（虚构）', '主体.csv', 2, 'B'], ['乙泵业（虚构）', '主体.csv', 3, 'B']])
    const nobody = await run(['trace', 'ZZZZZZ', '--json'])
    expect([nobody.code, JSON.parse(nobody.stdout).error.code]).toEqual([1, 'not-found'])
  })

  test('sheets of an export that somebody has changed are lists like any other', async () => {
    const out = path.join(folder, 'export')
    await json(['export', ...cluster, '--out', out])
    const before = await json<Status>(['status', ...cluster])
    expect(await json(['import', path.join(out, 'nodes.csv'), ...cluster])).toMatchObject({ files: [{ kind: 'nodes', recipe: 'polycenter-export-nodes', rejected: 0 }], retired: 0 })
    expect((await json<Status>(['status', ...cluster])).nodes).toBe(before.nodes)
    const changed = path.join(folder, 'changed')
    mkdirSync(path.join(changed, 'recipes'), { recursive: true })
    writeFileSync(path.join(changed, 'nodes.csv'), readFileSync(path.join(out, 'nodes.csv'), 'utf8').replace('质谱仪', '高分辨质谱仪'))
    writeFileSync(path.join(changed, 'recipes/nodes.json'), readFileSync(path.join(out, 'recipes/nodes.json')))
    await json(['import', path.join(changed, 'nodes.csv'), ...cluster])
    expect((await json<Node[]>(['nodes', ...cluster])).map(({ name }) => name)).toContain('高分辨质谱仪')
  })
})
