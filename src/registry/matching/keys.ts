import { pinyin } from 'pinyin-pro'
import { normalKey } from '../names/normalise.ts'

/** Spelt keys of a text: all syllables joined, and their first letters. Letters and digits of the text stay as they are. */
export type PinyinKeys = { full: string; initials: string }

/**
 * The distinct pairs of neighbouring characters of a text's key, in order: what two-character search and matching work on.
 * A text of one character gives that character.
 */
export function bigrams(text: string): string[] {
  return bigramsOfKey(normalKey(text))
}

/** The same for a text that is a key already. */
export function bigramsOfKey(key: string): string[] {
  if (key.length < 2) return key ? [key] : []
  const characters: string[] | string = /[\ud800-\udbff]/.test(key) ? [...key] : key
  const found = new Set<string>()
  for (let i = 1; i < characters.length; i += 1) found.add(characters[i - 1]! + characters[i]!)
  return found.size ? [...found] : [key]
}

const readings = new Map<string, { usual: string; isOnly: boolean }>()

/** The pinyin of a short Chinese text with each character in its usual reading: quick, and the same for every spelling of a brand. */
export function usualPinyin(text: string): PinyinKeys {
  let full = ''
  let initials = ''
  for (const character of text) {
    const { usual } = readingOf(character)
    full += usual
    initials += [...usual][0] ?? ''
  }
  return { full, initials }
}

/**
 * Full pinyin and initials for search by keyboard: 汇川技术 → `huichuanjishu`, `hcjs`. Characters with one reading come from a
 * table filled as they are met; only a run that holds a character of several readings is read in its context.
 */
export function pinyinKeys(text: string): PinyinKeys {
  const key = normalKey(text)
  let full = ''
  let initials = ''
  for (const part of key.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []) {
    if (!/^\p{Script=Han}/u.test(part)) {
      full += part
      initials += part
      continue
    }
    for (const syllable of syllablesOf(part)) {
      full += syllable
      initials += [...syllable][0] ?? ''
    }
  }
  return { full, initials }
}

function syllablesOf(run: string): string[] {
  const simple: string[] = []
  for (const character of run) {
    const { usual, isOnly } = readingOf(character)
    if (!isOnly) return pinyin(run, { toneType: 'none', type: 'array', v: true })
    simple.push(usual)
  }
  return simple
}

function readingOf(character: string): { usual: string; isOnly: boolean } {
  const known = readings.get(character)
  if (known) return known
  const all = pinyin(character, { toneType: 'none', type: 'array', v: true, multiple: true })
  const reading = { usual: all[0] ?? character, isOnly: new Set(all).size === 1 }
  readings.set(character, reading)
  return reading
}
