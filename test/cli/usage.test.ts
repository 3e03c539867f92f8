import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { runCli } from '../../src/cli/run.ts'
import { useTerminal } from './support.ts'

const terminal = useTerminal()

/** The same command line in this process: what is understood and refused needs no process of its own. */
async function run(words: readonly string[], environment: Record<string, string> = {}): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' }
  const sink = (name: keyof typeof said): Writable => new Writable({
    write(piece, _encoding, done) {
      said[name] += String(piece)
      done()
    },
  })
  const code = await runCli(words, { environment: { POLYCENTER_DATA: `${terminal.folder}/none`, ...environment }, stdout: sink('stdout'), stderr: sink('stderr') })
  return { code, ...said }
}

describe('help', () => {
  test.each(commands.map((command) => command.name))('%s --help says in both languages what it does', async (name) => {
    const { code, stdout, stderr } = await run([...name.split(' '), '--help'])
    const { summary } = commands.find((command) => command.name === name)!
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(summary.zh)
    expect(stdout.replace(/\s+/g, ' ')).toContain(summary.en)
    expect(stdout).toContain('--data')
    expect(stdout).toContain('--json')
  })

  test('polycenter --help lists every command', async () => {
    const { code, stdout } = await terminal.run(['--help'])
    expect(code).toBe(0)
    for (const { name } of commands) expect(stdout).toContain(name.split(' ')[0])
  })
})

describe('wrong usage ends with 2 and says on standard error what is wrong', () => {
  test.each([
    [['nonsense'], 'nonsense'],
    [['status'], '--cluster'],
    [['status', '--cluster', 'eto', '--frob'], '--frob'],
    [['status', '--cluster', 'Not A Cluster'], '--cluster'],
    [['import', '--cluster', 'eto'], 'files'],
    [['import', 'x.csv', '--cluster', 'eto', '--as', 'things'], '--as'],
    [['stress', '--cluster', 'eto', '--remove', 'moon:USA'], 'origin'],
    [['stress', '--cluster', 'eto'], '--remove'],
    [['chain', '--cluster', 'eto', '--format', 'bmp', '--out', 'x'], '--format'],
    [['report', '--cluster', 'eto', '--period', '2026-13', '--out', 'x'], '--period'],
    [['cluster'], 'create'],
    [['cluster', 'create', 'eto', '--name', 'x', '--region', 'nowhere'], '--region'],
  ])('%j', async (args, words) => {
    const { code, stdout, stderr } = await run(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(words)
  })

  test.each([[['nope'], '没有命令“nope”'], [['status', '--nope'], '没有选项“--nope”'], [['import'], '缺少参数“files”'], [['status', '--cluster'], '选项“--cluster <id>”后面缺少取值'], [['status', 'x'], '“status”后面的参数太多']])('%j is said in Chinese to whoever reads Chinese', async (args, words) => {
    expect((await run(args, { POLYCENTER_LANG: 'zh_CN.UTF-8' })).stderr).toContain(words)
  })

  test('with --json the refusal is the one JSON value', async () => {
    const { code, stdout } = await terminal.run(['status', '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'invalid-request', message: expect.stringContaining('--cluster') } })
  })
})

describe('a refusal ends with 1', () => {
  test('a folder without data is not made into a database', async () => {
    const { code, stdout, stderr } = await run(['status', '--cluster', 'eto', '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'not-found' } })
    expect(stderr).toContain('polycenter start')
  })

  test('in the language of the terminal', async () => {
    const { stderr } = await run(['status', '--cluster', 'eto'], { POLYCENTER_LANG: 'zh_CN.UTF-8' })
    expect(stderr).toContain('数据目录')
  })

  test('an environment variable that is wrong is named', async () => {
    const { code, stdout } = await run(['status', '--cluster', 'eto', '--json'], { DATABASE_URL: 'mysql://x' })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'environment-invalid', message: expect.stringContaining('DATABASE_URL') } })
  })

  test('a backup that is none', async () => {
    const { code, stdout } = await run(['restore', terminal.file('note.txt', 'not a backup'), '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'backup-invalid' } })
  })
})
