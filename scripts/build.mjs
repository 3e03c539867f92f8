// Builds what is stale: `npm run build`. Decided by the content of the inputs, so that a fresh clone, a changed file and a
// changed package all build, and a second start builds nothing.
import { pathToFileURL } from 'node:url'
import { copyJson, removeOld, removeTests, run } from './build/steps.mjs'
import { compressFiles } from './build/compress.mjs'
import { hashOf, readBuilt, writeBuilt } from './build/stale.mjs'

/** @typedef {{ name: 'server' | 'web', title: string, inputs: string[], make: () => Promise<void> }} Part */

/** @type {Part[]} */
const parts = [
  {
    name: 'server',
    title: '服务端 server',
    inputs: ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    async make() {
      removeOld('dist', ['web', '.built.json'])
      await run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json'])
      copyJson('src', 'dist')
      removeTests('dist')
    },
  },
  {
    name: 'web',
    title: '网页 web',
    inputs: ['web', 'src/shared', 'vite.config.ts', 'tsconfig.json', 'tsconfig.web.json', 'package-lock.json'],
    async make() {
      await run('node_modules/vite/bin/vite.js', ['build', '--logLevel', 'warn'])
      await compressFiles('dist/web')
    },
  },
]

/** Builds every stale part, telling on standard error what it does and how long it took. */
export async function build() {
  for (const { name, title, inputs, make } of parts) {
    const wanted = hashOf(inputs)
    if (readBuilt()[name] === wanted) continue
    const began = performance.now()
    console.error(`正在构建 Building: ${title} …`)
    writeBuilt(name, null)
    await make()
    writeBuilt(name, wanted)
    console.error(`已构建 Built: ${title} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await build().catch((error) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
