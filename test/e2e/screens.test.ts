import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
const at = (path: string): string => `${product.url}/c/demo${path}`
const periodOf = (page: Page): string | null => new URL(page.url()).searchParams.get('period')

describe('the period of the top bar', () => {
  test('is chosen by keyboard, filters what depends on it, goes along to other pages and is there again after a reload', async () => {
    const page = await product.open('分析员')
    await page.goto(at('/observations'))
    const shown = page.getByRole('grid')
    await shown.getByText('2026年10月').first().waitFor()
    await page.getByRole('combobox', { name: '时期' }).focus()
    await page.keyboard.type('2026-03')
    await page.getByRole('option', { name: '2026年3月' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.get('period') === '2026-03')
    await shown.getByText('2026年3月').first().waitFor()
    expect(await shown.getByText('2026年10月').count()).toBe(0)
    await page.getByRole('navigation').getByRole('link', { name: '报告' }).first().click()
    await page.getByRole('button', { name: '起草2026年3月月报' }).waitFor()
    expect(periodOf(page)).toBe('2026-03')
    await page.goto(at('/'))
    await page.getByRole('heading', { name: '2026年3月的变化' }).waitFor()
    await page.goto(at('/map'))
    expect(await page.getByRole('combobox', { name: '时期' }).isDisabled()).toBe(true)
  })

  test('goes with a link to another person, whose own choice it becomes', async () => {
    const page = await product.open('政府', { width: 390, height: 844, language: 'en' })
    await page.goto(at('/risks?part=changes&period=2026-Q3'))
    await page.getByText('No changes in Q3 2026').waitFor()
    await page.goto(at('/observations'))
    await page.getByRole('grid').getByText('September 2026').first().waitFor()
    expect([periodOf(page), await page.getByRole('grid').getByText('October 2026').count()]).toEqual(['2026-Q3', 0])
  })
})

test('what is folded on the map stands in its address: a link shows the same map, and the back button unfolds it', async () => {
  const page = await product.open('分析员')
  await page.goto(at('/map'))
  await page.getByRole('button', { name: '折叠分组' }).click()
  await page.getByRole('button', { name: '展开分组' }).waitFor()
  const link = page.url()
  await page.goBack()
  await page.getByRole('button', { name: '折叠分组' }).waitFor()
  await page.goto(link)
  await page.getByRole('button', { name: '展开分组' }).waitFor()
  expect(new URL(link).searchParams.getAll('fold')).toEqual(['all'])
})

test('the report shows where its A4 pages break, and the breaks move while a text is being written', async () => {
  const page = await product.open('分析员')
  const { report } = await (await page.request.post(`${product.url}/api/clusters/demo/reports`, { data: { period: '2026-10' } })).json() as { report: number }
  await page.goto(at(`/reports/${report}`))
  const count = page.getByText(/A4 共 \d+ 页/)
  await count.waitFor()
  const pages = async (): Promise<number> => Number(/\d+(?= 页)/.exec(await count.innerText())![0])
  const before = await pages()
  expect(await page.getByRole('separator', { name: /页从这里开始/ }).count()).toBeGreaterThan(1)
  await page.getByRole('button', { name: '写“运行分析”' }).click()
  await page.getByLabel('运行分析的文字').fill('产线检修已经完成，订单恢复。\n'.repeat(60))
  await page.getByText(/这段文字中间换页/).waitFor()
  await count.waitFor()
  expect(await pages()).toBeGreaterThan(before)
}, 60_000)

test('a value that nobody gave is missing, not a failure; an analyst states it there', async () => {
  const page = await product.open('分析员')
  const { items } = await (await page.request.get(`${product.url}/api/clusters/demo/organisations?limit=1`)).json() as { items: { id: number }[] }
  await page.goto(at(`/organisations/${items[0]!.id}?evidence=organisation:${items[0]!.id}:website`))
  const panel = page.getByRole('dialog')
  await panel.getByRole('heading', { name: '网址' }).waitFor()
  await panel.getByText('没有您可以查看的来源给出此值').waitFor()
  await panel.getByRole('button', { name: '补录一条主张' }).click()
  await page.getByLabel('值', { exact: true }).fill('https://example.org')
  await page.getByLabel('依据').fill('电话核实')
  await page.getByRole('button', { name: '记录', exact: true }).click()
  await panel.getByText('https://example.org').first().waitFor()
})
