// `npm start`: builds what is stale, then serves. Arguments go on: `npm start -- --port 4200`.
import { build } from './build.mjs'

try {
  await build()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
process.argv.splice(2, 0, 'start')
await import('../dist/cli/main.js')
