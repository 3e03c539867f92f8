import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, vi } from 'vitest'
import { compile } from '../support/child.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Ran = { code: number | NodeJS.Signals; stdout: string; stderr: string }
export type Running = { process: ChildProcess; said: (words: RegExp) => Promise<string>; ended: Promise<Ran> }

export type Terminal = {
  /** A folder of this test file alone. */
  folder: string
  run(args: readonly string[], environment?: Record<string, string>): Promise<Ran>
  start(args: readonly string[], environment?: Record<string, string>): Running
  /** Runs with --json and answers the one value; fails the test where it is not one, or the command failed. */
  json<T = Record<string, unknown>>(args: readonly string[]): Promise<T>
  /** Writes a file below the folder and answers its path. */
  file(name: string, content: string): string
}

/** The compiled command in real processes of its own, with a data directory below a temporary folder. */
export function useTerminal(): Terminal {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'polycenter-cli-'))
  const running = new Set<ChildProcess>()
  // A test here is many processes, each of which opens the database: on a busy machine that takes its time.
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
  let main = ''

  beforeAll(() => {
    const built = compile(['cli', 'intake/reading', 'reports', 'results'])
    for (const name of ['migrations', 'demo']) symlinkSync(path.join(root, name), path.join(built, name))
    main = path.join(built, 'src/cli/main.js')
  })

  afterAll(async () => {
    await Promise.all([...running].map((child) => {
      const closed = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGKILL')
      return closed
    }))
    rmSync(folder, { recursive: true, force: true })
    rmSync(path.resolve(main, '../../..'), { recursive: true, force: true })
  })

  function start(args: readonly string[], environment: Record<string, string> = {}): Running {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', POLYCENTER_DATA: path.join(folder, 'data'), ...environment }
    const child = spawn(process.execPath, [main, ...args], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    const ran: Ran = { code: -1, stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.stderr += text))
    const ended = new Promise<Ran>((resolve) => child.once('close', (code, signal) => {
      running.delete(child)
      resolve({ ...ran, code: code ?? signal ?? -1 })
    }))
    const said = (words: RegExp): Promise<string> => new Promise((resolve) => {
      const look = (): void => void (words.test(ran.stderr + ran.stdout) && resolve(ran.stderr + ran.stdout))
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      void ended.then(() => resolve(ran.stderr + ran.stdout))
      look()
    })
    return { process: child, said, ended }
  }

  const run: Terminal['run'] = (args, environment) => start(args, environment).ended
  return {
    folder, run, start,
    async json<T>(args: readonly string[]) {
      const { code, stdout, stderr } = await run([...args, '--json'])
      if (code !== 0) throw new Error(`polycenter ${args.join(' ')} ended with ${code}:\n${stderr}`)
      return JSON.parse(stdout) as T
    },
    file(name, content) {
      const full = path.join(folder, name)
      writeFileSync(full, content)
      return full
    },
  }
}

/** The counts of a status that are facts and what they rest on. */
export type Status = Record<'organisations' | 'nodes' | 'stages' | 'requires' | 'isA' | 'supplies' | 'origins' | 'observations' | 'claims' | 'sources' | 'questions', number>
