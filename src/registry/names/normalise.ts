import { Locale } from 'opencc-js/t2cn'

/**
 * Traditional → simplified, one character at a time. Phrases are left out on purpose: the result is a key to compare by, and
 * 乾照光電 and 乾照光电 must give the same one, whatever the phrase tables hold.
 */
let simplified: Map<string, string> | undefined

const mayNeedNfkc = /[^\u0020-\u007e\u00b7\u3001\u3002\u3400-\u9fff]/
const han = /[\u2e80-\u2fd5\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]/u
const notInKey = /[^\p{L}\p{N}\p{M}]+/gu
const invisible = /[\p{Cf}\p{Cc}\ufe00-\ufe0f]/gu

/** Whether a text holds a Chinese character. */
export function hasHan(text: string): boolean {
  return han.test(text)
}

/**
 * A text in the one spelling that names are compared in: NFKC (full-width → half-width), simplified characters, one kind of
 * bracket, quote and dash, lower case, single spaces, none beside a Chinese character.
 */
export function normaliseText(raw: string): string {
  const folded = fold(raw)
  const brackets = folded.replace(/[[{【〔〖「『《〈]/g, '(').replace(/[\]}】〕〗」』》〉]/g, ')')
  const marks = brackets.replace(/[‘’‛′`´]/g, "'").replace(/[“”„″]/g, '"').replace(/[‐‑‒–—―−]/g, '-')
  const spaced = marks.replace(/\s+/g, ' ').replace(/ ?([()]) ?/g, '$1').trim()
  return han.test(spaced) ? spaced.replace(/ (?=\P{ASCII})|(?<=\P{ASCII}) /gu, '').normalize('NFKC') : spaced
}

/**
 * The key for exact equality of names, as stored and indexed: NFKC, simplified, lower case, without spaces, brackets and other
 * punctuation. Accents stay. Empty only when the name holds no letter or digit.
 */
export function normalKey(name: string): string {
  const key = fold(name).replace(notInKey, '')
  // What stood apart may compose now (a bracket between a letter and its accent).
  return mayNeedNfkc.test(key) ? key.normalize('NFKC') : key
}

/** Lower case without accents on Latin, Greek and Cyrillic letters: `Société` → `societe`. Kana keep their marks. */
export function withoutAccents(text: string): string {
  if (!/\P{ASCII}/u.test(text)) return text.toLowerCase()
  const bare = text.normalize('NFD').replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '$1')
  return bare.normalize('NFC').toLowerCase().replace(/ß/g, 'ss').replace(/ø/g, 'o').replace(/æ/g, 'ae').replace(/ł/g, 'l').replace(/ı/g, 'i')
}

function fold(text: string): string {
  const plain = mayNeedNfkc.test(text) ? foldWide(text) : text.toLowerCase()
  return han.test(plain) ? simplify(plain) : plain
}

function foldWide(text: string): string {
  // Twice, because lower-casing can bring forth sequences that NFKC composes.
  const once = text.normalize('NFKC').replace(invisible, dropInvisible).toLowerCase().normalize('NFKC')
  return once.toLowerCase().normalize('NFKC')
}

function dropInvisible(character: string): string {
  return /\s/.test(character) ? ' ' : ''
}

function simplify(text: string): string {
  simplified ??= readSimplified()
  let out = ''
  let changed = false
  for (const character of text) {
    const other = simplified.get(character)
    if (other !== undefined) changed = true
    out += other ?? character
  }
  return changed ? out : text
}

/** The character table of OpenCC, followed to its end, so that simplifying twice changes nothing more. */
function readSimplified(): Map<string, string> {
  const direct = new Map<string, string>()
  for (const group of Locale.to.cn ?? []) for (const dictionary of group) readDictionary(dictionary, direct)
  for (const [from, to] of direct) {
    const further = direct.get(to)
    if (further === from) direct.delete(from)
    else if (further !== undefined) direct.set(from, further)
  }
  return direct
}

function readDictionary(dictionary: string | readonly (readonly [string, string])[], into: Map<string, string>): void {
  const pairs = typeof dictionary === 'string' ? dictionary.split('|').map((pair) => pair.split(' ')) : dictionary
  for (const [from, to] of pairs) {
    if (from && to && from !== to && [...from].length === 1 && [...to].length === 1) into.set(from, to)
  }
}
