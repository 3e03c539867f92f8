import type { Text } from '../shared/vocabulary.ts'

export type Language = keyof Text

/** The language of a terminal: POLYCENTER_LANG, else LANG; Chinese where it begins with zh. */
export function languageOf(environment: Record<string, string | undefined>): Language {
  const named = environment.POLYCENTER_LANG || environment.LANG || ''
  return named.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
