import { beforeAll, describe, expect, it } from 'vitest'
import { renderDocx } from './docx.ts'
import { sampleReport } from './sample.ts'
import { readZip } from './zip.ts'

const open = (bytes: Uint8Array): Map<string, string> =>
  new Map(readZip(bytes).map(({ name, data }) => [name, Buffer.from(data).toString('utf8')]))

describe('the report as docx', () => {
  const report = sampleReport('zh')
  let bytes: Uint8Array
  let parts: Map<string, string>
  let body: string
  beforeAll(async () => {
    bytes = await renderDocx(report)
    parts = open(bytes)
    body = parts.get('word/document.xml')!
  })

  it('is a Word package whose every part is declared and well paired', () => {
    expect([...parts.keys()][0]).toBe('[Content_Types].xml')
    for (const name of ['_rels/.rels', 'word/document.xml', 'word/styles.xml', 'word/fontTable.xml', 'word/settings.xml', 'docProps/core.xml']) expect(parts.has(name), name).toBe(true)
    expect(body.match(/<w:p[ >]/gu)?.length).toBe(body.match(/<\/w:p>|<w:p\/>/gu)?.length)
  })
  it('has the page of GB/T 9704: A4, 37/35/28/26 mm, a grid of 22 lines', () => {
    expect(/<w:pgSz [^>]+>/u.exec(body)?.[0]).toContain('w:w="11906" w:h="16838"')
    const [margins] = /<w:pgMar [^>]+>/u.exec(body)!
    expect(margins).toContain('w:top="2098"')
    expect(margins).toContain('w:bottom="1984"')
    expect(margins).toContain('w:left="1587"')
    expect(margins).toContain('w:right="1474"')
    expect(/<w:docGrid [^>]+>/u.exec(body)?.[0]).toContain('w:type="lines" w:linePitch="580"')
  })
  it('names the typefaces and what takes their place', () => {
    const styles = parts.get('word/styles.xml')!
    expect(styles).toMatch(/w:docDefaults.*w:eastAsia="仿宋_GB2312".*<w:sz w:val="32"\/>/su)
    expect(styles).toMatch(/w:styleId="Heading1".*?w:eastAsia="黑体"/su)
    expect(styles).toMatch(/w:styleId="Heading2".*?w:eastAsia="楷体_GB2312"/su)
    expect(styles).toMatch(/w:styleId="Title".*?w:eastAsia="方正小标宋简体".*?<w:sz w:val="44"\/>/su)
    expect(styles).toMatch(/w:styleId="Body".*?w:line="580" w:lineRule="exact".*?w:firstLineChars="200"/su)
    expect(parts.get('word/fontTable.xml')).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>')
  })
  it('lets small type keep its own line spacing', () => {
    expect(parts.get('word/styles.xml')).toMatch(/w:styleId="TableText".{0,200}?<w:snapToGrid w:val="0"\/>/su)
  })
  it('numbers headings and pages as the standard asks', () => {
    for (const text of ['一、总体运行', '（一）安全可控', '1.真空部件']) expect(body).toContain(text)
    const feet = [...parts].filter(([name]) => /^word\/footer\d/u.test(name)).map(([, text]) => text)
    expect(feet).toHaveLength(2)
    for (const foot of feet) expect(foot).toMatch(/— .*PAGE.* —/su)
    expect(parts.get('word/settings.xml')).toContain('w:evenAndOddHeaders')
  })
  it('repeats the heading row of every table and never splits a row', () => {
    expect(body.match(/<w:tblHeader\/>/gu)).toHaveLength(3)
    expect(body.match(/<w:cantSplit\/>/gu)!.length).toBe(body.match(/<w:tr>/gu)!.length)
  })
  it('links each mark to the address of its short code', () => {
    const id = /<w:hyperlink[^>]*r:id="([^"]+)"[^>]*>(?:(?!<\/w:hyperlink>).)*F7K3Q/su.exec(body)?.[1]
    expect(parts.get('word/_rels/document.xml.rels')).toContain(`Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://localhost:4100/trace/F7K3Q"`)
    expect(body).toMatch(/w:vertAlign w:val="superscript".{0,60}F7K3Q/su)
  })
  it('links each mark to the index where there is no address', async () => {
    const plain = open(await renderDocx({ ...report, traceUrl: undefined })).get('word/document.xml')!
    const anchors = new Set([...plain.matchAll(/w:anchor="([^"]+)"/gu)].map(([, name]) => name))
    const bookmarks = [...plain.matchAll(/<w:bookmarkStart w:name="([^"]+)" w:id="(\d+)"/gu)]
    expect(anchors.has('figure_F7K3Q')).toBe(true)
    for (const anchor of anchors) expect(bookmarks.some(([, name]) => name === anchor), anchor).toBe(true)
    expect(new Set(bookmarks.map(([, , id]) => id)).size).toBe(report.figures.length)
  })
  it('shows a missing value as a dash with its reason, and says what is fictional', () => {
    expect(body).toContain('—（中山、珠海未报送）')
    expect(body).toContain('均为虚构')
    expect(body).toMatch(/<w:strike\/>.{0,120}186\.00万元/su)
  })
  it('carries the fingerprint and its own dates, not the clock', () => {
    expect(parts.get('docProps/core.xml')).toContain('2026-11-05T01:30:00Z')
    expect(parts.get('docProps/core.xml')).toContain(report.hash)
  })
  it('gives the same bytes again', async () => {
    expect(Buffer.from(await renderDocx(sampleReport('zh'))).equals(Buffer.from(bytes))).toBe(true)
  })
  it('is escaped, whatever the text', async () => {
    const wild = await renderDocx({ ...report, title: '<b>&"\'</b>', annexes: [], blocks: [{ kind: 'paragraph', origin: 'analyst', inlines: ['a < b && "c"\u0001\ufffe.'] }] })
    const text = open(wild).get('word/document.xml')!
    expect(/a &lt;[^<]+/u.exec(text)?.[0]).toBe('a &lt; b &amp;&amp; &quot;c&quot;.')
  })
  it('is complete in English', async () => {
    const english = open(await renderDocx(sampleReport('en'))).get('word/document.xml')!
    for (const text of ['1 Operation', '2.1.1 Vacuum parts', 'Index of figures', '5 November 2026', '(October 2026)']) expect(english).toContain(text)
  })
})
