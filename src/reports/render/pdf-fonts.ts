import { createRequire } from 'node:module'
import path from 'node:path'
import type { TFontDictionary } from 'pdfmake/interfaces.js'

/** Noto Sans Hans (SIL Open Font License 1.1), out of a package: nothing to install, nothing to fetch. */
export const fontFamily = 'NotoSansHans'

const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts')
const file = (weight: string): string => path.join(folder, `NotoSansHans-${weight}.otf`)

/** Signs of ours that the typeface lacks, and the nearest it has. */
const nearest: Record<string, string> = { '✕': '×', '⧗': '▼', '◷': '◎' }

/** The files by weight. Chinese has no italics: what is inferred is told by its dotted line. */
export function fontDescriptors(): TFontDictionary {
  const [regular, bold] = [file('Regular'), file('Bold')]
  return { [fontFamily]: { normal: regular, bold, italics: regular, bolditalics: bold } }
}

export function isBundledFont(wanted: string): boolean {
  return path.dirname(path.resolve(wanted)) === path.resolve(folder)
}

/** The text with the typeface's own signs. */
export function printable(text: string): string {
  return text.replaceAll(/[✕⧗◷]/gu, (sign) => nearest[sign] ?? sign)
}
