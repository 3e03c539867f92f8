import { readFile } from 'node:fs/promises'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { useProduct } from './support/product.ts'

const product = useProduct()

/** What the button of a list saves. */
async function saved(page: Page, button: string): Promise<{ name: string; rows: unknown[][] }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return { name: file.suggestedFilename(), rows: (await readXlsx(await readFile(await file.path()))).sheets[0]!.rows }
}

test('the risk list is saved as it is filtered, in the language of the reader', async () => {
  const page = await product.open(undefined, { language: 'en' })
  await page.goto(`${product.url}/c/demo/risks?status=confirmed`)
  const count = Number((await page.getByText(/^\d+ rows?$/).first().innerText()).replace(/\D/g, ''))
  const { name, rows } = await saved(page, 'Export xlsx')
  expect(name).toBe('risks-demo.xlsx')
  expect(rows[0]!.slice(0, 3)).toEqual(['Number', 'Risk', 'Node'])
  expect(rows.length - 1).toBe(count)
  expect(new Set(rows.slice(1).map((row) => row[4]))).toEqual(new Set(['Confirmed']))
})

test.each([['observations?subjectKind=region', 'observations-demo.xlsx', '指标'], ['sources', 'sources-demo.xlsx', '编号']])('%s is saved from its page', async (path, file, heading) => {
  const page = await product.open()
  await page.goto(`${product.url}/c/demo/${path}`)
  const { name, rows } = await saved(page, '导出 xlsx')
  expect([name, rows[0]![0], rows.length > 1]).toEqual([file, heading, true])
})
