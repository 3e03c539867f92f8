/** The two languages of the screen: which one is on, and typed words in it. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Lang } from '../../src/shared/format.ts'
import type { Text } from '../../src/shared/vocabulary.ts'

type Word = Text | { zh: (...args: never[]) => string; en: (...args: never[]) => string }
export type Words = Record<string, Word>
/** The words of one language: a string, or a function where numbers and names stand in the sentence. */
export type Said<D extends Words> = { [K in keyof D]: D[K]['zh'] }
/** The English of a sentence takes what the Chinese takes. */
type Matched<D extends Words> = { [K in keyof D]: { zh: D[K]['zh']; en: D[K]['zh'] extends string ? string : D[K]['zh'] } }

/** Words of one area of the screen. A word without Chinese, English or the same arguments in both does not compile. */
export function defineWords<D extends Words>(words: D & Matched<D>): D {
  return words
}

type Language = { lang: Lang; setLang: (lang: Lang) => void }
const LanguageContext = createContext<Language>({ lang: 'zh', setLang: () => {} })
const stored = 'polycenter.language'

/** Chinese first; what was chosen last on this machine wins until the account says otherwise. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [lang, set] = useState<Lang>(() => (localStorage.getItem(stored) === 'en' ? 'en' : 'zh'))
  const setLang = useCallback((next: Lang) => {
    localStorage.setItem(stored, next)
    set(next)
  }, [])
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  }, [lang])
  const value = useMemo(() => ({ lang, setLang }), [lang, setLang])
  return <LanguageContext value={value}>{children}</LanguageContext>
}

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

/** Picks the language of a two-language text of the server or the vocabulary; what somebody wrote stays as it was written. */
export function useText(): (text: Text | string) => string {
  const { lang } = useContext(LanguageContext)
  return useCallback((text: Text | string) => (typeof text === 'string' ? text : text[lang]), [lang])
}

const said = new WeakMap<Words, Partial<Record<Lang, unknown>>>()

/** The words of an area in the language that is on: `const t = useWords(shellWords)`, then `t.signOut`. */
export function useWords<D extends Words>(words: D): Said<D> {
  return wordsIn(words, useContext(LanguageContext).lang)
}

/** The same outside React. */
export function wordsIn<D extends Words>(words: D, lang: Lang): Said<D> {
  const known = said.get(words) ?? {}
  said.set(words, known)
  known[lang] ??= Object.fromEntries(Object.entries(words).map(([key, word]) => [key, word[lang]]))
  return known[lang] as Said<D>
}
