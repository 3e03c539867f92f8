import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnShares } from './columns.ts'
import type { Block, TableBlock } from './document.ts'
import { missingReasons } from './document.ts'
import { indexFormula, indexIntroduction, indexValue, numberHeadings, sourceLines } from './layout.ts'
import { sampleReport } from './sample.ts'

const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text })
const texts = (blocks: Block[]): string[] => blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))

describe('headings', () => {
  const plan = [heading(1, '运行'), heading(1, '工作'), heading(2, '甲'), heading(3, '子'), heading(3, '丑'), heading(2, '乙'), heading(3, '寅'), heading(1, '问题')]
  it('are numbered as GB/T 9704 asks', () => {
    expect(texts(numberHeadings(plan, 'zh'))).toEqual(['一、运行', '二、工作', '（一）甲', '1.子', '2.丑', '（二）乙', '1.寅', '三、问题'])
  })
  it('are numbered with decimals in English', () => {
    expect(texts(numberHeadings(plan, 'en'))).toEqual(['1 运行', '2 工作', '2.1 甲', '2.1.1 子', '2.1.2 丑', '2.2 乙', '2.2.1 寅', '3 问题'])
  })
  it('keep the numbers the analyst wrote', () => {
    expect(texts(numberHeadings([heading(1, '一、运行'), heading(2, '甲')], 'zh'))).toEqual(['一、运行', '（一）甲'])
  })
  it('count beyond ten', () => {
    expect(texts(numberHeadings(Array.from({ length: 21 }, () => heading(1, '')), 'zh')).slice(9)).toEqual(
      ['十、', '十一、', '十二、', '十三、', '十四、', '十五、', '十六、', '十七、', '十八、', '十九、', '二十、', '二十一、'])
  })
})

describe('columns', () => {
  it('always share the whole width, none of them nothing', () => {
    const text = fc.string({ unit: fc.constantFrom('集', '群', 'a', '1', ' '), maxLength: 40 })
    const table = fc.integer({ min: 1, max: 8 }).chain((count) => fc.record({
      columns: fc.array(fc.record({ title: text, align: fc.constantFrom('left' as const, 'right' as const), width: fc.option(fc.double({ min: 0.1, max: 9, noNaN: true }), { nil: undefined }) }), { minLength: count, maxLength: count }),
      rows: fc.array(fc.array(text, { maxLength: count }), { maxLength: 20 }),
    }))
    fc.assert(fc.property(table, (given) => {
      const shares = columnShares({ kind: 'table', title: '', number: '', ...given } satisfies TableBlock)
      expect(shares.length).toBe(given.columns.length)
      expect(shares.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 9)
      for (const share of shares) expect(share).toBeGreaterThan(0)
    }))
  })
})

describe('the index of figures', () => {
  const report = sampleReport('zh')
  const reasons = missingReasons(report)
  const entry = (figure: string) => report.figures.find((one) => one.figure === figure)!
  it('says why a value is missing', () => {
    expect(indexValue(entry('FZ6PA'), reasons, 'zh')).toBe('—（中山、珠海未报送）')
    expect(indexFormula(entry('FZ6PA'), reasons, 'zh')).toBe('—')
  })
  it('says how many sources it leaves out', () => {
    const lines = sourceLines(entry('FH5CW'), 'zh')
    expect(lines).toHaveLength(7)
    expect(lines.at(-1)).toContain('另有197条来源')
  })
  it('explains only the signs that occur', () => {
    expect(indexIntroduction(report)).toContain('≠ 为来源不一致')
    expect(indexIntroduction({ ...report, blocks: [], annexes: [] })).not.toContain('≠')
  })
})
