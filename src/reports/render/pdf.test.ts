import { inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Block } from './document.ts'
import { renderPdf } from './pdf.ts'
import { sampleReport } from './sample.ts'

/** The file with its compressed streams opened, good enough to look for what must be there. */
function open(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  const text = buffer.toString('latin1')
  const streams = [...text.matchAll(/\/FlateDecode[\s\S]*?stream\r?\n/gu)].map((match) => {
    const start = match.index + match[0].length
    const end = text.indexOf('endstream', start)
    return inflateSync(buffer.subarray(start, end)).toString('latin1')
  })
  return [text, ...streams].join('\n')
}

const utf16 = (text: string): string => [...text].map((character) => character.charCodeAt(0).toString(16).padStart(4, '0')).join('')

describe('the report as PDF', () => {
  const report = sampleReport('zh')
  let bytes: Uint8Array
  let text: string
  beforeAll(async () => {
    bytes = await renderPdf(report)
    text = open(bytes)
  })

  it('is an A4 document of several pages under a megabyte', () => {
    expect(text.startsWith('%PDF-1.7')).toBe(true)
    const pages = text.match(/\/Type \/Page\n/gu)!.length
    expect(pages).toBeGreaterThan(4)
    expect(text.match(/\/MediaBox \[0 0 595\.28 841\.89\]/gu)).toHaveLength(pages)
    expect(bytes.length).toBeLessThan(1_000_000)
  })
  it('embeds the characters it uses of two weights, and can be searched and copied in Chinese', () => {
    expect(text).toMatch(/\/FontName \/\w{6}\+NotoSansHans-Regular/u)
    expect(text).toMatch(/\/FontName \/\w{6}\+NotoSansHans-Bold/u)
    expect(text.match(/\/FontFile3 /gu)).toHaveLength(2)
    expect(text.match(/\/ToUnicode /gu)).toHaveLength(3)
    const mapped = (character: string): boolean => text.includes(`<${utf16(character)}>`)
    expect([...'集群供应链'].every(mapped)).toBe(true)
    expect(mapped('碁')).toBe(false)
  })
  it('draws the signs the typeface lacks as they are on screen, once, and they can be copied', () => {
    expect(text).toMatch(/\/FontName \/\w{6}\+PolycenterSigns/u)
    expect(text.match(/\/FontFile2 /gu)).toHaveLength(1)
    const mapped = (character: string): boolean => text.includes(`<${utf16(character)}>`)
    expect([...'✕⧗◷'].map(mapped)).toEqual([true, true, true])
    expect([...'×▼◎'].map(mapped)).toEqual([false, false, false])
  })
  it('opens short codes on screen and inside the document', async () => {
    expect(text).toContain('/URI (http://localhost:4100/trace/F7K3Q)')
    const plain = open(await renderPdf({ ...report, traceUrl: undefined }))
    expect(plain).toContain('(figure-F7K3Q)')
    expect(plain).not.toContain('/URI (')
  })
  it('carries its own date', () => {
    expect(text).toContain('(D:20261105013000Z)')
  })
  it('gives the same bytes again', async () => {
    expect(Buffer.from(await renderPdf(sampleReport('zh'))).equals(Buffer.from(bytes))).toBe(true)
  })
  it('renders two reports at once without mixing them', async () => {
    const [zh, en] = await Promise.all([renderPdf(sampleReport('zh')), renderPdf(sampleReport('en'))])
    expect(Buffer.from(zh!).equals(Buffer.from(bytes))).toBe(true)
    expect(Buffer.from(en!).equals(Buffer.from(await renderPdf(sampleReport('en'))))).toBe(true)
  })
  it('leaves no signature alone on a page: a short table that ends a paper goes along, with what heads it', async () => {
    const line: Block = { kind: 'paragraph', origin: 'generated', inlines: ['记一段。'] }
    const blocks = (lines: number): Block[] => [
      { kind: 'heading', level: 1, text: '会议记录' }, ...Array.from({ length: lines }, () => line), { kind: 'heading', level: 1, text: '会议形成的事项' },
      { kind: 'table', number: '', title: '会议形成的事项', untitled: true, columns: [{ title: '事项', align: 'left' }], rows: [['验证'], ['备份']] },
    ]
    /** Of a paper, how many pages it has and whether its last heading stands on the last one. */
    const pagesOf = async (lines: number): Promise<[number, boolean]> => {
      const paper = open(await renderPdf({ ...report, documentNumber: undefined, blocks: blocks(lines), annexes: [], figures: [] }))
      const pages = [...paper.matchAll(/(\d+) 0 obj\n<<\n\/Type \/Page\n/gu)].map((match) => match[1])
      const headings = [...paper.matchAll(/\/Dest \[(\d+) 0 R/gu)].map((match) => match[1])
      return [pages.length, headings.includes(pages.at(-1))]
    }
    for (const lines of [8, 11, 12]) {
      const [pages, onLast] = await pagesOf(lines)
      expect([lines, pages, onLast]).toEqual([lines, pages, true])
    }
    expect((await pagesOf(12))[0]).toBe(2)
  })
  it('stands an empty report', async () => {
    const empty = await renderPdf({ ...report, blocks: [], annexes: [], figures: [] })
    expect(Buffer.from(empty).toString('latin1')).toContain('%%EOF')
  })
})
