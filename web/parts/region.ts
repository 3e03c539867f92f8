import { useCallback, useMemo } from 'react'
import { useLanguage } from './language.tsx'
import { useCall } from './queries.ts'

/**
 * What a region is called, given its Chinese name or its code: in Chinese its name, in English that of the table of regions. What is no
 * region stays. The table is fetched for English, and in Chinese where a page says that it has `codes`.
 */
export function useRegion({ codes = false }: { codes?: boolean } = {}): (nameOrCode: string) => string {
  const { lang } = useLanguage()
  const { data } = useRegions(codes || lang === 'en')
  const names = useMemo(() => new Map(data?.flatMap(({ code, name, short, english }) => {
    const said = lang === 'en' ? english : name
    // A name is not changed in Chinese: whoever wrote it short meant it so.
    return lang === 'en' ? [[name, said], [short, said], [code, said]] as const : [[code, said]] as const
  })), [data, lang])
  return useCallback((nameOrCode: string) => names.get(nameOrCode) ?? nameOrCode, [names])
}

/** All regions, to choose one from. */
export function useRegions(enabled = true) {
  return useCall('listRegions', {}, { enabled, staleTime: Number.POSITIVE_INFINITY })
}
