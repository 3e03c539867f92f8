import { expect, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()

test('a mechanism is set up, held, and delivers; what was missed says why', async () => {
  const page = await product.open('管理员')
  await page.goto(`${product.url}/c/demo/mechanisms`)
  await page.getByRole('button', { name: '建立机制' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('政企联席会')
  await dialog.getByLabel('起始日期').fill('2026-08-01')
  await dialog.getByLabel('召集方').fill('协会')
  await page.getByRole('listbox').getByRole('option', { name: '协会' }).first().click()
  await dialog.getByRole('button', { name: '建立机制' }).click()
  await page.getByRole('heading', { level: 1, name: '政企联席会' }).waitFor()
  const row = (day: string) => page.getByRole('row', { name: day })
  await expect.poll(() => row('2026-08-03').textContent()).toContain('未按期召开')

  const fill = async (event: string, day: string, values: Record<string, string>): Promise<void> => {
    await page.getByRole('button', { name: event, exact: true }).click()
    const form = page.getByRole('form', { name: event })
    await form.getByLabel('哪一次').selectOption(day)
    for (const [label, value] of Object.entries(values)) await form.getByLabel(label).fill(value)
    await form.getByRole('button', { name: `确认${event}` }).click()
    await page.getByText(`已完成：${event}`).waitFor()
  }
  await fill('记为已召开', '2026-09-01', { 记录: '谈了光栅的交期' })
  await expect.poll(() => row('2026-09-01').textContent()).toContain('成果未交付')
  await fill('交付成果', '2026-09-01', { 成果: '会议纪要' })
  await expect.poll(() => row('2026-09-01').textContent()).toContain('✓ 成果已交付')
  await fill('说明未召开', '2026-08-03', { 原因: '与省里的会议冲突' })
  await expect.poll(() => row('2026-08-03').textContent()).toContain('未召开，已说明')
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
}, 120_000)
