import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const inDocs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => path.join('docs', file))
const texts = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', ...inDocs]

describe('documents', () => {
  test.each(texts)('every link and picture of %s leads somewhere', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!).filter((link) => !/^[a-z]+:/.test(link))
    const broken = links.filter((link) => !existsSync(path.resolve(root, path.dirname(file), link)))
    expect(broken).toEqual([])
  })

  test('every picture is shown somewhere, and they are few and small', () => {
    const pictures = readdirSync(path.join(root, 'docs/pictures'))
    const shown = texts.map(read).join('\n')
    expect(pictures.filter((picture) => !shown.includes(`pictures/${picture}`))).toEqual([])
    const bytes = pictures.reduce((sum, picture) => sum + statSync(path.join(root, 'docs/pictures', picture)).size, 0)
    expect(bytes).toBeLessThan(3_500_000)
  })

  test('the page of keys says what the help in the product says', () => {
    const words = readdirSync(path.join(root, 'web/words')).map((file) => read(path.join('web/words', file))).join('\n')
    const lines = [...words.matchAll(/\bkey[A-Z]\w*: \{ zh: '([^']+)', en: '([^']+)' \}/g)].flatMap((match) => [match[1]!, match[2]!])
    expect(lines.length).toBeGreaterThan(40)
    const page = read('docs/guide/keys.md')
    expect(lines.filter((line) => !page.includes(line))).toEqual([])
  })

  test('every environment variable is described, in both languages', () => {
    const named = [...read('src/server/environment.ts').matchAll(/^ {2}([A-Z_]+): \{/gm)].map((match) => match[1]!)
    expect(named.length).toBeGreaterThan(5)
    const page = read('docs/operations.md')
    expect(named.filter((name) => page.split(`| \`${name}\` |`).length !== 3)).toEqual([])
  })

  test('every analysis and every figure of a report has its method note', () => {
    const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => read(path.join('src', file)))
    const named = new Set(files.flatMap((text) => [...text.matchAll(/docs\/methods\/[a-z-]+\.md/g)].map((match) => match[0])))
    expect([...named].filter((note) => !existsSync(path.join(root, note)))).toEqual([])
    const note = read('docs/methods/monthly-report.md')
    const figures = files.flatMap((text) => [...text.matchAll(/\bname: '((?:operation|registry|chain|risks|quality)\.[a-z-]+)'|riskFigure\('([a-z.-]+)'/g)].map((match) => match[1] ?? match[2]!))
    expect(figures.length).toBeGreaterThan(30)
    expect(figures.filter((name) => !note.includes(`\`${name}\``))).toEqual([])
  })
})

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}
