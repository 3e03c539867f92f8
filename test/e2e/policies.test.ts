import type { Page } from 'playwright-core'
import { describe, test } from 'vitest'
import { useProduct } from './support/product.ts'

const product = useProduct()
const at = (path: string) => `${product.url}/c/demo${path}`
const title = '示范验证费用补助（虚构）'
let policy = ''

/** A field by its name; one that is needed has a star after it. */
async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(new RegExp(`^${label}`)).fill(value)
}

describe('a policy, from its conditions to the answer of an organisation it fits', () => {
  test('the convenor writes its conditions as data: a region, and any of a tier or both of two', async () => {
    const page = await product.open('政府')
    await page.goto(at('/policies'))
    await page.getByRole('button', { name: '登记政策' }).click()
    await fill(page, '名称', title)
    await fill(page, '发布单位', '示范部门（虚构）')
    await page.getByLabel('主要任务', { exact: true }).selectOption('T2')
    await page.getByRole('button', { name: '添加条件' }).click()
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByRole('group', { name: '条件 1' }).getByText('必填').waitFor()
    await page.getByRole('group', { name: '条件 1' }).getByLabel('取值').fill('深圳市')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '添加“任一成立”的一组' }).click()
    const [tier, revenue] = [page.getByRole('group', { name: '第 2 条：任一成立 条件 1' }), page.getByRole('group', { name: '第 2 条：任一成立 条件 2' })]
    await tier.getByLabel('事实').selectOption('tier')
    await tier.getByLabel('取值').fill('链主')
    await page.getByRole('option', { name: '链主' }).click()
    await revenue.getByLabel('事实').selectOption('revenue')
    await revenue.getByLabel('取值（元）').fill('900000000000')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.waitForURL(/\/policies\/\d+$/)
    policy = new URL(page.url()).pathname.replace('/c/demo', '')
    await page.getByText('所在地区属于广东省深圳市', { exact: true }).waitFor()
  })

  test('who qualifies stands there with its reason, down to the row it came from, and is told at once', async () => {
    const page = await product.open('政府')
    await page.goto(at(policy))
    await page.getByRole('region', { name: '谁符合条件' }).getByRole('button', { name: '符合', exact: true }).first().click()
    const reasons = page.getByRole('region', { name: /逐条理由/ })
    await reasons.getByRole('button', { name: '链主' }).click()
    await page.getByRole('dialog').getByText('01-主体名单.csv').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^告知全部符合而未告知的/ }).click()
    await page.getByRole('dialog').getByLabel('附言').fill('请于年内申报')
    await page.getByRole('dialog').getByRole('button', { name: /^告知全部/ }).click()
    await page.getByText(/^已告知 [1-9]\d* 家$/).waitFor()
  })

  test('it finds the policy on its workbench, sees why, and answers; somebody else finds nothing', async () => {
    const page = await product.open('企业')
    await page.goto(at('/'))
    await page.getByText('项政策本单位符合条件').waitFor()
    await page.goto(at('/policies?own=told'))
    await page.getByRole('link', { name: title }).click()
    await page.getByText('本单位逐条对照').waitFor()
    await page.getByText('请于年内申报').waitFor()
    await page.getByRole('button', { name: '回应', exact: true }).click()
    await page.getByRole('form', { name: '回应', exact: true }).getByRole('button', { name: '确认回应' }).click()
    await page.getByText('已完成：回应').waitFor()
    const other = await product.open('科研')
    await other.goto(at(policy))
    await other.getByText('本单位逐条对照').waitFor()
    if (await other.getByText('请于年内申报').count() > 0) throw new Error('A research institute reads what an enterprise was told.')
  })

  test('coverage shows the gaps, the overlap and what ends; an indicator stands before and after with its cautions', async () => {
    const page = await product.open('分析员')
    await page.goto(at('/policies/coverage'))
    await page.getByText('到期后无政策的环节').waitFor()
    await page.getByText('省级数字化改造补助（虚构） ⇄').waitFor()
    await page.getByLabel('只看空白').check()
    await page.getByRole('region', { name: '环节 × 任务' }).getByText('空白').first().waitFor()
    await page.getByRole('link', { name: '关键零部件首购首用保险补偿（虚构）' }).first().click()
    await page.getByText('前后之差只是描述').waitFor()
    await page.getByRole('button', { name: '2026-01 的来源' }).click()
    await page.getByRole('dialog').getByText('05-月度指标.xlsx').first().waitFor()
  })
})
