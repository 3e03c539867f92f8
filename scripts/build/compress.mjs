import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { root } from './stale.mjs'

const compressible = /\.(js|css|html|svg|json|wasm|map)$/
/** Below this many bytes compressing gains nothing. */
const least = 1024

/** Puts a .br and a .gz beside every file that gains by it: the server then compresses nothing itself. @param {string} folder */
export async function compressFiles(folder) {
  const full = path.join(root, folder)
  const names = await readdir(full, { recursive: true })
  await Promise.all(names.filter((name) => compressible.test(name)).map((name) => compressFile(path.join(full, name))))
}

/** @param {string} file */
async function compressFile(file) {
  const bytes = await readFile(file)
  if (bytes.length < least) return
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }
  const [brotli, gzipped] = await Promise.all([promisify(brotliCompress)(bytes, quality), promisify(gzip)(bytes, { level: 9 })])
  await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, gzipped)])
}
