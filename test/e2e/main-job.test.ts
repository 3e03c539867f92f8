import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
const at = (path: string) => `${product.url}/c/demo${path}`
const drawer = (page: Page) => page.locator('[role=dialog][aria-labelledby=evidence-title]')

describe('the main job in a browser', () => {
  test('a stranger opens the printed link and sees the demo, marked as one', async () => {
    const page = await product.open()
    await page.getByText('这是演示集群').waitFor()
    await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/c/demo')
  })

  test('a sheet with faults is shown as it is, its good rows are loaded, and the same file again changes nothing', async () => {
    const page = await product.open('分析员')
    await page.goto(at('/intake'))
    await load(page, { first: true })
    await page.getByText('已装入 21 行').waitFor()
    await page.goto(at('/intake'))
    await load(page, { first: false })
    await page.getByText('什么也没有变').waitFor()
  })

  test('a duplicate is decided by a key, remembered, and taken back', async () => {
    const page = await product.open('分析员')
    await page.goto(at('/duplicates'))
    await page.getByText('还有 1 对').waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.getByText('还有 1 对').waitFor({ state: 'detached' })
    await page.keyboard.press('u')
    await page.getByText('还有 1 对').waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.getByText('还有 1 对').waitFor({ state: 'detached' })
  })

  test('a value opens to the row it came from by keyboard alone, and Esc goes back', async () => {
    const page = await product.open('分析员')
    await page.goto(at('/organisations'))
    await page.getByRole('link', { name: /（虚构）/ }).first().click()
    await page.waitForURL(/\/organisations\/\d+/)
    await page.getByRole('heading', { level: 1, name: /（虚构）/ }).waitFor()
    const revenue = page.locator('[data-value$=":revenue"]').first()
    await revenue.focus()
    await page.keyboard.press('Enter')
    await drawer(page).getByText('01-主体名单.csv').first().waitFor()
    await drawer(page).getByText('营业收入（万元）').first().waitFor()
    expect(page.url()).toContain('evidence=')
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.search.includes('evidence='))
  })

  test('a figure of the monthly report opens to its row in two clicks, and the issued report is frozen and leaves as PDF', async () => {
    const page = await product.open('分析员')
    await page.goto(at('/reports'))
    await page.getByRole('link', { name: /工作月报/ }).first().click()
    await page.waitForURL(/\/reports\/\d+/)
    await page.locator('[data-figure] button', { hasText: '亿元' }).first().click()
    await drawer(page).getByText('05-月度指标.xlsx').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '定稿', exact: true }).click()
    await page.getByRole('button', { name: '定稿并冻结' }).click()
    await page.getByText(/校验值/).first().waitFor()
    await page.getByRole('button', { name: '下载' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /PDF/ }).first().click()])
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('a choke point is found on the map, stopped in a stress test, confirmed as a risk, each with its evidence', async () => {
    const page = await product.open('分析员')
    await page.goto(at('/map?state=choke'))
    await page.getByRole('button', { name: '主轴精密轴承' }).first().waitFor()
    const { items } = await (await page.request.get(`${product.url}/api/clusters/demo/nodes?state=choke&limit=50`)).json() as { items: { id: number; name: string }[] }
    const choke = items.find((item) => item.name === '主轴精密轴承')!
    await page.goto(at(`/map/node/${choke.id}?evidence=node:${choke.id}:state`))
    await drawer(page).getByText('04-供给关系.xlsx').first().waitFor()
    const stress = await (await page.request.post(`${product.url}/api/clusters/demo/stress`, { data: { remove: [{ dimension: 'origin', element: 'JPN' }] }, headers: { origin: product.url } })).json() as { unknown: unknown[]; lost: { supplies: number } }
    expect(stress.lost.supplies).toBeGreaterThan(0)
    await page.goto(at('/risks'))
    await page.getByText('主轴精密轴承').first().waitFor()
  })

  test('each person sees what their organisation may see: the guest no intake and only public sources', async () => {
    const guest = await product.open('访客')
    await guest.getByRole('heading', { level: 1 }).waitFor()
    expect(await guest.getByRole('link', { name: '导入', exact: true }).count()).toBe(0)
    const answer = await guest.request.get(`${product.url}/api/clusters/demo/sources?limit=50`)
    const { items } = await answer.json() as { items: { right: string }[] }
    expect(new Set(items.map((item) => item.right))).toEqual(new Set(['public']))
  })

  test('the whole is there in English', async () => {
    const page = await product.open('分析员', { language: 'en' })
    await page.getByRole('heading', { name: 'Workbench', level: 1 }).waitFor()
    const rail = await page.getByRole('navigation').first().innerText()
    expect(rail).not.toMatch(/\p{Script=Han}/u)
  })
})

async function load(page: Page, { first }: { first: boolean }): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles('demo/带问题的示例.csv')
  await page.getByText('28 行').first().waitFor()
  if (first) await page.getByRole('button', { name: '列名无误' }).click()
  await page.getByRole('button', { name: /装入 21 行/ }).click()
}
