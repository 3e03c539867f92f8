import type { Content } from 'pdfmake/interfaces.js'
import { describe, expect, it } from 'vitest'
import type { Block, Place } from './document.ts'
import { layPages, renderPdf } from './pdf.ts'
import { breaksOf } from './pdf-pages.ts'
import { sampleReport } from './sample.ts'

const on = (...pages: number[]): Content => ({ text: '', positions: pages.map((pageNumber) => ({ pageNumber })) }) as Content
const paragraph = (place: Place): Block => ({ kind: 'paragraph', origin: 'generated', inlines: [], place })
const table = (place: Place): Block => ({ kind: 'table', number: '', title: '', columns: [], rows: [], place })

describe('where pages break', () => {
  it('is told before a block, within a paragraph by its lines, and before a row', () => {
    const block = (at: number): Place => ({ part: 'block', at })
    const rows = { table: { body: [[on(2)], [on(3)], [on(3), on(3)], [on(4)]] } } as Content
    expect(breaksOf([
      { block: paragraph(block(0)), contents: [on(1)] },
      { block: paragraph(block(1)), contents: [on(1, 1, 1, 2)] },
      { block: paragraph(block(1)), contents: [on(2)] },
      { block: table(block(2)), contents: [on(2), rows, on(4, 5)] },
      { block: paragraph({ part: 'annex', at: 0 }), contents: [on(6)] },
    ])).toEqual([
      { part: 'block', at: 1, item: 0, page: 2, share: 0.75 },
      { part: 'block', at: 2, item: 1, page: 3, share: 0 },
      { part: 'block', at: 2, item: 2, page: 4, share: 0 },
      { part: 'annex', at: 0, item: 0, page: 6, share: 0 },
    ])
  })

  it('is the same as in the PDF', async () => {
    const sample = sampleReport('zh')
    const report = { ...sample, figures: [], blocks: [...sample.blocks, ...sample.blocks].map((block, at): Block => ({ ...block, place: { part: 'block', at } })) }
    const { pages, breaks } = await layPages(report)
    expect(Buffer.from(await renderPdf(report)).toString('latin1').match(/\/Type \/Page\b/gu)).toHaveLength(pages)
    expect(breaks.map(({ page }) => page)).toEqual(Array.from(breaks, (_, n) => n + 2))
    expect(breaks.length).toBeGreaterThan(1)
  })
})
