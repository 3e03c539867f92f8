import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
let page: Page

beforeAll(async () => {
  page = await product.open('分析员')
  await page.goto(`${product.url}/c/demo/analyses/regional-specialisation`)
  await page.getByRole('button', { name: '计算' }).click()
  await page.getByRole('img', { name: /^画出 \d+ 个行业中的/ }).locator('svg').waitFor()
})

test('the picture saves as SVG with the names of regions and industries', async () => {
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '存为 SVG' }).first().click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('specialisation.svg')
  const svg = await readFile((await download.path())!, 'utf8')
  expect(svg).toContain('深圳市')
  expect(svg).toContain('专用设备制造业')
})

test('a cell opens into the organisations it counts', async () => {
  await page.getByRole('img', { name: /^画出/ }).getByText(/^\d+\.\d\d$/).first().click()
  await page.getByRole('dialog').getByText('区位商').first().waitFor()
})

test('a region that stands out in several industries is ranked with the industry it stands out in', async () => {
  const names = await page.locator('table', { has: page.locator('caption', { hasText: /^区位商：最高的/ }) }).locator('tbody th').allTextContents()
  expect(names.length).toBeGreaterThan(1)
  expect(new Set(names).size).toBe(names.length)
  expect(names.every((name) => name.includes(' · '))).toBe(true)
})
