import { expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
const names = Array.from({ length: 40_000 }, (_, n) => `虚构精密仪器${n}有限公司`)

test('an import that runs is there again after the page is loaded anew, and can still be stopped', async () => {
  const page = await product.open()
  await page.goto(`${product.url}/c/demo/intake`)
  await page.locator('input[type=file]').first().setInputFiles({ name: '主体.csv', mimeType: 'text/csv', buffer: Buffer.from(`主体名称,主体类型\n${names.map((name) => `${name},企业\n`).join('')}`) })
  const confirm = page.getByRole('button', { name: '列名无误' })
  const load = page.getByRole('button', { name: /^装入.*行$/ })
  await confirm.or(load).first().waitFor()
  if (await confirm.isVisible()) await confirm.click()
  await load.click()
  await page.getByRole('heading', { name: '正在装入' }).waitFor()

  await page.reload()
  await page.getByRole('heading', { name: '正在装入' }).waitFor()
  await page.getByRole('button', { name: '取消任务' }).click()
  await page.getByText('已取消').waitFor()
  expect(await page.getByRole('button', { name: '取消任务' }).count()).toBe(0)

  await page.reload()
  await page.getByText('把表格拖到这里').waitFor()
  expect(await page.getByRole('heading', { name: '正在装入' }).count()).toBe(0)
}, 180_000)
