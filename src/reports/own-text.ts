import { AppError } from '../shared/errors.ts'
import type { ReportBlock } from '../shared/contract/reports.ts'
import type { Text } from '../shared/vocabulary.ts'
import type { Book } from './compute.ts'
import { readCode } from './code.ts'

/** Where the analyst writes, and what each place is called. */
export const ownPlaces = {
  operation: { zh: '运行分析', en: 'What stands behind the numbers' },
  'key-work': { zh: '工作进展', en: 'Progress of the work' },
  problems: { zh: '问题与诉求', en: 'Problems and appeals' },
  risks: { zh: '风险研判', en: 'Judgement of the risks' },
  'next-steps': { zh: '下一步安排', en: 'Next steps' },
} satisfies Record<string, Text>
export type OwnPlace = keyof typeof ownPlaces

/** What an analyst wrote, with the values its figures had then and the edition of the report that brought it. */
export type OwnText = { text: string; edition: number; by: string | null; at: string; values: Record<string, string> }
export type OwnTexts = Partial<Record<OwnPlace, OwnText>>

/** Whether a key names a place of the report; refuses, naming the places, what does not. */
export function readPlace(key: string): OwnPlace {
  if (Object.hasOwn(ownPlaces, key)) return key as OwnPlace
  const places = Object.keys(ownPlaces).join(', ')
  throw new AppError('invalid-request', { zh: `报告中没有“${key}”这一处文字。可写的有：${places}。`, en: `The report has no place “${key}”. Its places are ${places}.` })
}

const chip = /\[\[([A-Za-z0-9]+)\]\]/g

/** The codes of the figures a text speaks of. */
export function chipsIn(text: string): string[] {
  return [...new Set([...text.matchAll(chip)].map((match) => match[1]!))]
}

/** A text as pieces: words, and figures by code. */
export function piecesOf(text: string): ({ text: string } | { figure: string })[] {
  return text.split(chip).map((piece, n) => (n % 2 === 0 ? { text: piece } : { figure: piece })).filter((piece) => !('text' in piece) || piece.text !== '')
}

/** A text as it is kept: codes as they are printed, without what no database or document can hold. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu, '').replace(chip, (_, typed: string) => `[[${readCode(typed)}]]`).trim()
}

/** The values of a text's figures as they stand; refuses codes that this report does not have. */
export function valuesFor(text: string, book: Book): Record<string, string> {
  const codes = chipsIn(text)
  const unknown = codes.filter((code) => !book.byCode.has(code))
  if (unknown.length > 0) {
    throw new AppError('invalid-request', {
      zh: `文中引用的数字 ${unknown.join('、')} 不在本报告中。请改用报告中数字旁的短码，或删去。`,
      en: `The report has no figures ${unknown.join(', ')}. Use the short codes beside its figures, or take these out.`,
    }, { figures: unknown })
  }
  return Object.fromEntries(codes.map((code) => [code, book.byCode.get(code)!.shown.zh]))
}

/** The figures of a text that are no longer what they were when it was written. */
export function staleIn({ text, values }: OwnText, book: Book): string[] {
  return chipsIn(text).filter((code) => book.byCode.get(code)?.shown.zh !== values[code])
}

/** A place of the report with what stands there. */
export function ownBlock(place: OwnPlace, texts: OwnTexts, book: Book): Extract<ReportBlock, { kind: 'own' }> {
  const written = texts[place]
  return { kind: 'own', key: place, title: ownPlaces[place], text: written?.text ?? '', stale: written ? staleIn(written, book) : [] }
}
