import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
const root = path.resolve(import.meta.dirname, '../..')
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }

// The list is read as it is, so that a new page is looked at without a line here; its types belong to the web's own check.
const { pages } = await import(path.join(root, 'web/pages/index.ts')) as { pages: { path: string }[] }
const paths = pages.map((page) => page.path)

/** What stands in the demo for each `:name` of a path. */
let examples: Record<string, string> = {}
let axe = ''

beforeAll(async () => {
  axe = await readFile(axeFile, 'utf8')
  examples = await findExamples()
}, 120_000)

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  test.each(paths)('%s has nothing that shuts people out, in both themes, wide and narrow', async (pattern) => {
    const page = await openAt(addressOf(pattern), language)
    try {
      await expectSound(page)
    } finally {
      await page.context().close()
    }
  }, 120_000)

  test('a figure opened to its row', async () => {
    const page = await openAt(`/reports/${examples.report}?evidence=figure:${examples.code}`, language)
    await page.getByRole('dialog').waitFor()
    await settled(page)
    await expectSound(page)
    await page.context().close()
  }, 120_000)

  test('a sheet with problems, before it is loaded', async () => {
    const page = await openAt('/intake', language)
    await page.locator('input[type=file]').first().setInputFiles(path.join(root, 'demo/带问题的示例.csv'))
    await page.getByText('统一社会信用代码').first().waitFor()
    await settled(page)
    await expectSound(page)
    await page.context().close()
  }, 120_000)
})

test('the sign-in page', async () => {
  const page = await openAt('/', 'zh')
  await page.request.delete(`${product.url}/api/session`)
  await page.goto(`${product.url}/sign-in`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await expectSound(page)
  await page.context().close()
}, 120_000)

async function findExamples(): Promise<Record<string, string>> {
  const page = await product.open('分析员')
  const api = `${product.url}/api/clusters/demo`
  const get = async <T>(address: string): Promise<T> => await (await page.request.get(`${api}/${address}`)).json() as T
  const drafted = await page.request.post(`${api}/reports`, { data: { period: '2026-10' } })
  const { report, figures } = await drafted.json() as { report: number; figures: { figure: string; value: number | null }[] }
  const organisations = await get<{ items: { id: number }[] }>('organisations?limit=1')
  const nodes = await get<{ items: { id: number }[] }>('nodes?state=choke&limit=1')
  const sources = await get<{ items: { source: number }[] }>('sources?limit=1')
  await page.context().close()
  return {
    report: String(report), code: figures.find(({ value }) => value !== null)!.figure,
    organisation: String(organisations.items[0]!.id), node: String(nodes.items[0]!.id), source: String(sources.items[0]!.source),
  }
}

function addressOf(pattern: string): string {
  return pattern.replace(/:(\w+)\??/g, (_, name: string) => {
    const example = examples[name]
    if (example === undefined) throw new Error(`No example for :${name} of ${pattern}. Add one to findExamples.`)
    return example
  })
}

async function openAt(address: string, language: 'zh' | 'en'): Promise<Page> {
  const page = await product.open('管理员', { ...wide, language })
  await page.goto(`${product.url}/c/demo${address === '/' ? '' : address}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await settled(page)
  return page
}

/** Nothing is being fetched and nothing says that it is loading. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.querySelector('[role=status] .mantine-Skeleton-root') === null)
}

async function expectSound(page: Page): Promise<void> {
  const found: string[] = []
  for (const size of [wide, narrow]) {
    await page.setViewportSize(size)
    await settled(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
      found.push(...(await violations(page)).map((violation) => `${size.width} ${colorScheme}: ${violation}`))
    }
  }
  expect(found).toEqual([])
  expect(await overflowing(page), 'wider than a phone').toEqual([])
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate((tags) => (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
    runOnly: tags, resultTypes: ['violations'],
  }) as Promise<AxeResults>, tags)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => `${id} at ${target.join(' ')}: ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`))
}

/** What stands out of a page that is wider than the screen. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    return [`${scrollWidth} > ${clientWidth}`, ...wide.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.className}`)]
  })
}
