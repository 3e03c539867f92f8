import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
let page: Page

beforeAll(async () => {
  page = await product.open('分析员')
  await page.goto(`${product.url}/c/demo/analyses/network-communities`)
  await page.getByRole('button', { name: '计算' }).click()
  await page.getByRole('img', { name: /^画出 \d+ 个主体中的/ }).waitFor()
})

test('the network is drawn with its communities, and says that its links are inferred', async () => {
  await page.getByText('联系为推断所得，以虚线表示').waitFor()
  await page.locator('figure summary').first().click()
  const rows = page.locator('figure').first().locator('tbody tr')
  expect(await rows.count()).toBeGreaterThan(100)
  expect(new Set(await rows.locator('td:nth-child(2)').allTextContents()).size).toBeGreaterThan(1)
})

test.each([['存为 SVG', 'network.svg', '<svg'], ['存为 GraphML', 'network.graphml', '<graphml']])('%s saves what is drawn', async (button, name, begins) => {
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).first().click()
  const download = await saved
  expect(download.suggestedFilename()).toBe(name)
  expect(await readFile((await download.path())!, 'utf8')).toContain(begins)
})

test('brokers are marked in the picture and listed with betweenness and constraint, the first opens to what it rests on', async () => {
  const brokers = page.getByRole('list', { name: '中介名次' }).getByRole('listitem')
  await brokers.first().waitFor()
  expect(await brokers.count()).toBe(10)
  expect(await brokers.first().textContent()).toMatch(/介数 \d+\.\d%，约束 \d\.\d\d$/)
  await brokers.first().getByRole('button').click()
  await page.getByRole('dialog').getByText(/network-brokers 第 1 版/).waitFor()
})
