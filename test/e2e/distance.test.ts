import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
let page: Page

beforeAll(async () => { page = await product.open('分析员') })

/** Saves what a button of a figure saves, as text. */
async function saved(button: string): Promise<{ name: string; text: string }> {
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).first().click()
  const download = await saving
  return { name: download.suggestedFilename(), text: await readFile((await download.path())!, 'utf8') }
}

describe('spatial concentration', () => {
  beforeAll(async () => {
    await page.goto(`${product.url}/c/demo/distance?sector=industry:35&region=440000`)
    await page.getByRole('img', { name: /^35 专用设备制造业：曲线/ }).locator('svg').waitFor()
  })

  test('a sentence says what is significant at which distance, and the curve is saved with its bands', async () => {
    await page.getByText(/^35 专用设备制造业：半径取 .* 公里时比随机集中.*（全局带，p = 0\.0\d+）/).first().waitFor()
    const { name, text } = await saved('存为 SVG')
    expect(name).toBe('spatial-concentration-M.svg')
    expect(text).toContain('全局带')
  })

  test('the sites lie on a map, and one opens to the row that states its place', async () => {
    await page.getByRole('img', { name: /^\d+ 个地点，其中 \d+ 个属于此类$/ }).locator('svg').waitFor()
    const { results } = await (await page.request.get(`${product.url}/api/clusters/demo/analyses/distance`)).json() as { results: { result: number }[] }
    await page.goto(`${product.url}/c/demo/distance?sector=industry:35&region=440000&evidence=result:${results[0]!.result}:curve:r:3:observed`)
    const dialog = page.getByRole('dialog')
    await dialog.getByText('经度').first().waitFor()
    await page.keyboard.press('Escape')
  })

  test('another function is drawn when it is chosen, and the address keeps it', async () => {
    await page.getByRole('combobox', { name: '函数' }).click()
    await page.getByRole('option', { name: 'Kd：企业对距离的密度' }).click()
    await page.getByRole('heading', { name: 'Kd：企业对距离的密度' }).waitFor()
    expect(new URL(page.url()).searchParams.get('function')).toBe('Kd')
  })
})

describe('the product space', () => {
  beforeAll(async () => {
    await page.goto(`${product.url}/c/demo/product-space?region=region:440100`)
    await page.getByRole('img', { name: /^广州市拥有 \d+ 个行业中的 \d+ 个$/ }).locator('svg').waitFor()
  })

  test('what is near to a region and not there is listed with the reason', async () => {
    const near = page.getByRole('region').filter({ has: page.getByRole('heading', { name: '离广州市最近而未有的行业' }) }).or(page.locator('section', { has: page.getByRole('heading', { name: '离广州市最近而未有的行业' }) })).first()
    expect(await near.getByText(/^因为已有 .*（邻近度 0\.\d+）/).count()).toBeGreaterThan(0)
  })

  test('it is saved as GraphML, with the region that is lit', async () => {
    const { name, text } = await saved('存为 GraphML')
    expect(name).toBe('product-space.graphml')
    expect(text).toContain('广州市')
    expect(text).toContain('proximity')
  })
})
