import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The compiled file beside a module, for threads and processes, which run compiled code only: from the sources (in tests) its twin in `dist`. */
export function compiledBeside(here: string, file: string): string {
  const entry = fileURLToPath(new URL(file, here.endsWith('.ts') ? here.replace(/\/src\/(?!.*\/src\/)/, '/dist/') : here))
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run "npm run build" first`)
  return entry
}
