import { formatNumber, missingMark } from '../../shared/format.ts'
import type { Text } from '../../shared/vocabulary.ts'

/** How many terms of a long formula are written out. */
const writtenTerms = 12

/** A number with its unit, in both languages. */
export function said(value: number | null, unit: string | null): Text {
  return both((lang) => formatNumber(value, { lang, unit: unit ?? '' }))
}

/** Both languages from one function: `say((l) => …)`. */
export function both(of: (lang: 'zh' | 'en') => string): Text {
  return { zh: of('zh'), en: of('en') }
}

/** A formula's terms one after the other; a long sum says how many were left out. */
export function terms(parts: readonly Text[], operator: string): Text {
  const rest = parts.length - writtenTerms
  return both((lang) => {
    const written = parts.slice(0, rest > 0 ? writtenTerms : undefined).map((part) => part[lang]).join(` ${operator} `)
    return rest > 0 ? `${written} ${operator} …${{ zh: `（另${rest}项）`, en: ` (${rest} more)` }[lang]}` : written
  })
}

/** Names in a row. */
export function listed(names: readonly Text[]): Text {
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') }
}

/** Text put together in both languages from a pattern with `{name}` places. */
export function fill(pattern: Text, values: Record<string, Text | string | number>): Text {
  return both((lang) => pattern[lang].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    return typeof value === 'object' ? value[lang] : String(value ?? missingMark)
  }))
}
