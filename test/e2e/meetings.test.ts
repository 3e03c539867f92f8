import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { useProduct } from './support/product.ts'

const product = useProduct()

async function openNext(page: Page): Promise<void> {
  await page.goto(`${product.url}/c/demo/mechanisms`)
  const rows = page.getByRole('region', { name: '关键环节政企联席会（虚构）' }).getByRole('row')
  await rows.filter({ hasText: '将举行' }).getByRole('link', { name: '打开会议' }).click()
  await page.getByRole('heading', { level: 1, name: '关键环节政企联席会（虚构）' }).waitFor()
}

test('the next meeting is opened, attendance ticked, a paragraph typed and turned into work; the pack is saved; others at the table see it at once', async () => {
  const page = await product.open('政府')
  await openNext(page)
  await page.getByRole('button', { name: '下移：各方诉求' }).click()
  await expect.poll(() => page.locator('section', { has: page.getByRole('heading', { name: /^议程/ }) }).getByRole('listitem').nth(2).textContent()).toContain('各方诉求')

  await page.getByRole('button', { name: '宣布开会' }).click()
  await page.getByRole('button', { name: '确认宣布开会' }).click()
  await page.getByText('会议进行中').first().waitFor()
  const seat = page.getByRole('group', { name: /^到会情况/ }).first()
  await seat.getByRole('button', { name: '✓ 到会' }).click()
  await expect.poll(() => seat.getByRole('button', { name: '✓ 到会' }).getAttribute('aria-pressed')).toBe('true')

  const other = await product.open('协会')
  await openNext(other)
  const paragraph = page.getByRole('form', { name: '记一段' })
  await paragraph.getByLabel('记一段').fill('验证线自下月起开放两个工位。排队规则由协会公布。')
  await paragraph.getByLabel('记一段').press('Control+Enter')
  await page.getByText('验证线自下月起开放两个工位。').first().waitFor()
  await other.getByText('验证线自下月起开放两个工位。').first().waitFor()

  await page.getByRole('button', { name: '立为事项' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('textbox', { name: '标题' }).inputValue()).toBe('验证线自下月起开放两个工位')
  await dialog.getByLabel('责任方').fill('集群主管部门')
  await page.getByRole('listbox').getByRole('option').first().click()
  await dialog.getByRole('button', { name: '立为事项' }).click()
  await page.getByRole('link', { name: '验证线自下月起开放两个工位', exact: true }).first().click()
  await page.getByRole('link', { name: /会议 · 关键环节政企联席会（虚构） .* · 第 1 段/ }).click()
  await page.getByRole('heading', { name: /^会议记录/ }).waitFor()

  await page.getByRole('button', { name: '下载' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: '会议材料 Word' }).click()])
  expect(file.suggestedFilename()).toMatch(/^关键环节政企联席会（虚构）会议材料-.*\.docx$/)
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
}, 120_000)
