import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, test } from 'vitest'
import { useProduct } from '../e2e/support/product.ts'
import { toPalette } from './palette.ts'

/** Takes the pictures of the guide from the product as a stranger starts it: run by `npm run pictures`, looked at, then committed. */
const product = useProduct()
const root = path.resolve(import.meta.dirname, '../..')
const folder = path.join(root, 'docs/pictures')
const wide = { width: 1440, height: 900 }
const tall = { width: 1440, height: 1280 }
const narrow = { width: 390, height: 844 }
let report = 0
let node = 0
let figure = ''

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const page = await product.open('分析员')
  const api = `${product.url}/api/clusters/demo`
  await page.request.post(`${api}/risks/propose`, { data: {} })
  const risks = await (await page.request.get(`${api}/risks`)).json() as { risk: number; edition: number; proposedGrade: string | null; state: string }[]
  for (const { risk, edition, proposedGrade } of risks.filter(({ state }) => state === 'choke').slice(0, 3)) {
    await page.request.patch(`${api}/risks/${risk}`, { data: { edition, status: 'confirmed', grade: proposedGrade, dueDate: '2027-03-31' } })
  }
  const drafted = await (await page.request.post(`${api}/reports`, { data: { period: '2026-10' } })).json() as { report: number; figures: { figure: string; name: string; title: { zh: string } }[] }
  report = drafted.report
  figure = drafted.figures.find(({ name, title }) => name === 'operation.place' && title.zh.includes('营业收入') && title.zh.includes('中山'))!.figure
  node = (await (await page.request.get(`${api}/nodes?state=choke&limit=1`)).json() as { items: { id: number }[] }).items[0]!.id
  await page.context().close()
})

describe.each(['zh', 'en'] as const)('%s', (language) => {
  let page: Page
  beforeAll(async () => { page = await product.open('分析员', { ...wide, language }) })
  const take = async (name: string, address: string, size = wide): Promise<void> => {
    await goTo(page, address, size)
    await save(page, `${name}-${language}`)
  }

  test('workbench', () => take('workbench', '/'))
  test('intake: headings and problems', async () => {
    await goTo(page, '/intake', tall)
    await page.locator('input[type=file]').first().setInputFiles(path.join(root, 'demo/带问题的示例.csv'))
    await page.getByRole('button', { name: /^(装入 \d|Load \d|先确认|Confirm the)/ }).waitFor()
    await save(page, `intake-${language}`)
  })
  test('registry', () => take('registry', '/organisations'))
  test('chain map', () => take('map', '/map'))
  test('node', () => take('node', `/map/node/${node}`))
  test('stress test', () => take('stress', '/stress?remove=origin%3AJPN&remove=origin%3ADEU&days=180'))
  test('risks', () => take('risks', '/risks'))
  test('report', () => take('report', `/reports/${report}`))
  test('a figure opened to its row', async () => {
    await goTo(page, `/reports/${report}?evidence=figure:${figure}`)
    await page.getByRole('dialog').getByRole('table').first().waitFor()
    await save(page, `figure-${language}`)
  })
  test('sources', () => take('sources', '/sources'))
  test('on a phone', async () => {
    await take('phone-workbench', '/', narrow)
    await take('phone-map', '/map', narrow)
    await take('phone-report', `/reports/${report}`, narrow)
  })
})

async function goTo(page: Page, address: string, size = wide): Promise<void> {
  await page.setViewportSize(size)
  await page.goto(`${product.url}/c/demo${address === '/' ? '' : address}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

/** Takes the picture once nothing is being fetched and the page shows the same twice in a row. */
async function save(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  let before: Buffer | undefined
  let now: Buffer = await page.screenshot({ animations: 'disabled' })
  while (before === undefined || !now.equals(before)) [before, now] = [now, await page.screenshot({ animations: 'disabled' })]
  await writeFile(path.join(folder, `${name}.png`), toPalette(now))
}
