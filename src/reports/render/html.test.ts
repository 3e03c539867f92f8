import { describe, expect, it } from 'vitest'
import { renderHtml } from './html.ts'
import { sampleReport } from './sample.ts'

describe('the report as a page', () => {
  const report = sampleReport('zh')
  const html = renderHtml(report)

  it('is one file that asks for no other', () => {
    expect(html).not.toMatch(/<(?:script|link|img|iframe)\b|url\(|@import|\bsrc=/u)
  })
  it('says its language and prints on A4', () => {
    expect(html).toContain('<html lang="zh-CN">')
    expect(renderHtml(sampleReport('en'))).toContain('<html lang="en">')
    expect(html).toContain('@page { size: A4; margin: 37mm 26mm 35mm 28mm')
  })
  it('links each mark to its line in the index, and the line to the trace', () => {
    const links = [...html.matchAll(/<sup><a href="#([^"]+)"/gu)].map(([, id]) => id)
    expect(links.length).toBeGreaterThan(80)
    for (const id of links) expect(html).toContain(`<tr id="${id}">`)
    expect(html).toContain('href="http://localhost:4100/trace/F7K3Q"')
  })
  it('has each id once', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
  it('has tables that can be read aloud', () => {
    expect(html.match(/<caption>/gu)).toHaveLength(2)
    expect(html.match(/<table/gu)!.length).toBe(html.match(/<thead>/gu)!.length)
    expect(html).toContain('<th scope="col" class="right">营业收入</th>')
  })
  it('says in words what a sign or a line means', () => {
    expect(html).toContain('<span class="spoken">（中山、珠海未报送）</span>')
    expect(html).toContain('<span class="value withdrawn" title="删除线为来源已撤回">186.00万元</span>')
  })
  it('lists every source, the many folded away', () => {
    expect(html).toContain('<summary>+197</summary>')
    expect(html).toContain('第206行')
  })
  it('escapes whatever it is given', () => {
    const wild = '<script>alert("x")</script>\' onload=\''
    const page = renderHtml({
      ...report, title: wild, period: wild, issuer: wild, demo: wild, documentNumber: wild, hash: wild, traceUrl: 'javascript:alert(1)//',
      blocks: [{ kind: 'paragraph', origin: 'analyst', inlines: [wild, { strong: wild }, { figure: wild, text: wild, missing: wild }] }, { kind: 'heading', level: 1, text: wild }],
      annexes: [{ kind: 'table', title: wild, number: wild, columns: [{ title: wild, align: 'left' }], rows: [[wild]], note: wild }],
      figures: [{ figure: wild, title: wild, value: wild, formula: wild, claims: [{ grade: wild, giver: wild, source: wild, date: wild, right: wild }] }],
    })
    expect(page.includes('<script>')).toBe(false)
    expect(page.includes("' onload='")).toBe(false)
    expect(page.includes('href="javascript:')).toBe(false)
  })
  it('gives the same text again', () => {
    expect(renderHtml(sampleReport('zh'))).toBe(html)
  })
})
