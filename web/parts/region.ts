import { useCallback } from 'react'
import { useLanguage } from './language.tsx'
import { useCall } from './queries.ts'

/** What a region is called: its Chinese name as it stands, in English its name by the table of regions; a name that is no region stays. */
export function useRegion(): (name: string) => string {
  const { lang } = useLanguage()
  const { data } = useCall('listRegionNames', {}, { enabled: lang === 'en', staleTime: Number.POSITIVE_INFINITY })
  return useCallback((name: string) => (lang === 'en' ? data?.[name] ?? name : name), [lang, data])
}
