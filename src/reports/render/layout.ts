import { missingMark } from '../../shared/format.ts'
import type { Block, FigureEntry, FigureFlag, HeadingBlock, Lang, ReportDocument } from './document.ts'
import { marksOf } from './document.ts'
import { flags, missingMeaning, words } from './words.ts'

/** How many sources of one figure the printed index lists; a count over hundreds of rows would fill the paper. */
export const printedClaims = 6

/** Shares of the width of the printed index: code, figure and value, formula, sources. */
export const indexShares = [0.1, 0.2, 0.21, 0.49]

const numbered: Record<Lang, Record<HeadingBlock['level'], RegExp>> = {
  zh: { 1: /^[一二三四五六七八九十百]+、/, 2: /^[（(][一二三四五六七八九十百]+[）)]/, 3: /^\d+[.．、]/ },
  en: { 1: /^\d+\.?\s/, 2: /^\d+\.\d+\.?\s/, 3: /^\d+\.\d+\.\d+\.?\s/ },
}

/**
 * Puts the numbers of GB/T 9704 before the headings: 一、 （一） 1. in Chinese, 1 1.1 1.1.1 in English. A level whose headings
 * bring numbers of their own is left alone.
 */
export function numberHeadings(blocks: Block[], lang: Lang): Block[] {
  const own = new Set(blocks.flatMap((block) => (block.kind === 'heading' && numbered[lang][block.level].test(block.text) ? [block.level] : [])))
  const counts = { 1: 0, 2: 0, 3: 0 }
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block
    counts[block.level] += 1
    if (block.level < 3) counts[3] = 0
    if (block.level < 2) counts[2] = 0
    return own.has(block.level) ? block : { ...block, text: `${headingNumber(counts, block.level, lang)}${block.text}` }
  })
}

/** What the marks of this very report mean: only flags that occur are explained. */
export function legendOf(document: ReportDocument): string[] {
  const marks = marksOf(document)
  const used = (Object.keys(flags) as FigureFlag[]).filter((flag) => marks.some((mark) => mark.flag === flag))
  const lines = used.map((flag) => flags[flag][document.lang])
  return marks.some((mark) => mark.missing !== undefined) ? [...lines, missingMeaning[document.lang]] : lines
}

/** The sentence above the index: what short codes are, where they open, what the signs mean. */
export function indexIntroduction(document: ReportDocument): string {
  const { lang, traceUrl, indexNote } = document
  const [stop, comma] = lang === 'zh' ? ['。', '；'] : ['.', '; ']
  const open = traceUrl ? `${words[lang].openAt}${traceUrl}${words[lang].code}${stop}` : ''
  const legend = legendOf(document).join(comma)
  return [words[lang].indexHint, indexNote, open, legend && `${legend}${stop}`].filter(Boolean).join(lang === 'zh' ? '' : ' ')
}

/** The sources of a figure as printed lines, the last one saying how many were left out. */
export function sourceLines({ claims }: FigureEntry, lang: Lang, limit = printedClaims): string[] {
  if (claims.length === 0) return [words[lang].noClaims]
  const lines = claims.slice(0, limit).map(({ grade, giver, source, date, right }) => [grade, source, giver, date, right].filter(Boolean).join(' · '))
  return claims.length > limit ? [...lines, words[lang].more(claims.length - limit)] : lines
}

/** The formula in the index; a value that is missing was not quoted from anywhere. */
export function indexFormula({ figure, formula }: FigureEntry, reasons: Map<string, string>, lang: Lang): string {
  if (formula) return formula
  return reasons.has(figure) ? missingMark : words[lang].noFormula
}

/** The value in the index, with the reason where there is none. */
export function indexValue(entry: FigureEntry, reasons: Map<string, string>, lang: Lang): string {
  const reason = reasons.get(entry.figure)
  return reason ? `${entry.value}${words[lang].inBrackets(reason)}` : entry.value
}

function headingNumber(counts: Record<1 | 2 | 3, number>, level: 1 | 2 | 3, lang: Lang): string {
  if (lang === 'en') return `${[counts[1], counts[2], counts[3]].slice(0, level).join('.')} `
  if (level === 1) return `${chineseNumber(counts[1])}、`
  return level === 2 ? `（${chineseNumber(counts[2])}）` : `${counts[3]}.`
}

function chineseNumber(value: number): string {
  const digits = '零一二三四五六七八九'
  if (value < 10) return digits[value]!
  const tens = Math.floor(value / 10)
  return `${tens > 1 ? digits[tens] : ''}十${value % 10 ? digits[value % 10] : ''}`
}
