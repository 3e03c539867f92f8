import { readFile } from 'node:fs/promises'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { dayAfter } from '../../src/shared/calendar.ts'
import { formatDate } from '../../src/shared/format.ts'
import { useProduct } from './support/product.ts'

const product = useProduct()
const at = (path: string) => `${product.url}/c/demo${path}`
const today = formatDate(new Date())
/** The month after the last of the demo's. */
const month = '2026-11'
const people: Record<string, Page> = {}
let motion = ''
let node = { id: 0, name: '' }
const items: string[] = []

/** Everybody signs in with a browser of their own. */
async function as(who: '政府' | '企业' | '科研' | '协会' | '服务' | '分析员'): Promise<Page> {
  return people[who] ??= await product.open(who)
}

/** Opens an event's form and sends it, as filled in. */
async function act(page: Page, name: string, fill: (form: ReturnType<Page['getByRole']>) => Promise<void> = async () => {}): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  const form = page.getByRole('form', { name, exact: true })
  await fill(form)
  await form.getByRole('button', { name: `确认${name}` }).click()
  await page.getByText(`已完成：${name}`).waitFor()
}

describe('one story of co-governance, by people of five actor types in browsers of their own', () => {
  test('an association moves on a node of the map, with its state as evidence', async () => {
    node = await chokePoint()
    const page = await as('协会')
    await page.goto(at(`/map/node/${node.id}`))
    await page.getByRole('link', { name: '就此环节提出动议' }).click()
    await page.getByLabel('要决定什么').fill('两年内完成两家供应商的验证。')
    await page.getByRole('button', { name: '提出动议', exact: true }).click()
    await page.waitForURL(/\/motions\/\d+$/)
    motion = new URL(page.url()).pathname.replace('/c/demo', '')
    await page.getByText(/固定于/).first().waitFor()
  })

  test('a centre adds what only centres see: it is a choke point; then it opens the deliberation. What cannot be done yet says why', async () => {
    const page = await as('政府')
    await page.goto(at('/motions?waits=true'))
    await page.getByText('开始会商').first().waitFor()
    await page.goto(at(motion))
    await page.getByText(/暂不能做的/).click()
    await page.getByText(/目前的状态是“已提出”/).first().waitFor()
    await act(page, '附上证据', async (form) => {
      await form.getByLabel('证据').first().fill(node.name)
      await page.getByRole('option', { name: new RegExp(node.name) }).first().click()
    })
    await page.getByText('卡点').first().waitFor()
    await act(page, '开始会商')
  })

  test('the support network is asked and answers; each opinion is answered with a reason', async () => {
    for (const who of ['科研', '协会', '服务'] as const) {
      const page = await as(who)
      await page.goto(at('/'))
      await page.getByText(/征询本单位的意见/).waitFor()
      await page.goto(at(motion))
      await act(page, '发表意见', (form) => form.getByLabel('意见', { exact: false }).last().fill(`${who}：验证周期应不少于半年。`))
    }
    const page = await as('政府')
    await page.goto(at(motion))
    for (const adopted of [true, true, false]) {
      await act(page, '答复意见', async (form) => {
        await form.getByLabel('是否采纳').selectOption(String(adopted))
        await form.getByLabel('理由').fill(adopted ? '写入验证方案' : '已有安排')
      })
    }
    await page.getByText('× 未采纳').waitFor()
    await act(page, '付诸表决')
  })

  test('the centres of T2 decide, the research institute dissents on record and has no vote', async () => {
    const research = await as('科研')
    await research.goto(at(motion))
    await research.getByText(/暂不能做的/).click()
    await research.getByText('本单位不是这项任务的中心，不能参与决策。').first().waitFor()
    await act(research, '记录异议', (form) => form.getByLabel('内容').fill('费用分担不清。'))
    for (const who of ['企业', '政府'] as const) {
      const page = await as(who)
      await page.goto(at(motion))
      await act(page, '表决')
    }
    const page = await as('政府')
    await act(page, '结束表决')
    await page.getByText('决策依据已冻结').waitFor()
    await page.getByText('费用分担不清。').first().waitFor()
  })

  test('three work items in two cities come of it', async () => {
    const page = await as('政府')
    for (const [title, region] of [['分子泵替代验证 深圳', '440300'], ['分子泵替代验证 东莞', '441900'], ['验证标准起草', '440300']] as const) {
      await page.goto(at(motion))
      await page.getByRole('link', { name: '立项' }).click()
      await page.getByLabel('标题').fill(title)
      const lead = page.getByLabel('责任方').first()
      await lead.fill(await enterprise())
      await page.getByRole('option', { name: await enterprise() }).first().click()
      await page.getByLabel('期限', { exact: true }).fill(items.length === 0 ? dayAfter(today, -1) : dayAfter(today, 30))
      await page.getByRole('combobox', { name: '地区' }).fill(region)
      await page.getByRole('option', { name: new RegExp(title.endsWith('东莞') ? '东莞市' : '深圳市') }).click()
      await page.getByRole('button', { name: '立项', exact: true }).click()
      await page.waitForURL(/\/work\/\d+$/)
      items.push(new URL(page.url()).pathname.replace('/c/demo', ''))
    }
    await page.goto(at(motion))
    await page.getByRole('link', { name: '验证标准起草' }).waitFor()
  })

  test('one is overdue: it stands on the workbench, is urged, escalated, done, accepted and closed with evidence', async () => {
    const government = await as('政府')
    await government.goto(at('/'))
    await government.getByText('2 个事项逾期').waitFor()
    await government.goto(at(items[0]!))
    await act(government, '催办', (form) => form.getByLabel('内容').fill('请于本周报结'))
    await act(government, '提级督办', async (form) => {
      await form.getByLabel(/提级到/).first().fill(await enterprise())
      await government.getByRole('option', { name: await enterprise() }).first().click()
      await form.getByLabel('内容').fill('逾期一日')
    })
    const page = await as('企业')
    await page.goto(at(items[0]!))
    await act(page, '认领')
    await act(page, '开始办理')
    await act(page, '报结', async (form) => {
      await form.getByLabel('内容').fill('两家供应商完成验证')
      await form.getByLabel('证据').first().fill('https://example.org/report')
      await page.getByRole('option', { name: /example\.org/ }).click()
    })
    await government.reload()
    await act(government, '验收')
    await act(government, '销号')
    await government.getByText('100%').first().waitFor()
    await government.goto(at(motion))
    await government.getByText(/已销号 · 100%/).waitFor()
  })

  test('the work is saved as a sheet, changed there and taken in again: what it would do is shown first, what others changed is a conflict', async () => {
    const page = await as('政府')
    await page.goto(at('/work'))
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 xlsx' }).click()])
    const { rows } = (await readXlsx(await readFile(await saved.path()))).sheets[0]!
    const [title, department] = ['事项', '部门'].map((heading) => rows[0]!.indexOf(heading)) as [number, number]
    await act(await onItem('分析员', items[1]!), '修改', (form) => form.getByLabel('部门').fill('工信局'))
    for (const row of rows) if (row[title] === '分子泵替代验证 东莞' || row[title] === '验证标准起草') row[department] = '市场监管局'
    const buffer = Buffer.from(await writeXlsx({ sheets: [{ name: '事项', rows: rows as string[][] }] }))
    await page.getByLabel('选择改过的事项表').setInputFiles({ name: '事项.xlsx', mimeType: 'application/octet-stream', buffer })
    await page.getByText('将改动 1 项，新增 0 项。').waitFor()
    await page.getByText(/您填“市场监管局”，现为“工信局”/).waitFor()
    await page.getByRole('button', { name: '作出这 1 项改动' }).click()
    await page.getByText('已改动 1 项，新增 0 项。').waitFor()
    const [problems] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载这些行（附原因列）' }).click()])
    const told = (await readXlsx(await readFile(await problems.path()))).sheets[0]!.rows
    expect([told.length, told[1]![title], String(told[1]!.at(-1))]).toEqual([2, '分子泵替代验证 东莞', expect.stringContaining('现为“工信局”')])
    await page.getByRole('button', { name: '关闭' }).click()
    await page.goto(at(items[2]!))
    await page.locator('dd', { hasText: '市场监管局' }).waitFor()
  })

  test('the lead is changed in its cell by keyboard alone', async () => {
    const page = await as('政府')
    await page.goto(at('/work?text=验证标准起草'))
    const table = page.locator('[data-table="work"]')
    await table.getByText('验证标准起草').waitFor()
    await table.focus()
    await page.keyboard.press('ArrowDown')
    for (let column = 0; column < 6; column++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const field = page.getByRole('textbox', { name: '责任方' }).or(page.getByRole('combobox', { name: '责任方' })).first()
    const government = await organisationOf('政府')
    await field.fill(government)
    await page.getByRole('option', { name: government }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await table.getByRole('button', { name: `修改责任方：${government}` }).waitFor()
  })

  test('the health of co-governance tells of it, and each figure opens to its events', async () => {
    const page = await as('企业')
    await page.goto(at('/health?task=T2'))
    await page.getByRole('button', { name: /守诺，企业： ?33%/ }).click()
    await page.getByRole('heading', { name: '守诺 · 企业' }).waitFor()
    await page.getByText(/认领 → .*报结 → .*验收/).first().waitFor()
    await page.getByRole('link', { name: '分子泵替代验证 深圳' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /意见被采纳，服务机构： ?0%/ }).waitFor()
    await page.getByRole('button', { name: new RegExp(`承诺与兑现，${await enterprise()}： ?67%`) }).waitFor()
  })

  test('a new observation stands in the report of the next month, and opens to its row; the closed work opens back to the first claim', async () => {
    const page = await as('分析员')
    await page.goto(at('/intake'))
    await page.locator('input[type=file]').first().setInputFiles({ name: '验证后的观测.csv', mimeType: 'text/csv', buffer: Buffer.from(`地区,指标,月份,数值,单位,来源说明\n深圳市,营业收入,${month},123.45,亿元,虚构演示数据\n`) })
    await page.getByRole('button', { name: '列名无误' }).click()
    await page.getByRole('button', { name: '装入全部 1 行' }).click()
    await page.getByText('已装入 1 行').waitFor()
    await page.goto(at(`/reports?period=${month}`))
    await page.getByRole('button', { name: /起草.*月报/ }).click()
    await page.waitForURL(/\/reports\/\d+/)
    await page.locator('[data-figure] button', { hasText: '123.45' }).first().click()
    await page.getByText('验证后的观测.csv').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('分子泵替代验证 深圳').first().waitFor()
    await page.goto(at(items[0]!))
    await page.getByRole('link', { name: /^决策 · / }).click()
    await page.waitForURL(new RegExp(`${motion}$`))
    await page.goto(at(`/map/node/${node.id}?evidence=node:${node.id}:state`))
    await page.getByText('04-供给关系.xlsx').first().waitFor()
  })

  test('two people change the same item at once: the second sees what the first did, and both changes stand', async () => {
    const [one, other] = [await as('政府'), await as('分析员')]
    await one.goto(at(items[1]!))
    await other.goto(at(items[1]!))
    await one.getByRole('button', { name: '修改', exact: true }).click()
    await one.getByRole('form', { name: '修改' }).getByLabel('部门').fill('科技局')
    await act(other, '修改', (form) => form.getByLabel('内容').fill('含真空度试验'))
    await one.getByRole('button', { name: '确认修改' }).click()
    await one.getByText('有人刚刚改动过').waitFor()
    await one.getByRole('alert').getByText('内容：含真空度试验').waitFor()
    await one.getByRole('button', { name: '在此基础上仍提交我的' }).click()
    await one.getByText('已完成：修改').waitFor()
    await one.locator('dd', { hasText: '科技局' }).waitFor()
    await one.locator('p', { hasText: '含真空度试验' }).first().waitFor()
  })
})

async function onItem(who: '分析员', item: string): Promise<Page> {
  const page = await as(who)
  await page.goto(at(item))
  return page
}

/** The organisation that the enterprise's person speaks for. */
async function enterprise(): Promise<string> {
  return organisationOf('企业')
}

async function organisationOf(who: '企业' | '政府'): Promise<string> {
  const session = await (await (await as(who)).request.get(`${product.url}/api/session`)).json() as { demoPersons: { name: string; organisation: string }[] }
  return session.demoPersons.find(({ name }) => name.includes(who))!.organisation
}

/** A choke point, as a centre of the task sees the map. */
async function chokePoint(): Promise<{ id: number; name: string }> {
  const { items: nodes } = await (await (await as('政府')).request.get(`${product.url}/api/clusters/demo/nodes?state=choke&limit=1`)).json() as { items: { id: number; name: string }[] }
  return nodes[0]!
}
