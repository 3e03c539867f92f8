import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

const noteFile = path.join(root, 'dist/.built.json')

/** One hash over names and contents of files and folders, and over the version of Node. @param {string[]} inputs */
export function hashOf(inputs) {
  const hash = createHash('sha256').update(process.versions.node)
  for (const file of inputs.flatMap(filesIn).sort()) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

/** The hashes of the inputs of what stands in dist. @returns {Record<string, string | null>} */
export function readBuilt() {
  try {
    return JSON.parse(readFileSync(noteFile, 'utf8'))
  } catch {
    return {}
  }
}

/** Notes what was built, or with null that a build has begun. @param {string} part @param {string | null} hash */
export function writeBuilt(part, hash) {
  mkdirSync(path.dirname(noteFile), { recursive: true })
  writeFileSync(`${noteFile}.new`, JSON.stringify({ ...readBuilt(), [part]: hash }))
  renameSync(`${noteFile}.new`, noteFile)
}

/** Files below a folder of the project, or the file itself; tests are no part of what is built. @param {string} name @returns {string[]} */
function filesIn(name) {
  const full = path.join(root, name)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [name]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
}
