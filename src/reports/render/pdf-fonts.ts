import { createRequire } from 'node:module'
import path from 'node:path'
import type { ContentText, TFontDictionary } from 'pdfmake/interfaces.js'
import { cutAtSigns, signFont, signTypeface } from './pdf-signs.ts'

/** Noto Sans Hans (SIL Open Font License 1.1), out of a package: nothing to install, nothing to fetch. */
export const fontFamily = 'NotoSansHans'

const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts')
const file = (weight: string): string => path.join(folder, `NotoSansHans-${weight}.otf`)

/** Where the library looks up the typeface of the signs: in its own memory, never on disk. */
const signFile = `${signFont}.ttf`

/** Files that the library holds in memory. */
export function fontFiles(): [name: string, content: Buffer][] {
  return [[signFile, signTypeface()]]
}

/** The files by weight. Chinese has no italics: what is inferred is told by its dotted line. */
export function fontDescriptors(): TFontDictionary {
  const [regular, bold] = [file('Regular'), file('Bold')]
  return {
    [fontFamily]: { normal: regular, bold, italics: regular, bolditalics: bold },
    [signFont]: { normal: signFile, bold: signFile, italics: signFile, bolditalics: signFile },
  }
}

export function isBundledFont(wanted: string): boolean {
  return path.dirname(path.resolve(wanted)) === path.resolve(folder)
}

/** The text in pieces of one style, each of our signs in the typeface that has it. */
export function printable(text: string, style: Partial<ContentText> = {}): ContentText[] {
  return cutAtSigns(text).map((part) => ({ ...style, text: part.text, ...(part.isSign ? { font: signFont } : {}) }))
}
