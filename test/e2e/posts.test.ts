import { expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()

test('a working team is set up and somebody appointed; the list says who holds what until when, and what is vacant', async () => {
  const page = await product.open('管理员')
  await page.goto(`${product.url}/c/demo/posts`)
  const post = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name }) })
  await expect.poll(() => post('精密仪器设备产业链链长').textContent()).toMatch(/上级：广东省重点产业链总链长.*◐ 即将届满周某.*代理：吴某/)
  await expect.poll(() => post('中山市精密仪器设备链长').textContent()).toMatch(/● 已届满，未续任.*前任：何某/)
  await expect.poll(() => post('理事会').textContent()).toMatch(/理事● 空缺/)
  await expect.poll(() => page.getByText('促进组织须同时具备三项职能').locator('..').textContent()).toMatch(/✓ 决策✓ 执行✓ 技术咨询/)

  await page.getByRole('button', { name: '设立' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('类别').selectOption('专班')
  await dialog.getByLabel('名称').fill('光学专班')
  await dialog.getByLabel('上级').selectOption({ label: '精密仪器设备产业链链长（虚构）' })
  await dialog.getByLabel('席位').fill('组长\n成员')
  await dialog.getByRole('button', { name: '设立' }).click()
  await page.getByRole('heading', { level: 1, name: '光学专班' }).waitFor()

  await page.getByRole('button', { name: '任命', exact: true }).click()
  const form = page.getByRole('form', { name: '任命' })
  await form.getByLabel('任职者所在单位').fill('行业协会')
  await page.getByRole('listbox').getByRole('option', { name: '协会' }).first().click()
  await form.getByLabel('姓名').fill('王某')
  await form.getByRole('button', { name: '确认任命' }).click()
  await form.getByText('任命须有依据').last().waitFor()
  await form.getByLabel('依据的文件').fill('示范办〔2026〕9号')
  await form.getByRole('button', { name: '确认任命' }).click()
  await page.getByText('已完成：任命').waitFor()
  await expect.poll(() => page.getByRole('list', { name: '光学专班 · 席位' }).textContent()).toMatch(/组长○ 在任王某.*成员● 空缺/)
  await expect.poll(() => page.getByRole('row', { name: '王某' }).textContent()).toContain('示范办〔2026〕9号')
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
}, 120_000)
