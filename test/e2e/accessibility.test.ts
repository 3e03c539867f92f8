import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
const root = path.resolve(import.meta.dirname, '../..')
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const tags = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } as const
/** All that can differ between the themes of one page. */
const colourRules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const
const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }

// The list is read as it is, so that a new page is looked at without a line here; its types belong to the web's own check.
const { pages } = await import(path.join(root, 'web/pages/index.ts')) as { pages: { path: string }[] }
const paths = pages.map((page) => page.path)

/** Rows of a table are made alike: the first ones stand for the others, of which there may be hundreds. */
const furtherRows = ['tbody tr:nth-child(n+9)', '[role=row]:nth-child(n+9)']

/** What stands in the demo for each `:name` of a path. */
let examples: Record<string, string> = {}
let axe = ''

beforeAll(async () => {
  axe = await readFile(axeFile, 'utf8')
  examples = await findExamples()
}, 120_000)

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  let page: Page
  beforeAll(async () => { page = await product.open('管理员', { ...wide, language }) })
  afterAll(() => page.context().close())

  test.each(paths)('%s has nothing that shuts people out, in both themes, wide and narrow', async (pattern) => {
    await goTo(page, addressOf(pattern))
    await expectSound(page)
  }, 120_000)

  test('a figure opened to its row', async () => {
    await goTo(page, `/reports/${examples.report}?evidence=figure:${examples.code}`)
    await page.getByRole('dialog').getByRole('table').first().waitFor()
    await expectSound(page, '[role=dialog]')
  }, 120_000)

  test('a stress test with its answer', async () => {
    await goTo(page, '/stress?remove=origin%3AJPN&remove=origin%3ADEU&days=180')
    await expectSound(page)
  }, 120_000)

  test('a sheet with problems, before it is loaded', async () => {
    await goTo(page, '/intake')
    await page.locator('input[type=file]').first().setInputFiles(path.join(root, 'demo/带问题的示例.csv'))
    await page.getByRole('button', { name: /^(装入 \d|Load \d|先确认|Confirm the)/ }).waitFor()
    await expectSound(page)
  }, 120_000)
})

test('the sign-in page', async () => {
  const page = await product.open('访客')
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
  const policies = await get<{ items: { policy: number }[] }>('policies?limit=1')
  const { posts } = await get<{ posts: { post: number; kind: string }[] }>('posts')
  const threads = await makeThreads(page, api)
  await page.context().close()
  return {
    ...threads, post: String(posts.find(({ kind }) => kind === 'chainChief')!.post), policy: String(policies.items[0]!.policy),
    report: String(report), code: figures.find(({ value }) => value !== null)!.figure,
    analysis: 'supplier-concentration', organisation: String(organisations.items[0]!.id), node: String(nodes.items[0]!.id), source: String(sources.items[0]!.source),
  }
}

/** The demo comes without motions, work and appeals: one of each, so that their pages and lists have something to show. */
async function makeThreads(page: Page, api: string): Promise<Record<string, string>> {
  const post = async (address: string, data: object): Promise<Record<string, number>> => {
    const answer = await page.request.post(`${api}/${address}`, { data })
    if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`)
    return await answer.json() as Record<string, number>
  }
  const { items } = await (await page.request.get(`${api}/organisations?actorType=enterprise&limit=1`)).json() as { items: { id: number }[] }
  const { motion } = await post('motions', { task: 'T2', title: '光栅替代验证', text: '两年内完成两家供应商的验证。', evidence: ['https://example.org/paper'] })
  const { item } = await post('work', { task: 'T2', title: '光栅验证方案', lead: items[0]!.id, due: '2026-12-18' })
  const { appeal } = await post('appeals', { subject: 'supply', title: '光栅交期过长', text: '进口光栅交期已达十个月。' })
  const { mechanism } = await post('mechanisms', { task: 'T2', title: '政企联席会', kind: 'jointMeeting', cadence: { unit: 'month', every: 1, nth: 1 }, start: '2026-09-01', convenor: items[0]!.id })
  const meetings = await (await page.request.get(`${api}/meetings`)).json() as { meeting: number }[]
  return { meeting: String(meetings[0]!.meeting), mechanism: String(mechanism), motion: String(motion), item: String(item), appeal: String(appeal) }
}

function addressOf(pattern: string): string {
  return pattern.replace(/:(\w+)\??/g, (_, name: string) => {
    const example = examples[name]
    if (example === undefined) throw new Error(`No example for :${name} of ${pattern}. Add one to findExamples.`)
    return example
  })
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.setViewportSize(wide)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(`${product.url}/c/demo${address === '/' ? '' : address}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

/** Nothing is being fetched and nothing says that it is loading. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.querySelector('[role=status] .mantine-Skeleton-root') === null)
}

/** `within`: the part that is looked at, where the rest of the page has a test of its own. */
async function expectSound(page: Page, within = 'html'): Promise<void> {
  const found: string[] = []
  for (const size of [wide, narrow]) {
    await page.setViewportSize(size)
    await settled(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
      // Colours may fade over: half-way ones are nobody's to read.
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)).then(() => undefined))
      found.push(...(await violations(page, within, colorScheme === 'light' ? tags : colourRules)).map((violation) => `${size.width} ${colorScheme}: ${violation}`))
    }
  }
  expect(found.join('\n')).toBe('')
  expect((await overflowing(page)).join('\n'), 'wider than a phone').toBe('')
}

async function violations(page: Page, within: string, { type, values }: typeof tags | typeof colourRules): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(({ within, furtherRows, type, values }) => (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run({ include: [within], exclude: furtherRows }, {
    runOnly: { type, values }, resultTypes: ['violations'],
  }) as Promise<AxeResults>, { within, furtherRows, type, values: [...values] })
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
