// Runs every check of the project: lint, types, build, and all tests, the ones in a real browser included. Fails when the
// browser tests did not run.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const bin = (name) => path.join(root, 'node_modules', '.bin', name)
const report = path.join(root, 'test-results', 'vitest.json')

step('lint', bin('oxlint'), ['--deny-warnings', 'src', 'web', 'test', 'bench', 'scripts'])
step('types', bin('tsc'), ['-p', 'tsconfig.json', '--noEmit'])
step('types of the web', bin('tsc'), ['-p', 'tsconfig.web.json', '--noEmit'])
step('build', process.execPath, [path.join(root, 'scripts', 'build.mjs')])
rmSync(report, { force: true })
step('tests', bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)])
if (process.argv.length === 2) demandBrowserTests()

function step(name, command, args) {
  const began = performance.now()
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: process.env })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (error) throw error
  if (status !== 0) {
    console.error(`\n${name} failed after ${seconds} s.`)
    process.exit(status ?? 1)
  }
  console.log(`${name}: ${seconds} s`)
}

/** A run without the browser tests proves nothing about the pages, so it counts as failed. */
function demandBrowserTests() {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const inBrowser = testResults.filter(({ name }) => name.includes(`${path.sep}e2e${path.sep}`)).flatMap(({ assertionResults }) => assertionResults)
  const passed = inBrowser.filter(({ status }) => status === 'passed').length
  const skipped = inBrowser.filter(({ status }) => status !== 'passed')
  console.log(`${passed} tests ran in a real browser.`)
  if (passed > 0 && skipped.length === 0) return
  console.error(`The browser tests did not run${skipped.length > 0 ? `: ${skipped.map(({ fullName }) => fullName).join('; ')}` : ''}. The run counts as failed.`)
  process.exit(1)
}
