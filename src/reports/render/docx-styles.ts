import { AlignmentType, LineRuleType } from 'docx'
import type { IFontAttributesProperties, IParagraphStyleOptions, IStylesOptions } from 'docx'
import type { Lang } from './document.ts'

/** Character sizes by their Chinese names, in half points. */
export const sizes = { 二号: 44, 三号: 32, 四号: 28, 小四: 24, 五号: 21, 小五: 18 } as const

/** 22 lines in 225 mm: 29 pt, in twentieths of a point. */
export const lineTwips = 580

/**
 * 28 characters in 156 mm are a hair less than 16 pt each, so a quarter of a point is taken off every one. A grid of characters
 * would do the same, but office programs differ in how they fill it.
 */
const narrowed = -5

/** 156 mm, the width of the type area, in twentieths of a point. */
export const typeArea = 8844

const latin = 'Times New Roman'
const typeface = (eastAsia: string): IFontAttributesProperties => ({ ascii: latin, hAnsi: latin, cs: latin, eastAsia, hint: 'eastAsia' })
export const fonts = {
  fangsong: typeface('仿宋_GB2312'),
  hei: typeface('黑体'),
  kai: typeface('楷体_GB2312'),
  title: typeface('方正小标宋简体'),
  song: { ...typeface('宋体'), ascii: '宋体', hAnsi: '宋体' },
}

/** What takes the place of a typeface where it isn't installed, as the document itself says it in its font table. */
export const fontTable = [
  { name: '仿宋_GB2312', instead: '仿宋', panose: '02010609030101010101', family: 'modern' },
  { name: '黑体', instead: 'SimHei', panose: '02010609060101010101', family: 'modern' },
  { name: '楷体_GB2312', instead: '楷体', panose: '02010609030101010101', family: 'modern' },
  { name: '方正小标宋简体', instead: '宋体', panose: '02010600030101010101', family: 'auto' },
  { name: '宋体', instead: 'SimSun', panose: '02010600030101010101', family: 'auto' },
] as const

const exact = { line: lineTwips, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
const single = { line: 300, lineRule: LineRuleType.AT_LEAST, before: 0, after: 0 }
const twoCharacters = { firstLine: 632, firstLineChars: 200 }

/** Styles that keep to their own spacing: small type on a grid of 29 pt would waste half the page. */
export const offGrid = ['Title', 'TableTitle', 'TableHead', 'TableText', 'IndexText', 'Note', 'Demo', 'PageFoot']

/** Paragraph styles by name, so that a whole report is restyled in one place in the word processor. */
export function stylesOf(lang: Lang): IStylesOptions {
  const language = lang === 'zh' ? { value: 'en-US', eastAsia: 'zh-CN' } : { value: 'en-GB', eastAsia: 'zh-CN' }
  const indent = lang === 'zh' ? twoCharacters : undefined
  return {
    default: {
      document: { run: { font: fonts.fangsong, size: sizes.三号, language, characterSpacing: lang === 'zh' ? narrowed : 0 }, paragraph: { spacing: exact } },
      title: { run: { font: fonts.title, size: sizes.二号, color: '000000', bold: lang === 'en', characterSpacing: 0 }, paragraph: { alignment: AlignmentType.CENTER, spacing: { line: 640, lineRule: LineRuleType.EXACT, before: lineTwips, after: 200 } } },
      heading1: { run: { font: fonts.hei, size: sizes.三号, color: '000000', bold: lang === 'en' }, paragraph: { indent, spacing: exact, keepNext: true, outlineLevel: 0 } },
      heading2: { run: { font: fonts.kai, size: sizes.三号, color: '000000', bold: lang === 'en' }, paragraph: { indent, spacing: exact, keepNext: true, outlineLevel: 1 } },
      heading3: { run: { font: fonts.fangsong, size: sizes.三号, color: '000000', bold: true }, paragraph: { indent, spacing: exact, keepNext: true, outlineLevel: 2 } },
      hyperlink: { run: { color: '1F5FBF' } },
    },
    paragraphStyles: paragraphStyles(indent),
  }
}

function paragraphStyles(indent: typeof twoCharacters | undefined): IParagraphStyleOptions[] {
  const base = { basedOn: 'Normal', quickFormat: true }
  return [
    { ...base, id: 'Body', name: '正文段落', paragraph: { indent, alignment: AlignmentType.BOTH, spacing: exact } },
    { ...base, id: 'Period', name: '期间', run: { font: fonts.kai }, paragraph: { alignment: AlignmentType.CENTER, spacing: exact } },
    { ...base, id: 'Signature', name: '落款', paragraph: { alignment: AlignmentType.RIGHT, indent: { right: 640 }, spacing: exact } },
    { ...base, id: 'AnnexLabel', name: '附件标记', run: { font: fonts.hei }, paragraph: { spacing: exact, keepNext: true, outlineLevel: 0 } },
    { ...base, id: 'TableTitle', name: '表题', run: { font: fonts.hei, size: sizes.小四, characterSpacing: 0 }, paragraph: { alignment: AlignmentType.CENTER, spacing: { ...single, before: 200, after: 80 }, keepNext: true } },
    { ...base, id: 'TableHead', name: '表头', run: { font: fonts.hei, size: sizes.五号, characterSpacing: 0 }, paragraph: { spacing: single } },
    { ...base, id: 'TableText', name: '表格文字', run: { font: fonts.song, size: sizes.五号, characterSpacing: 0 }, paragraph: { spacing: single } },
    { ...base, id: 'IndexText', name: '索引文字', run: { font: fonts.song, size: sizes.小五, characterSpacing: 0 }, paragraph: { spacing: { ...single, line: 250 } } },
    { ...base, id: 'PageFoot', name: '页脚', paragraph: { indent: { left: 280, right: 280 }, spacing: { ...single, line: 280 } } },
    { ...base, id: 'Note', name: '注', run: { font: fonts.song, size: sizes.五号, characterSpacing: 0 }, paragraph: { spacing: { ...single, before: 80, after: 80 } } },
    { ...base, id: 'Demo', name: '演示声明', run: { font: fonts.song, size: sizes.小五, characterSpacing: 0, color: '6B7280' }, paragraph: { alignment: AlignmentType.CENTER, spacing: single } },
  ]
}
