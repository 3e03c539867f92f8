import { describe, expect, it } from 'vitest'
import { leastWidths, placesOf, readOwnText } from './places.ts'

describe('own text', () => {
  it('reads as paragraphs of sentences with figures in them', () => {
    expect(readOwnText('收入 [[F7K3Q2]]。下月再看。\n\n第二段', [])).toEqual([
      [{ stale: false, pieces: [{ text: '收入 ' }, { figure: 'F7K3Q2' }, { text: '。' }] }, { stale: false, pieces: [{ text: '下月再看。' }] }],
      [{ stale: false, pieces: [{ text: '第二段' }] }],
    ])
  })
  it('marks only the sentence whose figure has changed', () => {
    const [sentences] = readOwnText('甲 [[F7K3Q2]]。乙 [[B2M9XA]]。丙。', ['B2M9XA'])
    expect(sentences?.map(({ stale }) => stale)).toEqual([false, true, false])
  })
  it('does not end an English sentence within a number', () => {
    const [sentences] = readOwnText('Revenue grew by 5.3 % [[B2M9XA]]. Exports fell.', ['B2M9XA'])
    expect(sentences?.map(({ stale }) => stale)).toEqual([true, false])
  })
})

describe('the outline', () => {
  it('leaves out what nobody has written, for those who may not write it', () => {
    const report = { blocks: [{ kind: 'own' as const, key: 'problems', title: { zh: '问题', en: 'Problems' }, text: '', stale: [] }], annexes: [] }
    expect(placesOf(report, true)).toHaveLength(1)
    expect(placesOf(report, false)).toEqual([])
  })
  it('lists headings and own texts, and marks those with changed figures', () => {
    const report = { blocks: [{ kind: 'heading' as const, level: 1, text: '总体运行' }, { kind: 'own' as const, key: 'operation', title: { zh: '运行分析', en: 'Operation' }, text: '甲', stale: ['F7K3Q2'] }], annexes: [] }
    expect(placesOf(report, true)).toEqual([
      { id: 'block-0', level: 1, title: '总体运行', own: false, stale: false },
      { id: 'block-1', level: 2, title: { zh: '运行分析', en: 'Operation' }, own: true, stale: true },
    ])
  })
})

it('keeps short columns in one line and lets long ones wrap', () => {
  expect(leastWidths([['阶段', '上游'], ['环节', '高纯锗单晶'], ['理由', '已知的三项供给均不合格或在范围之外。']])).toEqual([2, 5, 7])
})
