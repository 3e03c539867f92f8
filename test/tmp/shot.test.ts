import { test } from 'vitest'
import { useProduct } from '../e2e/support/product.ts'
const product = useProduct()
test('look', async () => {
  const page = await product.open()
  await page.waitForTimeout(1000)
  for (const p of (process.env.PAGES ?? '').split(',').filter(Boolean)) {
    await page.goto(product.url + '/c/demo' + p); await page.waitForTimeout(1500)
    await page.screenshot({ path: `/tmp/shots/${p.replace(/\W+/g, '_')}.png` })
  }
  const list = await (await page.request.get(product.url + '/api/clusters/demo/organisations?limit=1')).json()
  await page.goto(`${product.url}/c/demo/organisations/${list.items[0].id}?evidence=organisation:${list.items[0].id}:revenue`)
  await page.waitForTimeout(2500)
  await page.screenshot({ path: '/tmp/shots/evidence.png' })
  await page.setViewportSize({ width: 390, height: 844 }); await page.waitForTimeout(800)
  await page.screenshot({ path: '/tmp/shots/evidence390.png' })
}, 120_000)
