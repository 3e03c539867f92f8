import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
let page: Page

beforeAll(async () => {
  page = await product.open('分析员')
  await page.goto(`${product.url}/c/demo/composite`)
  await page.getByRole('img', { name: '各单位的名次区间' }).waitFor()
})

/** Places as the chart tells them in its table, by unit. */
async function places(): Promise<string[][]> {
  const rows = page.locator('figure table tbody tr')
  return Promise.all((await rows.all()).map(async (row) => (await row.locator('th, td').allTextContents())))
}

test('every city has an interval of places, and no bare place', async () => {
  await page.getByText('以表格查看').or(page.locator('figure summary')).first().click()
  const found = await places()
  expect(found.map(([city]) => city).toSorted()).toEqual(['东莞市', '中山市', '佛山市', '广州市', '深圳市', '珠海市'].toSorted())
  for (const [, low, median, high] of found) {
    expect(Number(low)).toBeLessThanOrEqual(Number(median))
    expect(Number(median)).toBeLessThanOrEqual(Number(high))
  }
})

test('by keyboard alone: a weight moved with an arrow key is computed with, and the share beside it follows', async () => {
  const slider = page.getByRole('slider', { name: /的权重$/ }).first()
  await slider.focus()
  const answered = page.waitForResponse((response) => response.url().includes('/results/') && response.ok())
  await page.keyboard.press('Home')
  await answered
  expect(await slider.getAttribute('aria-valuenow')).toBe('0')
  await page.getByText('占指数 0.0%').first().waitFor()
})
