#!/usr/bin/env node
// The command `polycenter`. It builds only where nothing has been built: a command answers at once.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

if (!existsSync(main)) {
  const { build } = await import('./build.mjs')
  try {
    await build()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
await import('../dist/cli/main.js')
