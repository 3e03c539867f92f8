import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from './stale.mjs'

/** Runs a tool of node_modules; what it says goes to standard error. @param {string} tool @param {string[]} args */
export function run(tool, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, tool), ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(undefined) : reject(new Error(`构建失败 The build failed: ${path.basename(tool)} (${code})`))))
  })
}

/** Empties a folder but for the names to keep. @param {string} folder @param {string[]} keep */
export function removeOld(folder, keep) {
  const full = path.join(root, folder)
  if (!existsSync(full)) return
  for (const name of readdirSync(full)) {
    if (!keep.includes(name)) rmSync(path.join(full, name), { recursive: true, force: true })
  }
}

/** Copies data files beside the compiled code; the compiler only takes those that are imported. @param {string} from @param {string} to */
export function copyJson(from, to) {
  for (const name of readdirSync(path.join(root, from), { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.json')) cpSync(path.join(root, from, name), path.join(root, to, name))
  }
}

/** Removes compiled tests: they are no part of the program. @param {string} folder */
export function removeTests(folder) {
  for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.test.js')) rmSync(path.join(root, folder, name))
  }
}
