import { beforeAll, expect, test } from 'vitest'
import { useTerminal, type Status } from './support.ts'

const { start, json, file } = useTerminal()
const cluster = ['--cluster', 'test']

/** Words on standard error by which an import tells how far it is; the last is its answer on standard output. */
const moments = [/Reading the files/, /read as/, /Reading 环节/, /Loading 环节/, /Recording claims/, /"import"/]

beforeAll(async () => {
  await json(['cluster', 'create', 'test', '--name', '测试'])
})

test('killed twenty times in the middle of imports: no half import is ever seen, and none that had answered is lost', async () => {
  let nodes = 0
  for (let round = 0; round < 20; round++) {
    const size = 50 * (round + 1)
    const rows = Array.from({ length: size }, (_, n) => `环节${round}-${n},零部件`)
    const running = start(['import', file(`环节${round}.csv`, `环节名称,类别\n${rows.join('\n')}\n`), ...cluster, '--json'])
    await running.said(moments[round % moments.length]!)
    running.process.kill('SIGKILL')
    const { stdout } = await running.ended
    const answered = stdout.includes('"import"')
    const { nodes: found } = await json<Status>(['status', ...cluster])
    expect(answered ? [nodes + size] : [nodes, nodes + size]).toContain(found)
    nodes = found
  }
  // The last word of all: what stands can be loaded upon.
  expect(await json(['import', file('last.csv', '环节名称,类别\n最后一环,零部件\n'), ...cluster])).toMatchObject({ files: [{ accepted: 1 }] })
}, 600_000)
