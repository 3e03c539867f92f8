import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
let page: Page

beforeAll(async () => {
  page = await product.open('分析员')
  await page.goto(`${product.url}/c/demo/series`)
  await page.getByRole('heading', { name: /^全部提示/ }).waitFor()
})

test('the fall of Zhongshan in October 2026 is listed first, with its rule, and is drawn on demand', async () => {
  const all = page.getByRole('region', { name: /^全部提示/ })
  expect(await all.getByRole('listitem').first().innerText()).toContain('2026年10月的同比变动异常')
  await all.getByRole('button', { name: /^看图: 中山市的出口额在2026年10月/ }).click()
  await page.getByRole('img', { name: '中山市 · 出口额' }).waitFor()
  expect(new URL(page.url()).searchParams.get('series')).toMatch(/^region:442000:\d+$/)
})

test('missing months are stated beside the picture', async () => {
  await page.getByRole('combobox', { name: '指标' }).click()
  await page.getByRole('option', { name: '到位资金' }).click()
  await page.getByRole('combobox', { name: '对象' }).click()
  await page.getByRole('option', { name: /^佛山市/ }).click()
  await page.getByText('缺月：2026年9月、2026年10月。缺月不作零计，也不插补。').waitFor()
})

test('by keyboard alone: an alert opens to the observation of its month', async () => {
  const all = page.getByRole('region', { name: /^全部提示/ })
  await all.getByRole('button', { name: /^看依据: 中山市的出口额在2026年10月/ }).focus()
  await page.keyboard.press('Enter')
  const drawer = page.locator('[role=dialog][aria-labelledby=evidence-title]')
  await drawer.getByText(/出口额.*(2026-10|2026年10月)/).first().waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
})
