import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
let page: Page

beforeAll(async () => {
  page = await product.open('分析员')
  await page.goto(`${product.url}/c/demo/systemic`)
  await page.getByRole('img', { name: /^按 ESRI 排列的主体/ }).waitFor()
})

test('organisations are ranked, and those that rest on inferred links say so', async () => {
  await page.locator('figure summary').first().click()
  const rows = page.locator('figure').first().locator('tbody tr')
  const values = (await rows.locator('td:nth-child(3)').allTextContents()).map(Number)
  expect(values.length).toBeGreaterThan(10)
  expect(values).toEqual(values.toSorted((a, b) => b - a))
  expect(new Set(await rows.locator('td:nth-child(4)').allTextContents())).toEqual(new Set(['推断']))
})

test('the page says that it rests on inferred links, and the firm network leaves as GraphML with these marked', async () => {
  await page.getByText('依据推断的联系（D 级）').waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '网络存为 GraphML' }).click()])
  expect(file.suggestedFilename()).toMatch(/^systemic-risk-demo-\d+\.graphml$/)
  const text = await readFile((await file.path())!, 'utf8')
  expect(text.match(/<edge /g)?.length).toBe(text.match(/<data key="edge.inferred">true<\/data>/g)?.length)
  expect(text).toContain('edgedefault="directed"')
})

test('an organisation shows what its failure reaches: on the map with a legend, as a list, with the time it took', async () => {
  await page.goto(`${product.url}/c/demo/systemic?of=${await worst()}`)
  await page.getByText(/全网销售额损失 .*；波及 \d+ 家主体、\d+ 个环节。/).waitFor()
  await page.getByText(/计算用时 \d+ 毫秒/).waitFor()
  await page.locator('[data-chain-map]').waitFor()
  await page.getByRole('list', { name: '供给损失' }).getByText('损失 50.0% 以上').waitFor()
  await page.getByText('依据推断的联系（D 级）').waitFor()
})

test('a value of the analysis is put into a draft report, where it has a code and opens to its formula', async () => {
  const { report } = await (await page.request.post(`${product.url}/api/clusters/demo/reports`, { data: { period: '2026-10' } })).json() as { report: number }
  const key = await worst()
  const { results } = await (await page.request.get(`${product.url}/api/clusters/demo/analyses/systemic-risk`)).json() as { results: { result: number }[] }
  await page.goto(`${product.url}/c/demo/systemic?evidence=result:${results[0]!.result}:organisations:${key}:esri`)
  await page.getByRole('dialog').getByRole('button', { name: '放入报告' }).click()
  await page.getByRole('button', { name: '放入2026年10月月报（本工作团队）' }).click()
  await page.getByRole('link', { name: '打开报告' }).click()
  await page.waitForURL(`**/reports/${report}`)
  await page.getByRole('heading', { name: '附件6　分析结果' }).waitFor()
  await page.getByRole('region', { name: '附表6 系统性风险（ESRI） · 主体' }).locator('[data-figure] button').click()
  await page.getByRole('dialog').getByText(/systemic-risk 第 2 版；参数 .*快照 [0-9a-f]{16}/).waitFor()
})

/** The organisation whose failure costs most. */
async function worst(): Promise<string> {
  const api = `${product.url}/api/clusters/demo`
  const { results } = await (await page.request.get(`${api}/analyses/systemic-risk`)).json() as { results: { result: number }[] }
  const { tables } = await (await page.request.get(`${api}/results/${results[0]!.result}`)).json() as { tables: { rows: { key: string; cells: (number | string | null)[] }[] }[] }
  return tables[0]!.rows.toSorted((a, b) => Number(b.cells[1]) - Number(a.cells[1]))[0]!.key
}
